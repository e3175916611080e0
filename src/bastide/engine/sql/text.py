"""What is refused on the text alone, before any parsing: forms that two parsers read differently.

A comment that one server runs and another skips (`/*! */`), a string whose end depends on a setting
(backslash), dollar quotes, prefixed strings, letters that look like others: no question to a
catalogue needs them, and each is a way of saying two things at once.
"""

from __future__ import annotations

import re
import unicodedata

from bastide.engine.sql.schema import Dialect, Refused

LONGEST_STATEMENT = 20_000  # characters: forty times the longest query of the corpus
LONGEST_STRING = 1_000
_BEYOND_LATIN = frozenset("ŒœŸ’‘“”«»–—€°…²³½")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`")
_COMMENT = re.compile(r"--|/\*|\*/|#")
_PREFIXED = re.compile(r"(?<![A-Za-z0-9_])(?:[EeXxBbNnRrQq]|[Uu]&|_[A-Za-z0-9]+)\s*(?=['\"])")


def refuse_ambiguous(sql: str, dialect: Dialect) -> None:
    """Raises `Refused` for a text that is not plain SQL in Latin letters."""
    if not sql.strip():
        raise Refused("La requête est vide.")
    if len(sql) > LONGEST_STATEMENT:
        raise Refused("La requête est trop longue.")
    for character in sql:
        if character in "\n\t\r":
            continue
        if character == "\\":
            raise Refused("Une barre oblique inverse n'est pas acceptée.")
        known = " " <= character <= "~" or "À" <= character <= "ÿ" or character in _BEYOND_LATIN
        if not known or unicodedata.category(character) in ("Cc", "Cf"):
            raise Refused("Un caractère inattendu n'est pas accepté.")
    bare = _QUOTED.sub(_checked, sql)
    if _COMMENT.search(bare):
        raise Refused("Les commentaires ne sont pas acceptés.")
    if "'" in bare.replace("''", "") or '"' in bare.replace('""', "") or "`" in bare:
        raise Refused("Une chaîne ou un nom entre guillemets n'est pas fermé.")
    if "$" in bare:
        raise Refused("Les chaînes entre dollars ne sont pas acceptées.")
    if "@" in bare:
        raise Refused("Les variables du serveur ne sont pas acceptées.")
    if _PREFIXED.search(bare):
        raise Refused("Les chaînes préfixées (E'', U&'', X''…) ne sont pas acceptées.")
    if re.search(r"(?<![A-Za-z0-9_])0[xXbB]", bare):
        raise Refused("Les nombres hexadécimaux ou binaires ne sont pas acceptés.")
    if dialect == "mysql" and "||" in bare:
        raise Refused("« || » dépend d'un réglage du serveur : écrivez OR, ou CONCAT().")
    if ";" in bare.strip().removesuffix(";"):
        raise Refused("Une seule instruction est acceptée.")


def _checked(quoted: re.Match[str]) -> str:
    text = quoted.group()
    if len(text) > LONGEST_STRING:
        raise Refused("Une chaîne de caractères est trop longue.")
    return text[0] * 2 if text[0] != "`" else "__"
