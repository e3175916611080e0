"""Documents that applicants send by mistake, none of the kinds asked for: five a layout."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..eighth.paper import (
    Rows,
    aside,
    band,
    bars,
    blank,
    bottom,
    boxed,
    centred,
    checked,
    comb,
    commas,
    dashes,
    deck,
    dots,
    fieldset,
    formal,
    heading,
    ledger,
    masthead,
    newsprint,
    padded,
    panel,
    place,
    plain,
    rubber,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    tear,
    weekday,
    wide,
    words,
)
from ..facts import Other
from ..ninth.paper_b import sums
from ..numbers import digits
from ..other import SORTS
from ..sheet import (
    Block,
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from ..wording import full
from . import looks_b
from .paper_b import drawn, figures, stars

_Maker = Callable[[Other, Random], Rows]
_FOOT = foot("Document fictif, exemple sans valeur.")


def _to(facts: Other, style: int = 1) -> Block:
    person = facts.person
    return address(f"{person.civility} {full(person, style)}", *person.address.lines())


# --- of the State, towns, courts


def _marriage(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("RÉPUBLIQUE FRANÇAISE (exemple)", "Commune de Fictiville"),
        title("COPIE INTÉGRALE D'ACTE DE MARIAGE", f"Acte n° {digits(random, 3)}"),
        paragraph(f"Le douze juin deux mille onze à quinze heures, devant nous ont comparu "
                  f"publiquement en la maison commune : {', '.join(person.given)} "
                  f"{person.surname}, né{person.e} à {person.birth_place} le "
                  f"{words(person.birth)}, et Camille SPÉCIMEN, domiciliés en cette commune."),
        paragraph("Les futurs époux ont déclaré vouloir se prendre pour époux et nous avons "
                  "prononcé au nom de la loi qu'ils sont unis par le mariage. Contrat de mariage : "
                  "néant. En présence de deux témoins majeurs qui, lecture faite, ont signé."),
        (rubber("MAIRIE", "FICTIVILLE"),
         aside("Copie délivrée selon procédé informatisé", f"le {words(facts.issued)}",
               "L'officier de l'état civil délégué")), blank(2), _FOOT,
    )  # fmt: skip


def _defence_day(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("Service national (exemple)", "Centre de Fictiville"),
        title("Certificat individuel de participation", "Journée défense et citoyenneté"),
        entries(Entry("Nom", person.surname), Entry("Prénoms", " ".join(person.given)),
                Entry("Né(e) le", f"{dots(person.birth)} à {person.birth_place}"),
                Entry("Identifiant défense", digits(random, 10))),
        paragraph("Le titulaire du présent certificat a satisfait à l'obligation de participer à "
                  "la journée prévue par le code du service national et peut se présenter aux "
                  "examens et concours soumis au contrôle de l'autorité publique."),
        (blank(1), Block("sign", "SERVICE", (f"Délivré le {dots(facts.issued)}",
                                             "Le commandant du centre"))), _FOOT,
    )  # fmt: skip


def _car(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Certificat d'immatriculation (exemple)"),
        comb(Entry("A  Immatriculation", f"ZZ {digits(random, 3)} ZZ"),
             Entry("B  Première mise en circulation", "14 05 2012"),
             Entry("I  Date du certificat", figures(facts.issued))),
        entries(Entry("C.1", full(facts.person, 2)), Entry("C.3", place(facts.person).upper()),
                Entry("C.4a", "EST LE PROPRIÉTAIRE DU VÉHICULE")),
        deck(Entry("D.1 Marque", "FICTA"), Entry("D.3 Dénomination", "ÉBAUCHE 5"),
             Entry("E Identification", f"VZZ{digits(random, 14)}")),
        strip(Entry("F.1", "1610"), Entry("G.1", "1105"), Entry("J.1", "VP"), Entry("P.3", "GO"),
              Entry("P.6", "5"), Entry("S.1", "5"), Entry("V.7", "112")),
        small("Y.1 : 0,00   Y.3 : 0,00   Y.5 : 2,76   Y.6 : 13,76 - À conserver à bord du "
              "véhicule. Le coupon est à remettre à l'acquéreur en cas de cession."),
        tear("coupon détachable"), _FOOT,
    )  # fmt: skip


def _canteen(facts: Other, random: Random) -> Rows:
    return (
        (letterhead("Commune de Fictiville", "Régie des affaires scolaires"), _to(facts)),
        title("AVIS DES SOMMES À PAYER"),
        strip(Entry("Titre n°", digits(random, 5)), Entry("Émis le", slash(facts.issued)),
              Entry("Bordereau", digits(random, 3)), Entry("Exercice", str(facts.issued.year))),
        table([("Objet de la recette", "Nombre", "Prix", "Somme"),
               ("Restauration scolaire, repas d'enfant", "16", "3,20", "51,20"),
               ("Accueil du matin", "8", "1,10", "8,80")], (0.52, 0.14, 0.16, 0.18)),
        sums(Entry("Somme due", "60,00 €")),
        paragraph("Payable au comptable public dès réception. Ce titre, exécutoire, peut être "
                  "contesté devant la juridiction compétente dans les deux mois."),
        tear("talon à joindre au règlement"), lines(f"Référence : {digits(random, 12)}"), _FOOT,
    )  # fmt: skip


def _mediation(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Conciliateur de justice (exemple)", "Permanence en mairie de Fictiville"),
        aside(f"Le {words(facts.issued)}"), _to(facts),
        title("Invitation à une tentative de conciliation"),
        paragraph(f"{facts.person.civility},\nVotre voisin, M. Prototype, m'a saisi d'un "
                  "différend relatif à l'élagage d'une haie. Je vous invite à vous présenter, "
                  "accompagné de toute personne de votre choix, le mardi suivant à 14 h 30."),
        paragraph("Je vous rappelle que ma mission est gratuite et que rien ne vous oblige à "
                  "accepter un accord. En cas d'échec, le tribunal pourra être saisi."),
        Block("sign", "JUSTICE", ("P. CHIMÈRE",)), _FOOT,
    )  # fmt: skip


# --- of schools and training bodies


def _programme(facts: Other, random: Random) -> Rows:
    return (
        (letterhead("Passerelle Modèle", "Catalogue des stages"), aside("Fiche n° 27")),
        title("Programme : gérer les conflits au travail"),
        entries(Entry("Public", "tout salarié"), Entry("Prérequis", "aucun"),
                Entry("Durée", "2 jours (14 heures)"), Entry("Taux de satisfaction", "4,6 sur 5")),
        heading("Jour 1"),
        lines(*stars("Repérer les sources de tension", "Écouter et reformuler",
                     "Jeux de rôle filmés")),
        heading("Jour 2"),
        lines(*stars("Dire non avec fermeté", "Chercher un accord", "Plan d'action personnel")),
        heading("Méthodes et évaluation"),
        paragraph("Apports courts, cas apportés par le groupe. Questionnaire avant et après. "
                  "Prochaines dates et tarifs : nous consulter."),
        bottom(f"Mise à jour : {dashes(facts.issued)} - document fictif, exemple sans valeur"),
    )  # fmt: skip


def _agreement(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Tremplin Spécimen", "Organisme de formation"),
        title("CONVENTION DE FORMATION PROFESSIONNELLE", "articles L. 6353-1 et suivants"),
        paragraph("Entre l'organisme Tremplin Spécimen et l'entreprise Conserverie du Modèle, il a "
                  "été convenu ce qui suit."),
        ruledhead("Article 1 - Objet"),
        paragraph("L'organisme accueille les salariés de l'entreprise pour un stage « Travail en "
                  "hauteur » d'une journée, dans les locaux de l'entreprise."),
        ruledhead("Article 2 - Participants"),
        plain([("Nom", "Fonction"), (full(facts.person, 0), "Couvreur"),
               ("FABLE Denis", "Couvreur")], (0.6, 0.4)),
        ruledhead("Article 3 - Dédit"),
        paragraph("En cas de renoncement dans les cinq jours qui précèdent, la moitié du prix "
                  "reste due à titre de dédit."),
        (lines("Pour l'organisme"), lines("Pour l'entreprise", f"le {slash(facts.issued)}")), _FOOT,
    )  # fmt: skip


def _invoice(facts: Other, random: Random) -> Rows:
    return (
        masthead("Savoir-faire Fictifs", "12 cours de l'Imaginaire", "99999 Fictiville"),
        title("FACTURE", f"n° F{facts.issued:%y}-{digits(random, 4)} du {slash(facts.issued)}"),
        _to(facts),
        table([("Réf.", "Libellé", "Qté", "P.U.", "Montant"),
               ("PERM", "Heures de conduite", "12", "48,00", "576,00"),
               ("CODE", "Accès au code en ligne", "1", "29,00", "29,00")],
              (0.12, 0.44, 0.1, 0.16, 0.18)),
        sums(Entry("Total TTC", "605,00 €"), Entry("Déjà réglé", "605,00 €"),
             Entry("Reste à payer", "0,00 €")),
        rubber("ACQUITTÉE", f"le {slash(facts.issued)}", red=True),
        small("Escompte pour paiement anticipé : néant. Merci de votre confiance."), _FOOT,
    )  # fmt: skip


def _diploma(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("Ministère imaginaire du Travail"),
        centred("TITRE PROFESSIONNEL", "Employé administratif et d'accueil", "niveau 4"),
        paragraph("Vu le code de l'éducation, vu le code du travail, vu le procès-verbal du jury,"),
        centred(f"{full(person, 1)}", f"né{person.e} le {words(person.birth)} à "
                f"{person.birth_place}", "est titulaire du titre ci-dessus"),
        plain([("Bloc de compétences", "Validé"), ("Assurer les travaux administratifs", "oui"),
               ("Assurer l'accueil d'une structure", "oui")], (0.75, 0.25)),
        (bars(f"{digits(random, 12)}"),
         Block("sign", "JURY", (f"Fait le {words(facts.issued)}", "La directrice régionale"))),
        _FOOT,
    )  # fmt: skip


def _motivation(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        lines(full(person, 1), *person.address.lines(), person.phone),
        aside("À l'attention du responsable", "Le Faux Campus", f"le {words(facts.issued)}"),
        lines("Objet : lettre de motivation"),
        paragraph("Madame, Monsieur,\nActuellement à la recherche d'un emploi, je souhaite "
                  "intégrer votre prochaine promotion. Mes expériences en accueil m'ont donné le "
                  "goût du contact et je veux à présent acquérir des bases solides."),
        paragraph("Votre établissement m'a été recommandé par une ancienne stagiaire. La réunion "
                  "d'information m'a confirmé que votre pédagogie me convient. Motivé"
                  f"{person.e} et ponctuel{'le' if person.e else ''}, je saurai m'investir "
                  "pleinement."),
        paragraph("Je me tiens à votre disposition pour un entretien et vous prie d'agréer mes "
                  "salutations respectueuses."),
        lines(full(person, 1)), blank(1), _FOOT,
    )  # fmt: skip


# --- of employers and care


def _work(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("Propreté du Simulacre", "SARL - 99999 Fictiville"),
        title("CERTIFICAT DE TRAVAIL"),
        paragraph(f"Nous soussignés certifions avoir employé {formal(person)}, demeurant "
                  f"{commas(person.address)}, du 2 mai 2022 au {words(facts.issued)}, en qualité "
                  "d'agent de service."),
        paragraph(f"{person.civility} {person.used_name} nous quitte libre de tout engagement. Le "
                  "maintien gratuit de la couverture santé et prévoyance est assuré dans les "
                  "conditions de l'accord collectif."),
        Block("sign", "PROPRETÉ", ("Le gérant",)), _FOOT,
    )  # fmt: skip


def _promise(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Boulangerie Les Fables"),
        (lines("Lettre remise en main propre"), _to(facts)),
        title("Promesse d'embauche"),
        paragraph("Suite à nos entretiens, nous nous engageons à vous recruter comme vendeur ou "
                  "vendeuse, sous contrat à durée indéterminée, 30 heures par semaine."),
        entries(Entry("Prise de poste", "au terme de votre formation"),
                Entry("Rémunération", "1 560 euros bruts par mois"),
                Entry("Période d'essai", "deux mois")),
        paragraph("Merci de confirmer votre accord sous huit jours en signant ce courrier."),
        (Block("sign", "FABLES", (f"Le {words(facts.issued)}",)), lines("Votre accord :")), _FOOT,
    )  # fmt: skip


def _sick_leave(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Avis d'arrêt de travail (exemple)"),
        title("Volet 3 - à adresser à l'employeur"),
        checked("x initial", "- de prolongation", form="two"),
        fieldset("L'assuré(e)", lines(full(facts.person, 0), *facts.person.address.lines())),
        fieldset("Le médecin",
                 lines("Je prescris un arrêt de travail de six jours à compter du "
                       f"{slash(facts.issued)}.", "Sorties autorisées avec restriction d'horaires "
                       "(présence de 9 h à 11 h et de 14 h à 16 h).",
                       "Sans rapport avec une affection de longue durée."),
                 rubber("Dr S. EXEMPLE", "généraliste")), _FOOT,
    )  # fmt: skip


def _blood(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        (letterhead("Laboratoire des Chimères", "Biologie médicale"),
         small(f"Prélèvement du {dots(facts.issued)} à 07 h 50", f"Dossier {digits(random, 9)}")),
        lines(f"{person.short} {full(person, 0)}, né{person.e} le {dots(person.birth)}"),
        title("Compte rendu d'examens"),
        ledger([("Hématologie", "Résultat", "Unité", "Références"),
                ("Leucocytes", "6,42", "G/L", "4,00 à 10,00"),
                ("Hématies", "4,71", "T/L", "4,20 à 5,70"),
                ("Hémoglobine", "14,1", "g/dL", "13,0 à 17,0"),
                ("Plaquettes", "238", "G/L", "150 à 400"),
                ("Glycémie à jeun", "0,92", "g/L", "0,74 à 1,06"),
                ("Ferritine", "61", "µg/L", "30 à 300")], (0.4, 0.18, 0.16, 0.26)),
        paragraph("Conclusion : bilan dans les limites de la normale."),
        aside("Validé par le biologiste"), _FOOT,
    )  # fmt: skip


def _rota(facts: Other, random: Random) -> Rows:
    name = facts.person.given[0]
    return (
        letterhead("Brasserie du Prototype"),
        title(f"Planning de la semaine du {padded(facts.issued)}"),
        table([("", "Lun", "Mar", "Mer", "Jeu", "Ven", "Sam"),
               (name, "repos", "10-15", "10-15", "18-23", "18-23", "18-23"),
               ("Sabrina", "10-15", "repos", "18-23", "10-15", "10-15", "repos"),
               ("Hugo", "18-23", "18-23", "repos", "repos", "10-15", "10-15")],
              (0.22, 0.13, 0.13, 0.13, 0.13, 0.13, 0.13)),
        lines("Échanges possibles entre collègues, à signaler avant jeudi.", "Réunion d'équipe "
              "vendredi à 16 h 30."), _FOOT,
    )  # fmt: skip


# --- of clubs, shops, homes


def _statutes(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Association Ébauche et Compagnie"),
        title("STATUTS"),
        heading("Article 1 - Dénomination"),
        paragraph("Il est fondé entre les adhérents aux présents statuts une association régie par "
                  "la loi du 1er juillet 1901, ayant pour titre Ébauche et Compagnie."),
        heading("Article 2 - But"),
        paragraph("Faire découvrir le dessin d'après modèle aux habitants du quartier."),
        heading("Article 3 - Ressources"),
        paragraph("Cotisations, subventions, produit des fêtes."),
        heading("Article 4 - Assemblée"),
        paragraph("Elle se réunit une fois l'an, sur convocation adressée quinze jours avant. Les "
                  "décisions sont prises à la majorité des présents."),
        (lines("La présidente"), lines(f"Adoptés le {words(facts.issued)}",
                                       f"Le secrétaire, {full(facts.person, 1)}")), _FOOT,
    )  # fmt: skip


def _plumber(facts: Other, random: Random) -> Rows:
    return (
        masthead("Plomberie de la Maquette", "chauffage - sanitaire", "intervention 7 j/7"),
        title(f"Devis travaux n° {digits(random, 4)}"),
        (lines(f"Le {slash(facts.issued)}", "Chantier : salle de bains"), _to(facts)),
        table([("Description", "U", "Qté", "PU HT", "HT"),
               ("Dépose de la baignoire et évacuation", "ens", "1", "240,00", "240,00"),
               ("Receveur de douche 90 x 120 et paroi", "u", "1", "890,00", "890,00"),
               ("Mitigeur thermostatique", "u", "1", "165,00", "165,00"),
               ("Main-d'œuvre", "h", "14", "45,00", "630,00")], (0.46, 0.09, 0.09, 0.18, 0.18)),
        sums(Entry("Total HT", "1 925,00 €"), Entry("TVA 10 %", "192,50 €"),
             Entry("Total TTC", "2 117,50 €")),
        small("Acompte de 30 % à la commande. Garantie décennale souscrite. Attestation de TVA "
              "réduite à signer par le client."), _FOOT,
    )  # fmt: skip


def _inventory(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Régie Échantillon", "gestion locative"),
        title("État des lieux de sortie"),
        entries(Entry("Logement", commas(facts.person.address)),
                Entry("Locataire sortant", full(facts.person, 1)),
                Entry("Date du constat", slash(facts.issued)), Entry("Clés rendues", "3")),
        table([("Pièce", "Murs", "Sol", "Équipements"), ("Séjour", "bon", "usure normale", "-"),
               ("Cuisine", "traces", "bon", "hotte à nettoyer"), ("Chambre", "2 trous", "bon", "-"),
               ("Salle d'eau", "bon", "joint noirci", "lavabo fêlé")], (0.22, 0.22, 0.26, 0.3)),
        strip(Entry("Compteur électrique", digits(random, 5)),
              Entry("Compteur d'eau", digits(random, 4))),
        (lines("Le bailleur ou son mandataire"), lines("Le locataire")), _FOOT,
    )  # fmt: skip


def _library(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Médiathèque des Illusions"),
        title("Rappel de prêts"),
        (wide(1.2, lines(f"Abonnement {digits(random, 6)}", f"Édité {weekday(facts.issued)}")),
         _to(facts)),
        paragraph("Sauf erreur de notre part, les documents suivants n'ont pas été rendus :"),
        plain([("Titre", "Support", "Retard"), ("Le Jardin des fables", "livre", "18 jours"),
               ("Chansons inventées", "disque", "18 jours"),
               ("Cuisine sans four", "revue", "4 jours")], (0.55, 0.2, 0.25)),
        panel("Boîte de retour", "ouverte jour et nuit, côté parking"),
        paragraph("L'emprunt est suspendu jusqu'à leur retour. À bientôt parmi nous !"), _FOOT,
    )  # fmt: skip


def _leaflet(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Résidence Les Fictives", "conseil syndical"),
        title("Règlement de la piscine"),
        (boxed("Ouverture", "du 15 mai au 30 septembre", "de 9 h à 20 h"),
         boxed("Accès", "badge obligatoire", "enfants accompagnés")),
        band("À respecter"),
        lines(*stars("douche avant le bain", "pas de verre ni de ballon sur les plages",
                     "musique au casque seulement", "animaux interdits")),
        newsprint("Le syndicat des copropriétaires décline toute responsabilité en cas de vol. "
                  "L'eau est contrôlée chaque semaine ; les résultats sont affichés dans le hall.",
                  "Tout manquement peut entraîner le retrait du badge pour la saison."),
        stack(aside(f"Affiché le {slash(facts.issued)}")), _FOOT,
    )  # fmt: skip


def _among(*makers: _Maker) -> _Maker:
    def make(facts: Other, random: Random) -> Rows:
        return makers[list(SORTS).index(facts.sort) % len(makers)](facts, random)

    return make


_MAKERS = (
    (looks_b.OFFICIAL, _among(_marriage, _defence_day, _car, _canteen, _mediation)),
    (looks_b.SCHOOL, _among(_programme, _agreement, _invoice, _diploma, _motivation)),
    (looks_b.WORKPLACE, _among(_work, _promise, _sick_leave, _blood, _rota)),
    (looks_b.TOWN, _among(_statutes, _plumber, _inventory, _library, _leaflet)),
)  # fmt: skip


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, random)
