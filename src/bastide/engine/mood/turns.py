"""The citizen's own words in what was written down: an agent's turns and quoted mails are blanked.

Characters are replaced by spaces, one for one: places in the text stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bastide.engine.mood.words import folded

# « Agent : », « Mme Durand (usager) : », « <v Conseillère> »: at the start of a line.
_LABEL = re.compile(
    r"^[ \t]*(?:\[?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\]?[ \t]*[-–]?[ \t]*)?"
    r"(?:<v(?:\.[^ >]*)?[ ](?P<voice>[^>]{1,60})>"
    r"|(?P<name>[^\W\d_][^:\n<>!?]{0,40}?)\s*:(?=\s|$))"
)
_AGENT = frozenset(
    "agent agente agents conseiller conseillere conseillers teleconseiller teleconseillere "
    "operateur operatrice accueil standard standardiste mairie guichet hotesse hote "
    "instructeur instructrice secretaire secretariat technicien technicienne repondeur robot "
    "assistant assistante callbot chatbot gestionnaire".split()
)
_CITIZEN = frozenset(
    "usager usagere usagers citoyen citoyenne appelant appelante administre administree habitant "
    "habitante demandeur demandeuse client cliente contribuable parent riverain riveraine "
    "requerant requerante correspondant correspondante interlocuteur interlocutrice "
    "patient patiente voyageur voyageuse allocataire locataire".split()
)
# Labels of a form, not of a speaker: what follows is the citizen's.
_FIELD = frozenset(
    "objet message messages commentaire commentaires observation observations remarque remarques "
    "motif demande date theme territoire sujet texte note avis question reponse re".split()
)
# What opens a quoted mail: all that follows is another's.
_QUOTED = re.compile(
    r"^[ \t]*(?:-{2,} ?(?:Message|Mail|Courriel)[^\n]{0,40}-{2,}|_{10,}"
    r"|Le [^\n]{6,120} a (?:écrit|ecrit) ?:|On [^\n]{6,120} wrote:)",
    re.M | re.I,
)
_TIMES = re.compile(r"^[ \t]*(?:\d+|WEBVTT.*|(?:\d+:)?\d\d:\d\d[.,]\d+ -->.*)[ \t]*$", re.M)
_TAG = re.compile(r"</?(?:v|c|i|b|u)(?:[ .][^>]{0,60})?>")


class WhoSpeaks(ValueError):
    """A transcript whose citizen cannot be told from the agent; the message is for a person."""


def citizens_words(text: str) -> str:
    """The text, as long as before, with all that is not the citizen's own made blank.

    Raises `WhoSpeaks` for a dialogue of which no speaker is known to be either.
    """
    quoted = _QUOTED.search(text)
    if quoted and text[: quoted.start()].strip():
        text = text[: quoted.start()] + _blank(text[quoted.start() :])
    lines = text.split("\n")
    if "-->" in text:
        lines = _TIMES.sub(lambda m: _blank(m.group()), text).split("\n")
    heard = [_speaker(line) for line in lines]
    sides = {name: _side(name) for _, name in heard if name}
    dialogue = _dialogue([name for _, name in heard if name], sides)
    out: list[str] = []
    side = "citizen"
    for line, (end, name) in zip(lines, heard, strict=True):
        if line.lstrip().startswith(">"):
            out.append(_blank(line))
            continue
        if dialogue and name:
            side = sides[name] or dialogue
            side = "citizen" if side == "field" else side
            line = " " * end + line[end:]  # the label is no word of hers
        out.append(_TAG.sub(lambda m: " " * len(m.group()), line) if side == "citizen"
                   else _blank(line))  # fmt: skip
    return "\n".join(out)


def from_turns(turns: Sequence[Any]) -> str | None:
    """A list of `{speaker or role, text}` as lines that `citizens_words` reads; None if it is not
    one."""
    lines = []
    for turn in turns:
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
            return None
        who = turn.get("speaker") or turn.get("role")
        if not isinstance(who, str) or not who.strip():
            return None
        said = " ".join(turn["text"].split())
        lines.append(f"{' '.join(who.replace(':', ' ').split())[:40]} : {said}")
    return "\n".join(lines) if lines else None


def _speaker(line: str) -> tuple[int, str]:
    """Where the label of a line ends, and the name that it gives; an empty name without one."""
    match = _LABEL.match(line[:120])
    if match is None:
        return 0, ""
    name = match.group("voice") or match.group("name") or ""
    return (match.end(), name) if len(name.split()) <= 5 else (0, "")


def _side(name: str) -> str:
    words = re.findall(r"[a-z]+", folded(name))
    if any(word in _AGENT for word in words):
        return "agent"
    if any(word in _CITIZEN for word in words):
        return "citizen"
    return "field" if any(word in _FIELD for word in words) else ""


def _dialogue(names: Sequence[str], sides: dict[str, str]) -> str:
    """What an unknown speaker is, or nothing when the labels make no dialogue."""
    known = {sides[name] for name in names} - {"", "field"}
    unknown = {name for name in names if not sides[name]}
    if "agent" in known:
        # Against an agent, who is not known is the citizen, and the citizen if one is known.
        return "agent" if "citizen" in known else "citizen"
    if "citizen" in known:
        return "agent"
    back_and_forth = len(unknown) >= 2 and all(names.count(name) >= 2 for name in unknown)
    if back_and_forth:
        raise WhoSpeaks(
            "On ne sait pas qui parle : nommez les tours « Agent : » et « Usager : », seuls ceux "
            "de l'usager sont lus."
        )
    return ""


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
