"""Which module prints which facts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from . import bank, company, employment, facts, home, identity, other, tax, training, work
from .sheet import Drawn

LAYOUTS = 8
TUNE = (0, 1, 2, 3)
TEST = (4, 5, 6, 7)

_PRINTERS: dict[type, Callable[[Any, int, Random], Drawn]] = {
    facts.Identity: identity.render,
    facts.Rib: bank.render,
    facts.Notice: employment.notice,
    facts.Rights: employment.rights,
    facts.Rqth: employment.rqth,
    facts.Home: home.render,
    facts.Tax: tax.render,
    facts.Quote: training.quote,
    facts.Qualiopi: training.qualiopi,
    facts.Entry: training.entry,
    facts.Company: company.render,
    facts.Cv: work.cv,
    facts.PaySlip: work.pay_slip,
    facts.Other: other.render,
}


def render(what: facts.Facts, layout: int, seed: int) -> Drawn:
    """The document as a PDF. `layout` from 0; the same seed gives the same bytes."""
    return _PRINTERS[type(what)](what, layout, Random(seed))
