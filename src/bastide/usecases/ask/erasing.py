"""What an erasure does to questions and notes: one that names the person is erased."""

from __future__ import annotations

from bastide.tenants.erasure import EVERY, Rule
from bastide.usecases.ask.models import Call, Question

ERASURE = (
    Rule(Call, "notes d'appel", about=EVERY),
    Rule(Question, "questions et réponses", about=EVERY),
)
