"""What an erasure does to the memory and the glossary: what names the person goes."""

from __future__ import annotations

from bastide.languages.models import Remembered, Term
from bastide.tenants.erasure import EVERY, Rule

ERASURE = (
    Rule(Remembered, "mémoire de traduction", about=EVERY),
    Rule(Term, "glossaire", about=EVERY),
)
