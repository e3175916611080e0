"""Other documents that applicants send by mistake, none of the kinds asked for."""

from __future__ import annotations

from random import Random

from ..facts import Other
from ..numbers import digits
from ..other import SORTS
from ..sheet import Drawn, Entry, address, entries, foot, letterhead, paragraph, sign, table, title
from ..wording import full
from . import looks
from .paper import Rows, aside, bottom, drawn, nothing, slash, words

# Letterhead, title, text, pairs, table; `{who}`, `{day}`, `{city}`, `{n}` are filled in.
_Sort = tuple[str, str, str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]]
_SORTS: tuple[_Sort, ...] = (
    ("Caisse d'allocations familiales fictive", "Attestation de paiement",
     "La Caf certifie que l'allocataire désigné a perçu, au titre du mois dernier, les prestations "
     "ci-dessous.", (("Allocataire", "{who}"), ("N° allocataire", "0 {n} {n}")),
     (("Prestation", "Montant"), ("Prime d'activité", "182,40 €"),
      ("Aide personnalisée au logement", "214,00 €"))),
    ("FORMA FICTIF", "Certificat de réalisation", "L'organisme atteste que {who} a suivi l'action "
     "de formation du {day}, d'une durée de sept heures, dans son intégralité.",
     (("Nature de l'action", "action de formation"), ("Modalité", "à distance")), ()),
    ("Électroménager Factice", "Facture n° FA{n}", "Garantie légale de conformité : deux ans. "
     "Merci de votre achat.", (("Client", "{who}"), ("Commande du", "{day}")),
     (("Article", "Qté", "Prix TTC"), ("Lave-linge 8 kg", "1", "399,00 €"),
      ("Livraison", "1", "29,00 €"), ("Total TTC", "", "428,00 €"))),
    ("Préfecture Imaginaire", "Relevé d'information restreint", "Situation du permis de conduire "
     "au jour de l'édition. Le permis est valide.", (("Titulaire", "{who}"),
     ("Numéro de dossier", "13{n}00{n}"), ("Catégorie", "B, depuis le 12/06/2011"),
     ("Édité le", "{day}")), ()),
    ("Mairie de Fictiville", "Livret de famille - extrait", "Les époux ont reçu ce livret le jour "
     "de leur mariage. Il est tenu à jour par l'officier de l'état civil.",
     (("Époux ou épouse", "{who}"), ("Mariage célébré le", "14 juin 2014")),
     (("Enfant", "Né(e) le"), ("Zoé", "03/02/2016"), ("Hugo", "21/09/2019"))),
    ("Mission locale des Fables", "Convocation", "Vous êtes invité(e) à un entretien avec votre "
     "conseiller. Merci d'apporter un CV et une pièce d'identité. En cas d'empêchement, prévenez-"
     "nous.", (("Le", "{day} à 10 h 15"), ("Lieu", "3 rue du Prototype, {city}"),
               ("Avec", "A. MODÈLE")), ()),
    ("Mutuelle Chimère", "Carte de tiers payant", "Carte à présenter au professionnel de santé. "
     "Télétransmission : oui.", (("Adhérent", "{who}"), ("N° adhérent", "{n}{n}{n}"),
                                 ("AMC", "99{n}000")),
     (("Garantie", "Taux"), ("Pharmacie", "100 %"), ("Optique", "100 %"), ("Dentaire", "125 %"))),
    ("Télécom Spécimen", "Mandat de prélèvement", "En signant ce mandat, vous autorisez le "
     "créancier à envoyer des instructions à votre banque pour débiter votre compte. Vous "
     "bénéficiez d'un droit à remboursement dans les huit semaines.",
     (("Débiteur", "{who}"), ("Référence unique", "RUM{n}{n}"), ("Type", "récurrent")), ()),
    ("Lycée de l'Échantillon", "Convention de stage en milieu professionnel", "Article 1. La "
     "convention règle les rapports de l'entreprise et de l'établissement.\nArticle 2. Le "
     "stagiaire demeure sous statut scolaire.\nArticle 3. Il est soumis à l'horaire de "
     "l'entreprise, sans pouvoir excéder 35 heures.", (("Stagiaire", "{who}"),
     ("Entreprise", "Menuiserie Maquette"), ("À partir du", "{day}")), ()),
    ("Restaurant Illusion", "Attestation de l'employeur", "Nous certifions que {who} travaille "
     "dans notre établissement en qualité de serveur, par contrat à durée déterminée, et n'est ni "
     "en période d'essai ni en procédure de licenciement.", (), ()),
    ("Association des Exemples", "Reçu de don", "L'association reconnaît avoir reçu, à titre de "
     "don, la somme de 40,00 euros. Le donateur peut bénéficier d'une réduction selon le code "
     "général des impôts.", (("Donateur", "{who}"), ("Date du versement", "{day}"),
                     ("Mode", "chèque")), ()),
    ("", "Attestation sur l'honneur", "Je soussigné(e) {who} atteste sur l'honneur ne pas avoir "
     "bénéficié d'une autre aide pour le même projet et m'engage à signaler tout changement.\nFait "
     "pour valoir ce que de droit.", (), ()),
)  # fmt: skip


def _make(order: tuple[str | tuple[str, ...], ...], number: int):  # type: ignore[no-untyped-def]
    def make(facts: Other, random: Random) -> Rows:
        head, name, text, pairs, rows = _SORTS[
            (5 * list(SORTS).index(facts.sort) + 7 * number) % len(_SORTS)
        ]
        told = {"who": full(facts.person, number), "day": slash(facts.issued),
                "city": facts.person.address.city, "n": digits(random, 3)}  # fmt: skip
        blank = paragraph("")
        blocks = {
            "head": letterhead(head, "5 allée des Chimères, 99999 FICTIVILLE") if head else blank,
            "title": title(name.format(**told)), "text": paragraph(text.format(**told)),
            "pairs": entries(*(Entry(a, b.format(**told)) for a, b in pairs)) if pairs else blank,
            "table": table(list(rows), (1 / len(rows[0]),) * len(rows[0])) if rows else blank,
            "to": address(full(facts.person, 1), *facts.person.address.lines()),
            "day": aside(f"{facts.person.address.city}, le {words(facts.issued)}"),
            "nothing": nothing(),
            "sign": sign(f"Le {words(facts.issued)}"), "foot": foot("Exemple."),
            "bottom": bottom("Document fictif, exemple sans valeur."),
        }  # fmt: skip
        return [
            blocks[row] if isinstance(row, str) else tuple(blocks[one] for one in row)
            for row in order
        ]

    return make


_MAKERS = (
    (looks.WORD, _make(("head", ("nothing", "to"), "day", "title", "text", "pairs", "table",
                        "sign"), 16)),
    (looks.ACCOUNTS, _make((("head", "to"), "title", "pairs", "table", "text", "bottom"), 17)),
    (looks.STATE_NEW, _make(("head", "title", "text", "table", "pairs", "foot"), 18)),
    (looks.BANK, _make(("title", ("head", "pairs"), "table", "text", "sign", "bottom"), 19)),
)  # fmt: skip


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, random)
