"""JSON that a model writes: taken out of what stands around it, and checked against a schema.

The subset of JSON Schema (draft 2020-12, « core » and « validation ») that the OpenAI, Mistral,
vLLM and llama.cpp endpoints all understand: `type`, `properties`, `required`,
`additionalProperties: false`, `items`, `enum`, `const`, `minItems`, `maxItems`, `minLength`,
`maxLength`, `minimum`, `maximum`, `anyOf`. A keyword outside it is refused when the schema is
read, so that nobody relies on a check that is not made.
"""

from __future__ import annotations

import json
from typing import Any

KNOWN = frozenset(
    "type properties required additionalProperties items enum const minItems maxItems minLength "
    "maxLength minimum maximum anyOf title description".split()
)
# Deeper than any answer we ask for; a hostile answer of a million brackets stops here.
MOST_DEPTH = 20


class JsonOnly:
    """Lets through the first JSON object or array of a text that comes piece by piece.

    Models wrap it in « ```json », a sentence before, a sentence after, or a `<think>…</think>` of
    theirs. `feed` gives what belongs to the value; `whole` is true once it is closed.
    """

    def __init__(self) -> None:
        self._held = ""
        self._thinking: bool | None = None
        self._open: list[str] = []
        self._string = self._escaped = False
        self.begun = self.whole = False

    def feed(self, text: str) -> str:
        if self.whole:
            return ""
        if not self.begun:
            text = self._start(text)
        kept = []
        for character in text:
            kept.append(character)
            self._follow(character)
            if not self._open:
                self.whole = True
                break
        return "".join(kept)

    def _start(self, text: str) -> str:
        """The text from the value's first bracket on, or nothing as long as it has not come."""
        self._held += text
        if self._thinking is None:
            bare = self._held.lstrip()
            if "<think>".startswith(bare[:7]) and len(bare) < 7:
                return ""
            self._thinking = bare.startswith("<think>")
        if self._thinking:
            _, closed, rest = self._held.partition("</think>")
            if not closed:
                return ""
            self._held, self._thinking = rest, False
        starts = [at for at in (self._held.find("{"), self._held.find("[")) if at >= 0]
        if not starts:
            return ""
        self.begun = True
        return self._held[min(starts) :]

    def _follow(self, character: str) -> None:
        if self._string:
            if self._escaped:
                self._escaped = False
            elif character == "\\":
                self._escaped = True
            elif character == '"':
                self._string = False
        elif character == '"':
            self._string = True
        elif character in "{[":
            self._open.append(character)
        elif character in "}]" and self._open:
            self._open.pop()


def parsed(text: str, schema: dict[str, Any]) -> Any:
    """The value that `text` holds. Raises `ValueError` (in French) when it is not as asked."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("JSON trop profond") from error
    except json.JSONDecodeError as error:
        raise ValueError("JSON illisible") from error
    wrong = departure(value, schema)
    if wrong:
        raise ValueError(wrong)
    return value


def _refuse(name: str) -> Any:
    raise ValueError(f"« {name} » n'est pas une valeur JSON")


def check_schema(schema: dict[str, Any]) -> None:
    """Raises `ValueError` for a keyword that `departure` would not check."""
    unknown = set(schema) - KNOWN
    if unknown:
        raise ValueError(f"mots de schéma inconnus : {', '.join(sorted(unknown))}")
    for inner in [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]:
        check_schema(inner)
    if "items" in schema:
        check_schema(schema["items"])


_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def departure(value: Any, schema: dict[str, Any], at: str = "", depth: int = 0) -> str:
    """The first way in which a value departs from a schema, in French; empty when it follows it."""
    where = at or "la réponse"
    if depth > MOST_DEPTH:
        return f"{where} est trop profond"
    if "anyOf" in schema and all(departure(value, s, at, depth + 1) for s in schema["anyOf"]):
        return f"{where} ne suit aucune des formes attendues"
    if "const" in schema and value != schema["const"]:
        return f"{where} n'est pas la valeur attendue"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where} n'est pas une des valeurs attendues"
    if "type" in schema and not _is(value, schema["type"]):
        return f"{where} n'est pas du type {schema['type']}"
    if isinstance(value, dict):
        return _of_object(value, schema, at, depth)
    if isinstance(value, list):
        return _of_array(value, schema, at, depth)
    size: Any = len(value) if isinstance(value, str) else value
    least, most = ("minLength", "maxLength") if isinstance(value, str) else ("minimum", "maximum")
    if least in schema and not isinstance(value, bool) and size < schema[least]:
        return f"{where} est trop petit"
    if most in schema and not isinstance(value, bool) and size > schema[most]:
        return f"{where} est trop grand"
    return ""


def _is(value: Any, wanted: str | list[str]) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)


def _of_object(value: dict[str, Any], schema: dict[str, Any], at: str, depth: int) -> str:
    known = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            return f"il manque « {name} »" + (f" dans {at}" if at else "")
    for name, inner in value.items():
        if name in known:
            wrong = departure(inner, known[name], f"{at}.{name}".lstrip("."), depth + 1)
            if wrong:
                return wrong
        elif schema.get("additionalProperties") is False:
            return "un champ n'est pas attendu" + (f" dans {at}" if at else "")
    return ""


def _of_array(value: list[Any], schema: dict[str, Any], at: str, depth: int) -> str:
    where = at or "la réponse"
    if len(value) < schema.get("minItems", 0):
        return f"{where} a trop peu d'éléments"
    if "maxItems" in schema and len(value) > schema["maxItems"]:
        return f"{where} a trop d'éléments"
    for number, inner in enumerate(value):
        wrong = departure(inner, schema.get("items", {}), f"{at}[{number}]", depth + 1)
        if wrong:
            return wrong
    return ""
