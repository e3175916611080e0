"""Which module prints which facts."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from . import bank, company, employment, facts, home, identity, other, tax, training, work
from .eighth import bank as bank8
from .eighth import bills as bills8
from .eighth import company as company8
from .eighth import cv as cv8
from .eighth import employment as employment8
from .eighth import entry as entry8
from .eighth import hosting as hosting8
from .eighth import insurance as insurance8
from .eighth import other as other8
from .eighth import pay as pay8
from .eighth import qualiopi as qualiopi8
from .eighth import quote as quote8
from .eighth import rent as rent8
from .eighth import rights as rights8
from .eighth import rqth as rqth8
from .eighth import tax as tax8
from .fifth import bank as bank5
from .fifth import bills as bills5
from .fifth import company as company5
from .fifth import cv as cv5
from .fifth import employment as employment5
from .fifth import hosting as hosting5
from .fifth import letters as letters5
from .fifth import other as other5
from .fifth import pay as pay5
from .fifth import quote as quote5
from .fifth import rights as rights5
from .fifth import rqth as rqth5
from .fifth import tax as tax5
from .fifth import training as training5
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
from .ninth import bank as bank9
from .ninth import bills as bills9
from .ninth import company as company9
from .ninth import cv as cv9
from .ninth import employment as employment9
from .ninth import entry as entry9
from .ninth import hosting as hosting9
from .ninth import insurance as insurance9
from .ninth import other as other9
from .ninth import pay as pay9
from .ninth import qualiopi as qualiopi9
from .ninth import quote as quote9
from .ninth import rent as rent9
from .ninth import rights as rights9
from .ninth import rqth as rqth9
from .ninth import tax as tax9
from .seventh import bank as bank7
from .seventh import bills as bills7
from .seventh import company as company7
from .seventh import cv as cv7
from .seventh import employment as employment7
from .seventh import entry as entry7
from .seventh import hosting as hosting7
from .seventh import insurance as insurance7
from .seventh import other as other7
from .seventh import pay as pay7
from .seventh import qualiopi as qualiopi7
from .seventh import quote as quote7
from .seventh import rent as rent7
from .seventh import rights as rights7
from .seventh import rqth as rqth7
from .seventh import tax as tax7
from .sheet import Drawn
from .sixth import bank as bank6
from .sixth import bills as bills6
from .sixth import company as company6
from .sixth import cv as cv6
from .sixth import employment as employment6
from .sixth import entry as entry6
from .sixth import hosting as hosting6
from .sixth import insurance as insurance6
from .sixth import other as other6
from .sixth import pay as pay6
from .sixth import quote as quote6
from .sixth import rent as rent6
from .sixth import rights as rights6
from .sixth import rqth as rqth6
from .sixth import tax as tax6
from .sixth import training as training6
from .tenth import bank as bank10
from .tenth import bills as bills10
from .tenth import company as company10
from .tenth import cv as cv10
from .tenth import employment as employment10
from .tenth import entry as entry10
from .tenth import hosting as hosting10
from .tenth import insurance as insurance10
from .tenth import other as other10
from .tenth import pay as pay10
from .tenth import qualiopi as qualiopi10
from .tenth import quote as quote10
from .tenth import rent as rent10
from .tenth import rights as rights10
from .tenth import rqth as rqth10
from .tenth import tax as tax10
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

LAYOUTS = 40
TUNE = tuple(range(20))
TEST = tuple(range(20, 24))
BLIND = tuple(range(24, 28))
UNSEEN = tuple(range(28, 32))
FRESH = tuple(range(32, 36))
LATEST = tuple(range(36, LAYOUTS))
_LETTERS = ("rent", "insurance", "hosting")
_Printer = Callable[[Any, int, Random], Drawn]


def _home3(what: facts.Home, layout: int, random: Random) -> Drawn:
    return (letters3 if what.sort in _LETTERS else bills3).render(what, layout, random)


def _home4(what: facts.Home, layout: int, random: Random) -> Drawn:
    return (letters4 if what.sort in _LETTERS else bills4).render(what, layout, random)


def _home5(what: facts.Home, layout: int, random: Random) -> Drawn:
    if what.sort == "hosting":
        return hosting5.render(what, layout, random)
    return (letters5 if what.sort in _LETTERS else bills5).render(what, layout, random)


def _home6(what: facts.Home, layout: int, random: Random) -> Drawn:
    letters = {"rent": rent6, "insurance": insurance6, "hosting": hosting6}
    return letters.get(what.sort, bills6).render(what, layout, random)


def _home7(what: facts.Home, layout: int, random: Random) -> Drawn:
    letters = {"rent": rent7, "insurance": insurance7, "hosting": hosting7}
    return letters.get(what.sort, bills7).render(what, layout, random)


def _home8(what: facts.Home, layout: int, random: Random) -> Drawn:
    letters = {"rent": rent8, "insurance": insurance8, "hosting": hosting8}
    return letters.get(what.sort, bills8).render(what, layout, random)


def _home9(what: facts.Home, layout: int, random: Random) -> Drawn:
    letters = {"rent": rent9, "insurance": insurance9, "hosting": hosting9}
    return letters.get(what.sort, bills9).render(what, layout, random)


def _home10(what: facts.Home, layout: int, random: Random) -> Drawn:
    letters = {"rent": rent10, "insurance": insurance10, "hosting": hosting10}
    return letters.get(what.sort, bills10).render(what, layout, random)


# Facts → printers of the layouts 0 to 7, 8 to 11, then by fours to 36 to 39.
_PRINTERS: dict[type, tuple[_Printer, ...]] = {
    facts.Identity: (identity.render,) * 9,
    facts.Rib: (bank.render, bank3.render, bank4.render, bank5.render, bank6.render, bank7.render,
                bank8.render, bank9.render, bank10.render),
    facts.Notice: (employment.notice, employment3.notice, employment4.notice, employment5.notice,
                   employment6.notice, employment7.notice, employment8.notice, employment9.notice,
                   employment10.notice),
    facts.Rights: (employment.rights, social3.rights, social4.rights, rights5.render,
                   rights6.render, rights7.render, rights8.render, rights9.render,
                   rights10.render),
    facts.Rqth: (employment.rqth, social3.rqth, social4.rqth, rqth5.render, rqth6.render,
                 rqth7.render, rqth8.render, rqth9.render, rqth10.render),
    facts.Home: (home.render, _home3, _home4, _home5, _home6, _home7, _home8, _home9,
                 _home10),
    facts.Tax: (tax.render, tax3.render, tax4.render, tax5.render, tax6.render, tax7.render,
                tax8.render, tax9.render, tax10.render),
    facts.Quote: (training.quote, quote3.quote, quote4.quote, quote5.quote, quote6.quote,
                  quote7.quote, quote8.quote, quote9.quote, quote10.quote),
    facts.Qualiopi: (training.qualiopi, training3.qualiopi, training4.qualiopi,
                     training5.qualiopi, training6.qualiopi, qualiopi7.qualiopi,
                     qualiopi8.qualiopi, qualiopi9.qualiopi, qualiopi10.qualiopi),
    facts.Entry: (training.entry, training3.entry, training4.entry, training5.entry, entry6.entry,
                  entry7.entry, entry8.entry, entry9.entry, entry10.entry),
    facts.Company: (company.render, company3.render, company4.render, company5.render,
                    company6.render, company7.render, company8.render, company9.render,
                    company10.render),
    facts.Cv: (work.cv, work3.cv, work4.cv, cv5.render, cv6.render, cv7.render,
               cv8.render, cv9.render, cv10.render),
    facts.PaySlip: (work.pay_slip, work3.pay_slip, work4.pay_slip, pay5.render, pay6.render,
                    pay7.render, pay8.render, pay9.render, pay10.render),
    facts.Other: (other.render, other3.render, other4.render, other5.render, other6.render,
                  other7.render, other8.render, other9.render, other10.render),
}  # fmt: skip


def render(what: facts.Facts, layout: int, seed: int) -> Drawn:
    """The document as a PDF. `layout` from 0; the same seed gives the same bytes."""
    generation = sum(layout >= first for first in (8, 12, 16, 20, 24, 28, 32, 36))
    return _PRINTERS[type(what)][generation](what, layout, Random(seed))
