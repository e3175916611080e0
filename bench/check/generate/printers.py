"""Which module prints which facts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from . import bank, company, employment, facts, home, identity, other, tax, training, work
from .fourth import bank as bank4
from .fourth import bills as bills4
from .fourth import company as company4
from .fourth import employment as employment4
from .fourth import letters as letters4
from .fourth import other as other4
from .fourth import quote as quote4
from .fourth import social as social4
from .fourth import tax as tax4
from .fourth import training as training4
from .fourth import work as work4
from .sheet import Drawn
from .third import bank as bank3
from .third import bills as bills3
from .third import company as company3
from .third import employment as employment3
from .third import letters as letters3
from .third import other as other3
from .third import quote as quote3
from .third import social as social3
from .third import tax as tax3
from .third import training as training3
from .third import work as work3

LAYOUTS = 16
TUNE = tuple(range(12))
TEST = tuple(range(12, LAYOUTS))
_LETTERS = ("rent", "insurance", "hosting")


def _home3(what: facts.Home, layout: int, random: Random) -> Drawn:
    return (letters3 if what.sort in _LETTERS else bills3).render(what, layout, random)


def _home4(what: facts.Home, layout: int, random: Random) -> Drawn:
    return (letters4 if what.sort in _LETTERS else bills4).render(what, layout, random)


_Printer = Callable[[Any, int, Random], Drawn]
# Facts → printers of the layouts 0 to 7, 8 to 11, 12 to 15.
_PRINTERS: dict[type, tuple[_Printer, _Printer, _Printer]] = {
    facts.Identity: (identity.render, identity.render, identity.render),
    facts.Rib: (bank.render, bank3.render, bank4.render),
    facts.Notice: (employment.notice, employment3.notice, employment4.notice),
    facts.Rights: (employment.rights, social3.rights, social4.rights),
    facts.Rqth: (employment.rqth, social3.rqth, social4.rqth),
    facts.Home: (home.render, _home3, _home4),
    facts.Tax: (tax.render, tax3.render, tax4.render),
    facts.Quote: (training.quote, quote3.quote, quote4.quote),
    facts.Qualiopi: (training.qualiopi, training3.qualiopi, training4.qualiopi),
    facts.Entry: (training.entry, training3.entry, training4.entry),
    facts.Company: (company.render, company3.render, company4.render),
    facts.Cv: (work.cv, work3.cv, work4.cv),
    facts.PaySlip: (work.pay_slip, work3.pay_slip, work4.pay_slip),
    facts.Other: (other.render, other3.render, other4.render),
}


def render(what: facts.Facts, layout: int, seed: int) -> Drawn:
    """The document as a PDF. `layout` from 0; the same seed gives the same bytes."""
    generation = (layout >= 8) + (layout >= 12)
    return _PRINTERS[type(what)][generation](what, layout, Random(seed))
