"""What agents judged well answered, for the retriever to learn from (`library.adapting`)."""

from __future__ import annotations

from bastide.library.adapting import Asked, questions_of_cards
from bastide.usecases.ask.models import Question


def questions_known() -> list[Asked]:
    """Questions rated useful with the document that answered, and those of the answer cards."""
    rated = Question.objects.filter(rating=Question.Rating.GOOD).exclude(document=None)
    return [
        *((row.text, frozenset({row.document})) for row in rated.order_by("pk") if row.document),
        *questions_of_cards(),
    ]
