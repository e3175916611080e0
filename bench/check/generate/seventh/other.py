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
    dots,
    drawn,
    plain,
    qr,
    rubber,
    slash,
    small,
    strip,
    words,
)

# Letterhead, title, text, pairs, table; `{who}`, `{day}`, `{city}`, `{n}` are filled in.
_Sort = tuple[str, str, str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]]
_SORTS: tuple[_Sort, ...] = (
    ("Lycée de l'Ébauche", "Certificat de scolarité", "Le proviseur certifie que l'élève {who} "
     "est régulièrement inscrit dans l'établissement pour l'année scolaire en cours.",
     (("Classe", "Terminale professionnelle"), ("INE", "{n}{n}{n}A"), ("Régime", "externe")), ()),
    ("Centre hospitalier des Fables", "Convocation à une consultation", "Vous avez rendez-vous en "
     "cardiologie. Présentez-vous au bureau des entrées quinze minutes avant, avec votre carte "
     "Vitale et vos derniers examens.\nEn cas d'empêchement, prévenez le secrétariat 48 heures "
     "avant.", (("Patient", "{who}"), ("Date", "{day} à 10 h 45"), ("IPP", "{n} {n}")), ()),
    ("Agence fictive de traitement des infractions", "Avis de contravention", "Vous avez commis "
     "une infraction aux règles du stationnement. Montant du forfait post-stationnement minoré si "
     "vous payez dans les cinq jours.", (("Lieu", "parking du Mirage, {city}"),
     ("Immatriculation", "ZZ-{n}-ZZ"), ("Constatée le", "{day}"), ("Montant", "35,00 €")), ()),
    ("Parkings des Chimères", "Abonnement de stationnement", "Votre abonnement résident est "
     "reconduit pour un an. Apposez la vignette derrière le pare-brise.",
     (("Titulaire", "{who}"), ("Zone", "C"), ("Véhicule", "ZZ-{n}-ZZ")),
     (("Désignation", "Montant"), ("Abonnement annuel", "180,00 €"), ("Total TTC", "180,00 €"))),
    ("Meubles Maquette", "Bon de livraison n° {n}", "Marchandise reçue en bon état, sous réserve "
     "de déballage. Toute réclamation doit être faite dans les trois jours.",
     (("Client", "{who}"), ("Livré le", "{day}")),
     (("Article", "Quantité"), ("Canapé Illusion", "1"), ("Lampe Fable", "2"))),
    ("Ville de Fictiville", "Inscription sur les listes électorales", "Récépissé : votre demande "
     "d'inscription a été enregistrée. Elle sera examinée par le maire dans les cinq jours. Vous "
     "recevrez votre carte avant le prochain scrutin.", (("Demandeur", "{who}"),
                                                       ("Bureau de vote", "n° {n}")), ()),
    ("Laboratoire du Prototype", "Compte rendu d'analyses", "Prélèvement à jeun. Les résultats "
     "sont à interpréter avec votre médecin.", (("Patient", "{who}"), ("Prélevé le", "{day}")),
     (("Examen", "Résultat", "Valeurs usuelles"), ("Glycémie", "0,91 g/L", "0,70 à 1,05"),
      ("Ferritine", "64 µg/L", "30 à 300"), ("TSH", "1,8 mUI/L", "0,4 à 4,0"))),
    ("Travaux Modèle SARL", "Certificat de travail", "Je soussigné, gérant, certifie que {who} a "
     "été employé(e) dans notre entreprise en qualité d'aide-monteur. Cette personne nous quitte "
     "libre de tout engagement.", (("Sortie", "{day}"),), ()),
    ("Caisse d'allocations de l'Exemple", "Attestation de paiement", "Vous trouverez ci-dessous "
     "les prestations qui vous ont été versées. Quotient familial : 6{n}.",
     (("Allocataire", "{who}"), ("N° allocataire", "{n}{n}{n}")),
     (("Prestation", "Montant"), ("Aide au logement", "214,00 €"), ("Prime d'activité",
                                                                    "163,27 €"))),
    ("Auto-école du Faux-Semblant", "Attestation de fin de formation initiale", "Le responsable de "
     "l'établissement atteste que l'élève a suivi la conduite accompagnée et totalise 26 heures "
     "de conduite.", (("Élève", "{who}"), ("NEPH", "{n}{n}{n}{n}"), ("Catégorie", "B")), ()),
    ("", "Demande de délai", "Madame, Monsieur,\nJe sollicite un délai de paiement de trois mois "
     "pour la somme que je vous dois, car mes revenus ont baissé. Je m'engage à verser une "
     "première échéance dès le mois prochain.\nDans l'attente de votre réponse, je vous prie "
     "d'agréer mes salutations distinguées.", (), ()),
    ("Médiathèque Imaginaire", "Relance pour documents en retard", "Sauf erreur de notre part, "
     "vous n'avez pas rendu les documents suivants. Merci de les rapporter sans tarder.",
     (("Carte", "{n} {n} {n}"), ("Usager", "{who}")),
     (("Titre", "Retour prévu"), ("Contes de la Fiction", "{day}"), ("Guide du Spécimen",
                                                                   "{day}"))),
)  # fmt: skip
_Order = tuple[str | tuple[str, ...], ...]


