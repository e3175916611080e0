"""What a capitalised word may be: a first name, a surname, a word of French, a place, an office.

The lists are of `engine/data` (their sources: its NOTICE.md). A word may be several of these:
« Petit » is a surname and a word, « Rose » a first name and a word, « Florence » also a place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from bastide.engine.french import analyse, fold, rows_of, shipped_lexicon

Gender = Literal["f", "m", ""]

# Capitals that begin a sentence, name a day or a body: no part of a name but after a title.
STOPS = frozenset(
    "bonjour bonsoir merci un une je il elle nous vous ils elles on ce cette ces mon ma mes votre "
    "vos notre nos leur leurs son sa ses pour par dans avec sans sur chez et ou a au aux que qui "
    "quand comme si non oui en ici cher chere chers cordialement service services objet ref "
    "reference dossier numero tel telephone mobile fax mail email courriel adresse nom prenom "
    "signe "
    "signature copie date lieu page annexe article region regional regionale departement "
    "departemental mairie prefecture caisse allocations mission locale caf cpam msa carsat urssaf "
    "crous ccas cias mdph ehpad ddt drh dgs dsi rsa apl rib iban siret siren nir sncf edf pass "
    "pole "
    "emploi travail conseil maison hotel tribunal tresor agence chambre commerce rectorat mutuelle "
    "assurance maladie poste banque postale credit agricole etat republique francaise ministere "
    "bureau information journal officiel union federation croix rouge google microsoft teams word "
    "excel doctolib facebook whatsapp internet windows office zoom outlook renault peugeot citroen "
    "cc cci adobe clio dacia toyota volkswagen commune communaute agglomeration metropole ville "
    "village "
    "quartier "
    "place rue avenue boulevard chemin impasse route saint sainte st ste cdd cdi tva ttc html pdf "
    "covid paques ramadan aid dieu cedex bp cs bis ter lot appt apt bat batiment residence hameau "
    "etage escalier porte fait vu recu lu approuve bon present presents absent absents excuse "
    "excuses pouvoir decide delibere considerant attendu ordre jour seance proces-verbal "
    "compte-rendu compte rendu air map maps android apple orange sfr bouygues free amazon netflix "
    "janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi "
    "mercredi jeudi vendredi samedi dimanche mel cdt bjr bsr cdlt ine nne famille fam consorts "
    "indivision".split()
)
# Titles and offices: not even after « Madame ».
OFFICES = frozenset(
    "mm mme mmes mlle mlles madame monsieur mademoiselle mesdames messieurs m mr me dr docteur "
    "docteure maitre pr professeur professeure president presidente vice-president vice-presidente "
    "maire maires adjoint adjointe directeur directrice prefet prefete sous-prefet sous-prefete "
    "ministre conseiller conseillere secretaire responsable chef cheffe usager usagere agent "
    "agente "
    "demandeur demandeuse locataire proprietaire parent parents enfant eleve rapporteur "
    "rapporteure "
    "instructeur instructrice referent referente tresorier tresoriere coordinateur coordinatrice "
    "bonjour bonsoir merci".split()
)
# They stand inside a name, or before a surname: « Marie Le Gall », « EL AMRANI Karim ».
PARTICLES = frozenset(
    "le la de du des el al ben bin da dos das di del van von der den ould".split()
)
# Letters of a first name that may stand alone; of capitals that may be a body's initials.
_SHORT, _INITIALS = 3, 4
_OFTEN_WORDS = frozenset(
    "rose pierre marguerite aurore olive violette iris prudence constance clemence victoire jade "
    "ambre perle reine angele come justin constant desire aime aimee auguste celestin colombe "
    "france florent roman marin leger juste marine claire blanche jasmine victor cesar charlie "
    "germain modeste parfait fleur lilas soleil ange noel avril sun may june bien mai man dan sam "
    "lou".split()
)


@lru_cache(maxsize=1)
def _first_names() -> dict[str, Gender]:
    found: dict[str, Gender] = {}
    for table in ("first_names_more.tsv", "first_names.tsv"):
        for row in rows_of(table):
            gender: Gender = "f" if row[0] == "f" else "m" if row[0] == "m" else ""
            found.update((fold(name), gender) for name in row[1:])
    return found


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    tables = ("surnames.tsv", "surnames_more.tsv")
    return frozenset(fold(name) for table in tables for row in rows_of(table) for name in row)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(fold(name) for row in rows_of("places.tsv") for name in row)


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(stem for row in rows_of("french_words.tsv") for stem in row)


@lru_cache(maxsize=1)
def _words_too() -> frozenset[str]:
    return frozenset(name for row in rows_of("names_that_are_words.tsv") for name in row)


def first_name(word: str) -> bool:
    """Whether it is a usual first name; of « Jean-Noé », the first part decides."""
    folded = fold(word)
    return folded in _first_names() or folded.split("-")[0] in _first_names()


def gender(word: str) -> Gender:
    """The gender of a first name, when it is plain."""
    folded = fold(word)
    names = _first_names()
    return names.get(folded) or names.get(folded.split("-")[0], "")


def surname(word: str) -> bool:
    folded = fold(word)
    return folded in _surnames() or any(part in _surnames() for part in folded.split("-")[1:])


@lru_cache(maxsize=8192)
def common(word: str) -> bool:
    """Whether it is a word of French. A name of the lists is one only when it is in use as a word:
    « Rose », not « Samira », whatever the stemmer makes of it."""
    folded = fold(word)
    if folded in _first_names() or folded in _surnames():
        return folded in _words_too() or folded in _OFTEN_WORDS
    stems = analyse(word)
    return not stems or all(stem in _stems() for stem in stems)


def place(word: str) -> bool:
    folded = fold(word)
    return folded in _places() or folded.startswith(("saint-", "sainte-")) or _town(folded)


def _town(folded: str) -> bool:
    """« Lauze-les-Bains », « Bois-sur-Mer »: no surname is made so."""
    parts = folded.split("-")
    linked = {"les", "lez", "sur", "sous", "en", "la", "le", "l", "aux", "des", "du", "de"}
    return len(parts) > 2 and any(part in linked for part in parts[1:-1])


def stop(word: str, *, titled: bool = False) -> bool:
    """Whether a run of names ends before this word. `titled`: a title stands right before it."""
    folded = fold(word)
    return folded in OFFICES or (folded in STOPS and not titled)


def acronym(word: str) -> bool:
    """Capitals that may be a body's: « APL », or an acronym of the administration."""
    if not word.isupper() or len(word) < 2:
        return False
    return len(word) <= _INITIALS or bool(shipped_lexicon().expansion(fold(word)))


def alone(word: str) -> bool:
    """Whether a first name is told from a word when nothing stands beside it: « Rose » is not."""
    folded = fold(word)
    return (
        len(folded) >= _SHORT
        and folded not in _OFTEN_WORDS
        and not common(word)
        and not place(word)
        and not acronym(word)
    )
