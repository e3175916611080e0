"""What a sentence of a mail does: asks, sends, thanks, chases, promises, by its French forms.

Formal, everyday and telegraphic writing: « Je vous saurais gré de », « vous pouvez me dire », « svp
cb sa coute ». A sentence is looked at on its first `LOOKED_AT` characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bastide.engine.french import analyse, fold
from bastide.engine.sentences import units

# Characters of a message, of a sentence looked at, and of one shown.
LONGEST, LOOKED_AT, SHOWN = 20_000, 600, 320

_ASKS = re.compile(
    r"\?|\bje (?:souhaite|souhaiterai|voudrai|aimerai|desire|demande|sollicite|cherche|veux|viens (?:vers"
    r" vous|solliciter|demander))|\bj['’ ]?(?:aimerai|ai besoin|aurai(?:s|t)? besoin|aurais voulu"
    r"|voudrai|attends? (?:votre|une|de))|\bnous (?:souhait|voudri|aimeri|desiron|demandon"
    r"|sollicit|cherchon|avons besoin)|\b(?:pouvez|pourriez|pourrez|auriez|avez|savez|seriez)[- ]vous"
    r"|\bvous (?:pouvez|pourriez|serait-il|savez)\b[^.]{0,40}\b(?:me|m['’]|nous|si|quand|ou|comment)"
    r"|\bmerci (?:de|d['’]|de bien vouloir)\s?(?!votre|vos|la |l['’]|avoir)\w+(?:er|ir|re|oir)\b"
    r"|\b(?:serait|est)[- ]il possible|\bsi (?:c['’ ]?est|cela est) possible|\best[- ]ce qu"
    r"|\bje (?:vous )?(?:prie|serais? reconnaissant|saurais? gre)\b[^.]{0,30}\bde\b"
    r"|\bje vous prie de (?!croire|recevoir|agreer|trouver)|\bveuillez (?!croire|recevoir|agreer|trouver"
    r"|noter)|\bcomment (?:faire|je|dois|puis|on|obtenir|proceder|sa|ca)|\bje ne (?:sais|comprends) pas"
    r"|\bje sais pas|\bpourquoi\b|\bc (?:ou|quand|koi|quoi|cb|combien|possible)|\b(?:cb|combien|kan|quand"
    r"|ou|quel(?:le)?s?) (?:sa|ca|est|c |es|sont|dois|faut|vont)\b|\bfau[dt]?r?ait?[- ](?:il)?"
    r"|\bdites[- ](?:moi|nous)|\b(?:rappele[zr]|contacte[zr]|recontacte[zr]|envoye[zr]|transmettez"
    r"|indiquez|informez|tenez)[- ]?(?:moi|nous|m['’])|\b(?:svp|stp|s['’]il vous plait)\b"
    r"|\bje me demande|\bj['’ ]?(?:ignore|hesite)\b|\bmon souhait|\bma (?:demande|question)"
    r"|\bdemande de\b|\b(?:reclamation|recours)\b|\bbesoin (?:d|de)"
)
# Once folded: what chases an answer that did not come.
_CHASES = re.compile(
    r"\brelance|\bsans (?:reponse|nouvelles?|retour)|\b(?:pas|aucune?|jamais)(?: \w+){0,4} (?:de |d['’])?"
    r"(?:reponse|nouvelles?|retour)\b|\btoujours (?:rien|pas|aucune?)\b|\bje vous (?:ai )?(?:deja"
    r"|rappelle que)|\bdeja (?:ecrit|envoye|appele|signale|contacte|demande|relance)"
    r"|\b(?:mes|mon) (?:precedents?|derniers?|premiers?) (?:mails?|messages?|courriels?|courriers?)"
    r"|\b(?:2|3|4|5|deux|trois|quatre|cinq|plusieurs|x|[n2-9]|deuxieme|troisieme|quatrieme|enieme|nieme)"
    r"(?:e|eme|ieme|nd|nde)? ?(?:mails?|messages?|courriels?|relances?|courriers?|appels?|fois)\b"
    r"|\bou en est|\bavez[- ]vous (?:pu|bien recu|des nouvelles)|\bje reviens vers vous"
    r"|\bje me permets de (?:revenir|relancer|vous relancer)|\brappel de ma\b|\brien recu\b"
)
_THANKS = re.compile(
    r"\b(?:merci|remerci\w+|parfait|super|genial|nickel|top|bien (?:recu|note)|c['’]est (?:note|parfait"
    r"|bon)|ca marche|d['’]accord|entendu|ok)\b"
)
_SENDS = re.compile(
    r"\b(?:ci[- ]?(?:joint|apres)|en piece|voici|voila|je (?:vous )?(?:joins|envoie|transmets|adresse|fais"
    r" suivre)|vous trouverez|pour (?:info|information)|je vous informe|sachez)\b"
)
# Of the authority's own messages.
_WANTS = re.compile(
    r"\b(?:merci|il (?:vous )?(?:faut|faudra|conviendrait|convient)|veuillez|nous vous (?:prions|invitons"
    r"|remercions)|vous (?:devez|devrez|voudrez)|pouvez[- ]vous|pourriez[- ]vous|vous est demande|il manque"
    r"|manqu(?:e|ent|ant)|reste(?:nt)? a (?:fournir|transmettre)|nous avons besoin|dans l['’]attente de"
    r"|nous attendons|est[- ]ce que vous|auriez[- ]vous|avez[- ]vous|est (?:necessaire|indispensable"
    r"|requise?))\b"
)
_WANTED_THING = re.compile(
    r"\b(?:envoy|transme|fourni|adress|retourn|complet|joindre|renvoy|communiqu|indiqu|precis|confirm|sign"
    r"|pren(?:dre|ez)|contact|rappel|depos|justificatif|attestation|piece|copie|document|formulaire"
    r"|coordonnees|numero|adresse|date|rib|photo)\w*|\?"
)
_PROMISES = re.compile(
    r"\b(?:nous (?:reviendrons|revenons|vous (?:tiendrons|recontacterons|repondrons|rappellerons"
    r"|informerons|ferons|adresserons|enverrons|donnerons))|je (?:reviens|reviendrai|vous (?:tiens"
    r"|tiendrai|recontacte|rappelle|enverrai|confirme(?:rai)? (?:des|la|dans)))|(?:votre|la) demande est en"
    r" cours|en cours (?:de traitement|d['’]instruction|d['’]examen)|transmis\w* (?:votre|a)|sera (?:traitee?"
    r"|examinee?|etudiee?|instruite?)|une reponse vous (?:sera|parviendra)|interviendr\w+|passera|passeront"
    r"|des que possible|vous serez (?:contact|inform|rappel)\w+)\b"
)
# A correspondent who will do something herself.
_WILL = re.compile(
    r"\bje (?:vous )?(?:l['’]|les |le |la )?(?:enverrai|transmettrai|ferai|passerai|deposerai|apporterai"
    r"|renverrai|completerai|rappellerai)|\bje vous (?:l['’]|les )?envoie (?:ca |cela )?(?:demain|lundi|mardi"
    r"|mercredi|jeudi|vendredi|ce soir|des que|dans)|\bdes que (?:je l['’]ai|je les ai|j['’]ai)"
)
_GREETING = re.compile(
    r"^\W*(?:bonjour|bonsoir|bjr|bsr|salut|slt|hello|coucou|cher|chere|madame|monsieur|mesdames|messieurs"
    r"|mme|m\.)\b[\w\s,.'’-]{0,60}$"
)
_ANOTHER = re.compile(
    r"^\W*(?:(?:et |mais )?par ailleurs|d['’]autre part|de plus|en outre|autre (?:question|chose|point|sujet"
    r"|demande)|(?:une )?(?:autre|seconde|deuxieme|2e|2eme) (?:question|demande|chose)|j['’]en profite"
    r"|je profite|deuxiemement|ensuite|enfin|egalement|aussi|sinon|(?:et )?au passage|2\s?[).°/-]|b\)"
    r"|ps\b|p\.s|et (?:aussi|puis|sinon|sinn|autre)|dernier point|pendant que j|second(?:o|e)?\b"
    r"|tant que j|rien a voir)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was written, on one line, and folded (no accent, lower case)."""

    text: str
    plain: str

    @property
    def greets(self) -> bool:
        return bool(_GREETING.match(self.plain))

    @property
    def asks(self) -> bool:
        return bool(_ASKS.search(self.plain)) and not self.greets

    @property
    def chases(self) -> bool:
        return bool(_CHASES.search(self.plain))

    @property
    def thanks(self) -> bool:
        return bool(_THANKS.search(self.plain))

    @property
    def sends(self) -> bool:
        return bool(_SENDS.search(self.plain))

    @property
    def wants(self) -> bool:
        """Of a message of ours: whether it waits for something of the correspondent."""
        return bool(_WANTS.search(self.plain) and _WANTED_THING.search(self.plain))

    @property
    def promises(self) -> bool:
        return bool(_PROMISES.search(self.plain))

    @property
    def will(self) -> bool:
        return bool(_WILL.search(self.plain))

    @property
    def another(self) -> bool:
        """Whether it turns to another matter."""
        return bool(_ANOTHER.match(self.plain))

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(analyse(self.text))


def sentences(text: str) -> list[Sentence]:
    """The sentences of what a person wrote, its greeting included. Lines that go on are joined."""
    joined = _joined(text[:LONGEST])
    found = []
    for unit in units(joined):
        words = " ".join(joined[unit.start : unit.end].split())
        if words:
            found.append(Sentence(shown(words), fold(words[:LOOKED_AT])))
    return found


def shown(words: str) -> str:
    """A sentence cut to what is read at a glance, between two words."""
    if len(words) <= SHOWN:
        return words
    return words[:SHOWN].rsplit(" ", 1)[0] + " …"


def _joined(text: str) -> str:
    """Lines that a mail program folded, put together: a line of 50 characters or more that ends
    without a stop goes on with the next one when it begins in lower case."""
    out: list[str] = []
    for line in text.split("\n"):
        line = line.strip()
        goes_on = out and len(out[-1]) >= 50 and out[-1][-1:] not in ".!?:;" and line[:1].islower()
        if goes_on:
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return "\n".join(out)
