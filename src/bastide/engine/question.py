"""What a message asks: how many questions, about what, and whether it asks anything at all.

1. A very long message is cut to its questions, its beginning and its end.
2. It is split where a new question has words of its own; a sentence of context stays with the
   question that it prepares.
3. A follow-up (« et pour un mineur ? ») is completed by the subject of the last complete question.

The rules look at the form of sentences and at one list of words that name no subject by themselves
(price, delay, papers…): no word of any authority is in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bastide.engine.french import analyse, fold
from bastide.engine.model import Turn
from bastide.engine.sentences import units

# Characters. What a person types on the phone fits in it; the rest of a pasted file does not help.
LONGEST = 4000
MOST_QUESTIONS = 6

# Words that ask something of a subject without naming one. « Combien coûte », « quel délai ».
_GENERAL = frozenset(
    stem
    for stem in analyse(
        """prix coût coûte coûter tarif montant somme gratuit payer payé payant frais combien euro
        délai temps durée date heure jour mois an année moment début fin attendre attente long vite
        document documents pièce pièces papier papiers justificatif formulaire dossier courrier
        lettre demander demande obtenir recevoir reçu envoyer fournir joindre donner remplir déposer
        démarche procédure condition conditions droit avantage bénéficier prioritaire obligatoire
        obligation possible nécessaire contester contestation recours réclamation refus refusé
        résilier annuler arrêter changer modifier renouveler renouvellement rembourser remboursé
        remboursement verser versé versement perdre perdu perte voler volé vol malade absent
        mineur majeur enfant fils fille étranger étudiant boursier retraité handicapé conjoint
        adresse numéro téléphone contact contacter horaire ouvert site internet ligne service
        aller trouver passer marcher monter valable validité suffire suffit compter risque risquer
        cas problème chose personne quelqu'un gens information renseignement réponse explication
        expliquer dire comprendre aide aider utile utiliser commencer adresser solution
        """
    )
)
_INTERROGATIVE = (
    r"(?:est[- ]ce|combien|comment|pourquoi|quand|o[uù](?=\s+\w+(?:er|ir|re|oir)\b|\s+puis|\s+dois"
    r"|\s+peut|\s+est|\s+faut)|quel(?:le)?s?|qui\b|que\s+(?:dois|faut|faire)|qu'est|peut[- ]on"
    r"|puis[- ]je|peux[- ]je|dois[- ]je|doit[- ]on|faut[- ]il|ai[- ]je|a[- ]t[- ]|y a[- ]t[- ]il"
    r"|jusqu'à quand"
    r"|à qui|à quel)"
)
_JOINED = re.compile(
    rf"[,;]?\s+(?:et\s+aussi|et\s+sinon|et\s+par\s+ailleurs|et\s+d'autre\s+part"
    rf"|autre\s+question\s*:?"
    rf"|(?:et|puis)(?=\s+(?!qui\b){_INTERROGATIVE}))\s+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"\?|^\W*(?:(?:et|mais|bonjour|alors|sinon)\W+)*{_INTERROGATIVE}"
    r"|\b(?:je (?:souhaite|voudrais|cherche|veux)|j'aimerais|nous (?:souhaitons|cherchons))",
    re.IGNORECASE,
)
_FULL = re.compile(rf"^\W*(?:et\W+)?(?!qui\b|que\b){_INTERROGATIVE}", re.IGNORECASE)
_AND = re.compile(
    r"^\W*(?:et|mais|ou|sinon|donc|alors|dans ce cas|si (?:oui|non)|idem|pareil|m[êe]me chose)\b",
    re.IGNORECASE,
)
_AND_SHORT = re.compile(
    r"^\W*(?:et|mais|sinon)\W+(?!.*\b(?:combien|comment|quels?|quelles?|o[uù]|quand|est[- ]ce)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:ça|cela|celui|celle|ceux|celles|ce dernier|cette dernière|là-dessus|dedans"
    r"|(?:le |la |les |l'|en |y )(?:demander|obtenir|avoir|faire|refaire|résilier|renouveler|payer"
    r"|contester|récupérer|recevoir|utiliser|remplacer|annuler|envoyer|joindre|trouver)"
    r")\b|^\W*(?:et\W+)?(?:il(?! n?['’]?y a)|elle|ils|elles)\b|\bpour (?:quelqu'un|une personne)\b"
    r"|(?:\b(?:s'|si|quand|qu')\s?(?:il|elle|ils|elles)\b)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:(?:bonjour|bonsoir|salut|coucou|allô|allo|hello|madame|monsieur|mesdames|messieurs"
    r"|merci"
    r"|cordialement|s'il vous pla[iî]t|svp|à|tous|d'avance|par avance|ok|oui|non|d'accord|au revoir"
    r"|vous|bon|continuation|week-end|bonne|journée|soirée|test|hé|hey|beaucoup|et)\b\W*)*$",
    re.IGNORECASE,
)
_TO_THE_MACHINE = re.compile(
    r"\b(?:tu|toi|t'es|t'as)\b|\bvous (?:êtes|servez|savez rien)\b(?!.*\b(?:mon|ma|mes|je)\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:[-–•*]|\(?\d{1,2}[.)°/-]+|[a-h]\))\s+", re.MULTILINE)
_ASKING_WORDS = re.compile(
    rf"\b{_INTERROGATIVE}(?:[- ](?:que|qu'|ce que|il|elle|je|on|t-il|t-elle))?|\?", re.IGNORECASE
)


def meaningful(text: str) -> bool:
    """Whether there is something to search for: not empty, a greeting, or talk to the machine."""
    asked = text[:LONGEST]
    if _GREETING.match(asked) or not analyse(asked):
        return False
    return not (_TO_THE_MACHINE.search(asked) and len(_specific(asked)) < 2)


def trimmed(text: str, longest: int = LONGEST) -> str:
    """The text without control signs; if it is too long, its questions, its start and its end."""
    clean = "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()
    if len(clean) <= longest:
        return clean
    half = longest // 4
    head, tail = clean[:half], clean[-half:]
    middle, room = [], longest - 2 * half - 4
    for question in re.finditer(r"[^.!?\n]{3,400}\?", clean[half:-half]):
        if room < len(question.group()) + 1:
            break
        middle.append(question.group().strip())
        room -= len(question.group()) + 1
    return "\n".join([head, *middle, tail])


def split_questions(text: str) -> list[str]:
    """The questions of a message, each with its context; one at least unless it is empty."""
    clean = trimmed(text)
    if not meaningful(clean):
        return []
    parts: list[str] = []
    waiting: list[str] = []  # context told after a question: of the next one, if it is a new one
    for piece in _pieces(clean):
        if not parts:
            parts.append(piece)
        elif not _ASKS.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        elif not _ASKS.search(piece) and not _AND.match(piece):
            waiting.append(piece)
        elif _new(piece, parts[-1]):
            parts.append(" ".join([*waiting, piece]))
            waiting = []
        else:
            parts[-1] = " ".join([parts[-1], *waiting, piece])
            waiting = []
    if parts and waiting:
        parts[-1] = " ".join([parts[-1], *waiting])
    if len(parts) > MOST_QUESTIONS:
        parts = [*parts[: MOST_QUESTIONS - 1], " ".join(parts[MOST_QUESTIONS - 1 :])]
    return [part for part in parts if meaningful(part)]


def _pieces(text: str) -> list[str]:
    marks = list(_NUMBERED.finditer(text))
    pieces = []
    if len(marks) > 1:
        lines = [text[: marks[0].start()]]
        ends = [*(m.start() for m in marks[1:]), len(text)]
        lines += [text[m.end() : end] for m, end in zip(marks, ends, strict=True)]
    else:
        lines = [text]
    for line in lines:
        flat = " ".join(line.split())
        for unit in units(flat):
            sentence = flat[unit.start : unit.end]
            for asked in re.split(r"(?<=\?)\s*(?=\w)", sentence):
                pieces += [p for p in _JOINED.split(asked) if p and p.strip()]
    return pieces


def _specific(text: str) -> set[str]:
    return {s for s in analyse(text) if s not in _GENERAL and not s.isdigit()}


def _new(piece: str, before: str) -> bool:
    """Whether a piece asks about something else than what came before it."""
    own = _specific(piece)
    fresh = own - set(analyse(before))
    if _POINTS_BACK.search(piece) and len(fresh) < 2:
        return False
    if lacks_subject(piece) and not (_AND.match(piece) and len(fresh) > 1):
        return False
    return len(fresh) > 1 or (len(fresh) == 1 and bool(_FULL.match(piece)))


def lacks_subject(text: str) -> bool:
    """Whether a question needs an earlier one to be understood."""
    own = _specific(text)
    if not own:
        return True
    if _AND_SHORT.match(text) and len(own) < 4:
        return True
    if re.match(
        r"^\W*(?:et\W+)?(?:combien|quand|o[uù]|comment)\s+(?:pour|à|si|en cas)\b", fold(text)
    ):
        return len(own) < 3
    if re.match(r"^\W*(?:avant|après|jusqu|depuis|pour|si|en cas|avec|sans)\b", fold(text)):
        return len(own) < 2
    return bool(_POINTS_BACK.search(text)) and len(own) < 3


def subject_of(turns: Sequence[Turn]) -> str:
    """What the contact is about: the last question that names a subject, without its asking words.

    The title of what answered it is added when it is the surer name of the subject.
    """
    for turn in reversed(turns):
        text = trimmed(turn.text, 500)
        if meaningful(text) and not lacks_subject(text):
            bare = " ".join(_ASKING_WORDS.sub(" ", text).split()).strip(" ,.;:")
            return bare or text
    for turn in reversed(turns):
        if turn.answered_by:
            return turn.answered_by
    return " ".join(t.text for t in turns[-1:])


def with_subject(text: str, turns: Sequence[Turn]) -> str:
    """The question as it must be searched: completed by its subject if it is a follow-up."""
    if not turns or not lacks_subject(text):
        return text
    subject = subject_of(turns)
    return f"{text.strip()} ({subject})" if subject else text