def _make(order: _Order, number: int) -> Callable[[Other, Random], Rows]:
    def make(facts: Other, random: Random) -> Rows:
        head, name, text, pairs, rows = _SORTS[
            (5 * list(SORTS).index(facts.sort) + 3 * number) % len(_SORTS)
        ]
        told = {"who": full(facts.person, number),
                "day": (dots if number % 2 else slash)(facts.issued),
                "city": facts.person.address.city, "n": digits(random, 3)}  # fmt: skip
        blank = paragraph("")
        items = [Entry(a.format(**told), b.format(**told)) for a, b in pairs]
        cells = [tuple(cell.format(**told) for cell in row) for row in rows]
        blocks = {
            "head": letterhead(head, "8 impasse des Modèles, 99999 FICTIVILLE") if head else blank,
            "title": title(name.format(**told)), "text": paragraph(text.format(**told)),
            "pairs": entries(*items) if items else blank,
            "strip": strip(*items) if items else blank,
            "table": plain(cells, (1 / len(cells[0]),) * len(cells[0])) if cells else blank,
            "to": address(f"{facts.person.civility} {full(facts.person, 1)}",
                          *facts.person.address.lines()),
            "day": aside(f"Le {words(facts.issued)}"), "bars": bars(digits(random, 14)),
            "ref": small(f"Réf. {digits(random, 8)}", f"Édité le {slash(facts.issued)}"),
            "qr": qr(f"doc/{digits(random, 8)}", "Consulter en ligne"),
            "rubber": rubber("REÇU LE", slash(facts.issued)),
            "sign": sign(f"À {facts.person.address.city}, le {words(facts.issued)}"),
            "foot": foot("Exemple sans valeur."), "bottom": bottom("Document fictif, sans valeur."),
        }  # fmt: skip
        if not head:  # a private letter: signed, and without an office's marks
            blocks |= {"qr": blocks["sign"], "rubber": blocks["sign"], "bars": blank, "ref": blank}
        return [
            blocks[row] if isinstance(row, str) else tuple(blocks[one] for one in row)
            for row in order
        ]

    return make


_MAKERS = (
    (looks.ENERGY, _make((("head", "to"), "title", "strip", "text", "table", "qr", "bottom"), 24)),
    (looks.TYPED, _make(("head", "day", "to", "title", "text", "pairs", "table", "sign"), 25)),
    (looks.LANDLORD, _make((("ref", "head"), "bars", "title", "pairs", "table", "rubber", "text",
                            "foot"), 26)),
    (looks.CERTIFIER_PLAIN, _make(("title", "head", "text", ("pairs", "ref"), "table", "sign",
                                   "bottom"), 27)),
)  # fmt: skip


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, random)
