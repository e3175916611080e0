"""Other documents that applicants send by mistake, none of the kinds asked for."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..facts import Other
from ..numbers import digits
from ..other import SORTS
from ..sheet import Drawn, Entry, address, entries, foot, letterhead, paragraph, sign, title
from ..wording import full
from . import looks
from .paper import (
    Rows,
    aside,
    bars,
    bottom,
    brief,
    deck,
    drawn,
    fieldset,
    ledger,
    masthead,
    qr,
    rubber,
    slash,
    small,
    words,
)

# Letterhead, title, text, pairs, table; `{who}`, `{day}`, `{city}`, `{n}` are filled in.
_Sort = tuple[str, str, str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]]
_SORTS: tuple[_Sort, ...] = (
    ("Agence fictive des titres", "Permis de conduire - attestation de droits à conduire", "Le "
     "titulaire dispose à ce jour de droits à conduire valides sur le territoire. Le solde de "
     "points ne figure pas sur ce document.", (("1. 2. Titulaire", "{who}"), ("4a.", "{day}"),
     ("5.", "{n}AA{n}00")), (("9. Catégorie", "10. Depuis", "12. Codes"),
                             ("AM", "03/04/2009", ""), ("B", "17/06/2013", "01"))),
    ("Agence fictive des titres", "Certificat provisoire d'immatriculation", "Ce certificat permet "
     "de circuler un mois sur le territoire national. Il sera échangé contre le titre définitif.",
     (("A", "ZZ-{n}-FC"), ("C.1", "{who}"), ("D.1", "FICTIVA"), ("P.3", "ES"), ("I", "{day}")),
     ()),
    ("Académie du Simulacre", "Certificat d'aptitude professionnelle", "Le recteur, vu le "
     "procès-verbal du jury, délivre à {who} le certificat d'aptitude professionnelle, spécialité "
     "Équipier polyvalent du commerce, pour en jouir avec les droits et prérogatives qui y sont "
     "attachés.", (("Session", "juin"), ("N° du diplôme", "{n} {n}")), ()),
    ("CFA du Spécimen", "Contrat d'apprentissage", "Le présent contrat est conclu en application "
     "du livre II de la sixième partie du code du travail. L'apprenti s'engage à suivre les cours "
     "et à travailler pour l'employeur pendant la durée du contrat.\nLe maître d'apprentissage "
     "atteste remplir les conditions exigées.", (("Apprenti", "{who}"), ("Employeur",
     "Boulangerie Illusion"), ("Début d'exécution", "{day}"), ("Salaire de la 1re année",
                                                              "53 % du SMIC")), ()),
    ("Université de la Fable", "Certificat de scolarité", "Le président certifie que {who} est "
     "inscrit pour l'année universitaire en cours en deuxième année de licence.",
     (("N° étudiant", "2{n}{n}1"), ("INE", "{n}{n}{n}BB"), ("Composante", "UFR Lettres")), ()),
    ("Conserverie Modèle SAS", "Attestation d'employeur (fin de contrat)", "L'employeur certifie "
     "que les renseignements ci-dessous sont exacts. Document remis au salarié lors de la rupture, "
     "pour l'ouverture éventuelle de ses droits.", (("Salarié", "{who}"), ("Dernier jour payé",
     "{day}"), ("Motif de rupture", "31 - fin de contrat à durée déterminée")),
     (("Mois", "Heures", "Salaire brut"), ("M-1", "151", "1 823,10"), ("M-2", "151",
                                                                        "1 823,10"))),
    ("Caisse de santé Illusion", "Décompte de remboursements", "Voici le relevé des versements "
     "effectués pour vos soins. Aucune démarche n'est nécessaire.", (("Bénéficiaire", "{who}"),
     ("Relevé du", "{day}")), (("Acte", "Payé", "Base", "Versé"),
                               ("Consultation", "30,00", "30,00", "19,00"),
                               ("Pharmacie", "12,40", "12,40", "8,06"))),
    ("Assurances Simulacre", "Relevé d'informations automobile", "Conformément à l'article A. "
     "121-1 du code des assurances. Le coefficient de réduction-majoration est de 0,76.",
     (("Souscripteur", "{who}"), ("Véhicule", "ZZ-{n}-FC"), ("Édité le", "{day}")),
     (("Date", "Sinistre", "Responsabilité"), ("11/02/2024", "Bris de glace", "0 %"))),
    ("Sécurité routière fictive", "Certificat de cession d'un véhicule d'occasion", "Le vendeur "
     "déclare céder le véhicule désigné, sans gage, à l'acquéreur qui l'accepte en l'état.",
     (("Ancien propriétaire", "{who}"), ("Nouveau propriétaire", "M. FACTICE Nuno"),
      ("Cédé le", "{day} à 14 h 30"), ("Kilométrage", "87 {n}")), ()),
    ("Pôle social de la Maquette", "Accord de prise en charge de transport", "Nous vous informons "
     "que votre demande d'aide à la mobilité a été acceptée. Les frais de déplacement seront "
     "remboursés sur justificatifs.", (("Demandeur", "{who}"), ("Période", "à partir du {day}"),
                                       ("Plafond", "300,00 €")), ()),
    ("", "Lettre de recommandation", "Madame, Monsieur,\nJ'ai eu le plaisir de travailler avec "
     "{who} pendant deux saisons. Son sérieux, sa ponctualité et sa bonne humeur ont été "
     "appréciés de tous. Je recommande cette candidature sans réserve.\nJe reste à votre "
     "disposition pour tout renseignement.", (), ()),
    ("FORMA FICTIF", "Règlement intérieur applicable aux stagiaires", "Article 1. Le présent "
     "règlement est établi conformément aux articles L. 6352-3 et suivants du code du travail.\n"
     "Article 2. Il est interdit d'introduire des boissons alcoolisées dans les locaux.\nArticle "
     "3. Toute absence doit être justifiée.\nArticle 4. Les sanctions sont l'avertissement, le "
     "blâme et l'exclusion.", (("Remis à", "{who}"), ("Le", "{day}")), ()),
)  # fmt: skip
_Order = tuple[str | tuple[str, ...], ...]


def _make(order: _Order, number: int) -> Callable[[Other, Random], Rows]:
    def make(facts: Other, random: Random) -> Rows:
        head, name, text, pairs, rows = _SORTS[
            (7 * list(SORTS).index(facts.sort) + 5 * number) % len(_SORTS)
        ]
        told = {"who": full(facts.person, number),
                "day": (brief if number % 2 else slash)(facts.issued),
                "city": facts.person.address.city, "n": digits(random, 3)}  # fmt: skip
        blank = paragraph("")
        items = [Entry(a.format(**told), b.format(**told)) for a, b in pairs]
        cells = [tuple(cell.format(**told) for cell in row) for row in rows]
        blocks = {
            "head": letterhead(head, "15 chemin de la Fiction, 99999 FICTIVILLE")
            if head else blank,
            "mast": masthead(head, "99999 FICTIVILLE", f"Réf. {digits(random, 7)}")
            if head else blank,
            "title": title(name.format(**told)), "text": paragraph(text.format(**told)),
            "pairs": entries(*items) if items else blank,
            "frame": fieldset("Renseignements", entries(*items)) if items else blank,
            "deck": deck(*items) if items else blank,
            "table": ledger(cells, (1 / len(cells[0]),) * len(cells[0])) if cells else blank,
            "to": address(f"{facts.person.short} {full(facts.person, 1)}",
                          *facts.person.address.lines()),
            "day": aside(f"{facts.person.address.city}, le {words(facts.issued)}"),
            "bars": bars(digits(random, 12)),
            "ref": small(f"N° {digits(random, 9)}", f"Imprimé le {brief(facts.issued)}"),
            "qr": qr(f"o/{digits(random, 8)}", "Vérifier ce document"),
            "rubber": rubber("COPIE", slash(facts.issued), red=True),
            "sign": sign(f"Le {words(facts.issued)}"),
            "foot": foot("Exemple sans valeur."), "bottom": bottom("Document fictif, sans valeur."),
        }  # fmt: skip
        if not head:  # a private letter: signed, and without an office's marks
            blocks |= {"qr": blocks["sign"], "rubber": blocks["sign"], "bars": blank,
                       "ref": blank}  # fmt: skip
        return [
            blocks[row] if isinstance(row, str) else tuple(blocks[one] for one in row)
            for row in order
        ]

    return make


_MAKERS = (
    (looks.PREFECTURE, _make((("head", "ref"), "title", "frame", "text", "table", "qr",
                              "bottom"), 28)),
    (looks.SCHOOLING, _make(("head", "title", "text", "pairs", "table", "day", "rubber", "foot"),
                            29)),
    (looks.TOWN_FORM, _make(("mast", ("bars", "to"), "title", "text", "deck", "table", "sign",
                             "bottom"), 30)),
    (looks.SUBSCRIBER, _make((("to", "head"), "day", "title", "pairs", "text", "table", "sign"),
                             31)),
)  # fmt: skip


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, random)
