"""What applicants send by mistake: documents that are none of the kinds asked for."""

from __future__ import annotations

from random import Random

from .facts import Other
from .numbers import digits
from .sheet import (
    Block,
    Drawn,
    Entry,
    address,
    draw,
    entries,
    foot,
    layouts,
    letterhead,
    paragraph,
    sign,
    table,
    title,
)
from .theme import wheel
from .wording import day, full, person_lines

_LAYOUTS = layouts(
    wheel(2),
    ("head", "title", "to", "text", "pairs", "table", "sign"),
    (("head", "to"), "title", "pairs", "text", "table", "sign"),
    ("title", "text", "table", "head", "pairs", "sign"),
    (("title", "head"), "table", ("pairs", "to"), "text", "sign"),
    ("head", "table", "title", ("text", "pairs"), "sign"),
    ("title", "pairs", "head", "text", "to", "table", "sign"),
    (("to", "head"), "title", ("table", "pairs"), "text", "sign"),
    ("text", "head", "title", "table", "pairs", "sign"),
)

# Sort → letterhead, title, text, pairs, table, whether it is a letter with addressee and signature.
# `{who}`, `{day}`, `{city}`, `{n}` are filled in.
SORTS: dict[str, tuple[str, str, str, tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...],
                       bool]] = {
    "recipe": ("Cuisine de l'Exemple", "Tarte aux abricots", "Préchauffer le four à 180 degrés. "
               "Étaler la pâte, disposer les fruits coupés en deux, saupoudrer de sucre et "
               "d'amandes. Enfourner trente-cinq minutes, laisser tiédir avant de servir.",
               (("Préparation", "20 minutes"), ("Cuisson", "35 minutes"), ("Pour", "6 personnes")),
               (("Ingrédient", "Quantité"), ("Abricots", "800 g"), ("Farine", "250 g"),
                ("Beurre", "125 g"), ("Sucre", "90 g")), False),
    "timetable": ("Transports Fictifs", "Ligne {n} – horaires d'hiver", "Valable du lundi au "
                  "vendredi, sauf jours fériés. Les horaires sont donnés à titre indicatif.", (),
                  (("Arrêt", "Matin", "Midi", "Soir"), ("Gare", "07:12", "12:12", "18:12"),
                   ("Mairie", "07:20", "12:20", "18:20"), ("Lycée", "07:31", "12:31", "18:31")),
                  False),
    "flyer": ("Comité des Fêtes Fictif", "Grand vide-grenier", "Venez nombreux sur la place du "
              "village ! Buvette et restauration sur place, animations pour les enfants, tombola. "
              "Entrée libre.", (("Date", "{day}"), ("Lieu", "place des Chimères, {city}"),
                                ("Emplacement", "3 € le mètre")), (), False),
    "lease": ("Agence Modèle", "Contrat de location – logement vide", "Entre les soussignés, le "
              "bailleur et {who}, locataire, il est convenu ce qui suit. Le bailleur loue les "
              "locaux désignés ci-après pour une durée de trois ans renouvelable. Le locataire "
              "s'engage à user paisiblement des lieux, à payer le loyer au terme convenu et à "
              "répondre des dégradations.", (("Loyer mensuel", "640,00 €"), ("Charges", "55,00 €"),
              ("Dépôt de garantie", "640,00 €"), ("Prise d'effet", "{day}")), (), True),
    "prescription": ("Docteur P. FICTIF – médecine générale", "Ordonnance", "Pour {who}. Repos "
                     "pendant trois jours, boire abondamment. À renouveler une fois si besoin.",
                     (("Le", "{day}"),),
                     (("Médicament", "Posologie"), ("Fictidol 500 mg", "1 comprimé matin et soir"),
                      ("Exemplix sirop", "1 cuillère au coucher")), True),
    "school_report": ("Collège de l'Ébauche", "Bulletin scolaire – 2e trimestre", "Trimestre "
                      "sérieux, poursuivez vos efforts. Le conseil de classe adresse ses "
                      "encouragements.", (("Élève", "{who}"), ("Classe", "4e B")),
                      (("Discipline", "Moyenne", "Appréciation"), ("Français", "13,5", "Bien"),
                       ("Mathématiques", "11,0", "Assez bien"), ("Histoire", "14,2", "Bien")),
                      True),
    "train_ticket": ("Rails Imaginaires", "Billet électronique", "Ce billet est nominatif, "
                     "échangeable jusqu'à la veille du départ. Présentez-vous sur le quai deux "
                     "minutes avant le départ.", (("Voyageur", "{who}"), ("Départ", "{city} 08 h "
                     "14"), ("Arrivée", "Fictiville 11 h 02"), ("Voiture", "7"), ("Place", "{n}")),
                     (), False),
    "phone_contract": ("Télécom Spécimen", "Conditions générales d'abonnement", "Article 1 – "
                       "objet. Les présentes conditions définissent les modalités de fourniture du "
                       "service de téléphonie mobile.\nArticle 2 – durée. Le contrat est conclu "
                       "sans engagement de durée.\nArticle 3 – usage. L'abonné s'interdit tout "
                       "usage frauduleux.\nArticle 4 – résiliation. Elle prend effet dix jours "
                       "après la demande.", (), (), False),
    "electricity_terms": ("Volt Fictif", "Conditions générales de vente d'électricité", "1. Le "
                          "fournisseur s'engage à livrer l'électricité au point indiqué dans les "
                          "conditions particulières.\n2. Les prix évoluent selon les tarifs "
                          "publiés.\n3. Le client peut résilier à tout moment sans pénalité.\n4. "
                          "Un médiateur peut être saisi en cas de litige.", (), (), False),
    "love_letter": ("", "Mon amour,", "Depuis ton départ les journées sont longues et la maison "
                    "silencieuse. Je relis tes lettres sous le figuier et je compte les jours. "
                    "Reviens vite, la mer est encore tiède. Je t'embrasse tendrement.", (), (),
                    True),
    "menu": ("Restaurant La Fable", "Menu du jour", "Prix nets, service compris. Nos viandes sont "
             "d'origine française.", (("Formule midi", "17,50 €"),),
             (("Plat", "Prix"), ("Salade de chèvre chaud", "9,50 €"), ("Daube et polenta",
              "16,00 €"), ("Dorade grillée", "18,50 €"), ("Tarte au citron", "7,00 €")), False),
    "parking_fine": ("Police municipale de Fictiville", "Avis de paiement – forfait de "
                     "post-stationnement", "Votre véhicule a été constaté en stationnement sans "
                     "redevance acquittée. Le montant est à régler dans un délai de trois mois.",
                     (("Immatriculation", "AA-{n}-ZZ"), ("Constaté le", "{day}"),
                      ("Montant du forfait", "25,00 €")), (), True),
    "receipt": ("Supermarché Factice", "Ticket de caisse", "Merci de votre visite. Échange sous "
                "trente jours.", (("Total", "23,41 €"), ("Carte bancaire", "23,41 €")),
                (("Article", "Prix"), ("Pommes", "3,20 €"), ("Lait", "1,15 €"), ("Pain",
                 "1,10 €"), ("Lessive", "11,90 €")), False),
    "gym": ("Salle Exemple Forme", "Bulletin d'adhésion", "L'adhérent certifie ne pas présenter de "
            "contre-indication à la pratique du sport et accepte le règlement intérieur.",
            (("Adhérent", "{who}"), ("Formule", "annuelle"), ("Cotisation", "240,00 €")), (), True),
    "cover_letter": ("", "Objet : candidature au poste de vendeur", "Madame, Monsieur,\nVotre "
                     "annonce a retenu toute mon attention. Mon expérience du commerce et mon sens "
                     "du service correspondent au profil recherché. Je me tiens à votre "
                     "disposition pour un entretien.\nVeuillez agréer mes salutations distinguées.",
                     (), (), True),
    "bank_statement": ("Banque Fictive du Midi", "Relevé de compte n° {n}", "Les opérations sont "
                       "inscrites sous réserve de régularité.", (("Titulaire", "{who}"),
                       ("Ancien solde", "412,10 €")),
                       (("Date", "Opération", "Débit", "Crédit"),
                        ("02/03", "Carte boulangerie", "4,20", ""),
                        ("05/03", "Virement", "", "650,00")), False),
    "programme": ("FORMA FICTIF", "Programme pédagogique détaillé", "Objectifs : à l'issue du "
                  "module, le participant sait conduire un entretien, rédiger un compte rendu et "
                  "organiser son poste.\nPublic visé : tout public. Prérequis : aucun. Modalités "
                  "d'évaluation : mise en situation et questionnaire.", (),
                  (("Module", "Contenu"), ("1", "Accueil et communication"), ("2", "Outils "
                   "bureautiques"), ("3", "Mise en pratique")), False),
    "divorce": ("Maître FICTIF, avocat", "Convention d'honoraires", "Le client confie à l'avocat "
                "la défense de ses intérêts. Les honoraires sont fixés au temps passé, selon le "
                "barème ci-dessous, payables à réception.", (("Client", "{who}"), ("Taux horaire",
                "150,00 €"), ("Provision", "600,00 €")), (), True),
}  # fmt: skip


def render(facts: Other, number: int, random: Random) -> Drawn:
    person = facts.person
    head, name, text, pairs, rows, letter = SORTS[facts.sort]
    filled = {"who": full(person, number), "day": day(facts.issued, number),
              "city": person.address.city, "n": digits(random, 3)}  # fmt: skip
    nothing = paragraph("")
    blocks: dict[str, Block] = {
        "head": letterhead(head, "1 rue du Spécimen – 99999 FICTIVILLE") if head else nothing,
        "title": title(name.format(**filled)),
        "to": address(*person_lines(person, number)) if letter else nothing,
        "text": paragraph(text.format(**filled)),
        "pairs": entries(*(Entry(a, b.format(**filled)) for a, b in pairs)) if pairs else nothing,
        "table": table([tuple(r) for r in rows], (1 / len(rows[0]),) * len(rows[0]))
        if rows else nothing,
        "sign": sign(f"{person.address.city}, le {day(facts.issued, number)}") if letter
        else foot("Document d'exemple."),
    }  # fmt: skip
    return draw(blocks, _LAYOUTS[number], random.randrange(10**6))
