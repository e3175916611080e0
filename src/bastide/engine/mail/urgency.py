"""How soon a mail is to be looked at, with the reason told: never the mood alone.

1. Distress or danger, by the words that tell it.
2. A limit within `NEAR` days, or past.
3. A person whom waiting would harm: child, age, illness, handicap, pregnancy, no home, no heating.
4. Somebody who has written before and got no answer.

« Urgent » alone is the writer's own word: told, it changes nothing.
"""

from __future__ import annotations

from datetime import date

from bastide.engine.mail.forms import Read
from bastide.engine.mail.model import AwaitedBy, Level

# Days before a limit.
NEAR = 7


def urgency(
    words: str,
    *,
    distress: str,
    limit: date | None,
    today: date,
    unanswered: int,
    by: AwaitedBy,
) -> tuple[Level, str]:
    """The level and its reason, a sentence in French (empty for a level that needs none).

    `words`: the correspondent's own, of the messages that wait. `distress`: an
    expression of distress in them, quoted. `unanswered`: her messages in a row without an answer.
    `by`: of whom something is awaited.
    """
    said = Read(words)
    asks = by == "us"
    if found := said.quote("danger") or said.quote("destitute") or distress:
        return "high", f"Détresse ou danger : {found}."
    if not by:
        return "low", "Rien n'est attendu."
    if limit is not None and (limit - today).days <= NEAR and asks:
        late = ", passée" if limit < today else ""
        return "high", f"Échéance le {limit:%d/%m/%Y}{late}."
    if said.has("needs") and (found := said.quote("vulnerable")):
        return "high", f"Personne fragile : {found}."
    if asks and unanswered >= 2:
        return "high", f"{unanswered} messages de suite sans réponse de notre part."
    if asks and (found := said.quote("written_before")):
        return "high", f"A déjà écrit : {found}."
    if found := said.quote("said_urgent"):
        return "normal", f"L'usager écrit {found}, sans échéance ni motif reconnu."
    if limit is not None:
        return "normal", f"Échéance le {limit:%d/%m/%Y}."
    return "normal", ""
