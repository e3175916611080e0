"""Which module prints which facts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from . import bank, company, employment, facts, home, identity, other, tax, training, work
from .sheet import Drawn
from .third import bank as bank3
from .third import bills, letters, social
from .third import company as company3
from .third import employment as employment3
from .third import other as other3
from .third import quote as quote3
from .third import tax as tax3
from .third import training as training3
from .third import work as work3

LAYOUTS = 12
TUNE = tuple(range(8))
TEST = tuple(range(8, LAYOUTS))


def _home(what: facts.Home, layout: int, random: Random) -> Drawn:
    letter = what.sort in ("rent", "insurance", "hosting")
    return (letters if letter else bills).render(what, layout, random)


_Printer = Callable[[Any, int, Random], Drawn]
# Facts → printer of the layouts 0 to 7, printer of those from 8 on.
_PRINTERS: dict[type, tuple[_Printer, _Printer]] = {
    facts.Identity: (identity.render, identity.render),
    facts.Rib: (bank.render, bank3.render),
    facts.Notice: (employment.notice, employment3.notice),
    facts.Rights: (employment.rights, social.rights),
    facts.Rqth: (employment.rqth, social.rqth),
    facts.Home: (home.render, _home),
    facts.Tax: (tax.render, tax3.render),
    facts.Quote: (training.quote, quote3.quote),
    facts.Qualiopi: (training.qualiopi, training3.qualiopi),
    facts.Entry: (training.entry, training3.entry),
    facts.Company: (company.render, company3.render),
    facts.Cv: (work.cv, work3.cv),
    facts.PaySlip: (work.pay_slip, work3.pay_slip),
    facts.Other: (other.render, other3.render),
}


def render(what: facts.Facts, layout: int, seed: int) -> Drawn:
    """The document as a PDF. `layout` from 0; the same seed gives the same bytes."""
    return _PRINTERS[type(what)][layout in TEST](what, layout, Random(seed))
