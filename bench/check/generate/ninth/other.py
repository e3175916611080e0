"""Documents that applicants send by mistake, none of the kinds asked for: five a layout."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..eighth.paper import (
    Rows,
    aside,
    band,
    boxed,
    brief,
    checked,
    commas,
    deck,
    dots,
    fieldset,
    heading,
    ledger,
    panel,
    plain,
    qr,
    rubber,
    slash,
    small,
    stack,
    watermark,
    weekday,
    words,
)
from ..facts import Other
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
from .paper_b import dash, drawn, loose

_Maker = Callable[[Other, Random], Rows]
_FOOT = foot("Document fictif, exemple sans valeur.")


def _to(facts: Other, style: int = 1) -> Block:
    person = facts.person
    return address(f"{person.short} {full(person, style)}", *person.address.lines())


# --- of offices


def _attendance(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Le Faux Campus", "Centre de formation d'adultes"),
        title("Feuille d'émargement"),
        entries(Entry("Participant", full(facts.person, 0)),
                Entry("Module", "Communication écrite"),
                Entry("Semaine du", slash(facts.issued)), Entry("Formatrice", "C. FICTIF")),
        table([("Jour", "Matin 9 h - 12 h 30", "Après-midi 13 h 30 - 17 h"),
               *((day, "", "") for day in ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"))],
              (0.24, 0.38, 0.38)),
        small("Signer à chaque demi-journée. Toute absence est portée par la formatrice."),
        _FOOT,
    )  # fmt: skip


def _summons(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Mission locale de l'Ébauche", "6 cours de l'Imaginaire, 99999 Fictiville"),
        (small(f"Dossier {digits(random, 6)}", "Accueil : du lundi au vendredi"), _to(facts)),
        title("Convocation à un entretien"),
        paragraph(f"{facts.person.civility},\nVous êtes invité{facts.person.e} à vous présenter "
                  f"dans nos locaux le {weekday(facts.issued)} à 10 h 15 afin de faire le point "
                  "sur votre projet. Merci d'apporter votre curriculum vitæ, une pièce d'identité "
                  "et vos derniers bulletins de salaire."),
        paragraph("En cas d'empêchement, prévenez-nous au plus tard la veille."),
        Block("sign", "ACCUEIL", ("Votre conseillère",)), _FOOT,
    )  # fmt: skip


def _completed(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Compétences & Fables", "Organisme de formation"),
        title("Certificat de réalisation"),
        paragraph(f"Je soussignée S. EXEMPLE, représentante légale, atteste que "
                  f"{full(facts.person, 1)} a réalisé l'action « Gestes et postures », d'une durée "
                  f"effective de 14 heures, achevée le {words(facts.issued)}."),
        checked("x action de formation", "- bilan de compétences", "- action de VAE",
                "- action de formation par apprentissage", form="two"),
        paragraph("Sans préjudice des délais imposés par les règles fiscales, comptables ou "
                  "commerciales, je m'engage à conserver les pièces justificatives pendant trois "
                  "ans."),
        Block("sign", "FORMATION", (f"Le {slash(facts.issued)}",)), _FOOT,
    )  # fmt: skip


def _birth(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead(f"Mairie de {person.birth_place}", "Service de l'état civil"),
        title("Extrait d'acte de naissance", f"acte n° {digits(random, 4)}"),
        paragraph(f"Le {words(person.birth)} à {random.randint(1, 23)} heures, est né{person.e} en "
                  f"notre commune : {', '.join(person.given)} {person.surname}."),
        entries(Entry("Père", f"{person.surname} Paul, menuisier"),
                Entry("Mère", "MODÈLE Jeanne, institutrice"),
                Entry("Mentions marginales", "néant")),
        aside(f"Délivré le {words(facts.issued)}", "L'officier de l'état civil"),
        rubber("MAIRIE", "ÉTAT CIVIL"), _FOOT,
    )  # fmt: skip


def _order(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Ville de Fictiville", "Police et domaine public"),
        title(f"ARRÊTÉ MUNICIPAL N° {facts.issued.year}-{digits(random, 3)}"),
        lines("Le maire,", "Vu le code général des collectivités territoriales,",
              f"Vu la demande de {full(facts.person, 1)} pour un emménagement,"),
        heading("ARRÊTE"),
        paragraph("Article 1. Le stationnement est interdit au droit du n° 14 de la rue du "
                  f"Prototype le {words(facts.issued)} de 8 h à 18 h.\nArticle 2. La signalisation "
                  "est mise en place par le demandeur quarante-huit heures avant.\nArticle 3. Le "
                  "chef de la police municipale est chargé de l'exécution du présent arrêté."),
        Block("sign", "MAIRIE", ("L'adjoint délégué",)), _FOOT,
    )  # fmt: skip


# --- of clubs, schools and care


def _mutual_card(facts: Other, random: Random) -> Rows:
    year = facts.issued.year
    return (
        letterhead("Mutuelle de la Chimère"),
        title(f"Carte de tiers payant {year}"),
        deck(Entry("Adhérent", full(facts.person, 0)), Entry("N° adhérent", digits(random, 8)),
             Entry("N° AMC", "99999999")),
        plain([("Bénéficiaire", "Rang", "PHAR", "MED", "LABO", "OPTI", "DENT"),
               (full(facts.person, 0), "1", "100", "100", "100", "(1)", "(1)")],
              (0.34, 0.1, 0.11, 0.11, 0.12, 0.11, 0.11)),
        small("(1) Demande de prise en charge préalable. Carte à présenter aux professionnels de "
              "santé avec la carte de l'assurance maladie. Elle ne vaut que si les cotisations "
              "sont à jour."), _FOOT,
    )  # fmt: skip


def _exam(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Académie de l'Illusion", "Division des examens et concours"),
        title("Relevé de notes - baccalauréat professionnel"),
        entries(Entry("Candidat", full(facts.person, 0)), Entry("N° candidat", digits(random, 9)),
                Entry("Spécialité", "Métiers de l'accueil"), Entry("Session", "juin")),
        plain([("Épreuve", "Note sur 20", "Coefficient"), ("Français, histoire", "11,50", "5"),
               ("Mathématiques", "09,00", "2"), ("Langue vivante", "14,00", "2"),
               ("Épreuve professionnelle", "13,20", "9")], (0.56, 0.22, 0.22)),
        panel("ADMIS(E)", "Mention : sans"), _FOOT,
    )  # fmt: skip


def _wedding(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Marie & Étienne"), title("Nous nous marions !"),
        Block("centred", f"{weekday(facts.issued)}", ("à quinze heures", "Salle des Fables",
                                                      facts.person.address.city)),
        paragraph("Après la cérémonie, un apéritif sera servi sous les platanes. Le dîner suivra "
                  "à vingt heures. Prévoyez une veste : les soirées sont fraîches."),
        boxed("Réponse souhaitée", f"{full(facts.person, 1)} sera présent(e) : oui / non",
              "Nombre d'adultes : ....  Nombre d'enfants : ...."), _FOOT,
    )  # fmt: skip


def _fitness(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Centre de santé du Prototype", "Médecine du travail"),
        title("Fiche d'aptitude médicale"),
        entries(Entry("Salarié(e) ou stagiaire", full(facts.person, 1)),
                Entry("Visite du", brief(facts.issued)), Entry("Nature", "visite d'information et "
                                                              "de prévention")),
        checked("x Apte au poste", "- Apte avec aménagements", "- Inapte temporaire"),
        paragraph("Prochaine visite au plus tard dans cinq ans. Vaccinations à jour. Port de "
                  "chaussures de sécurité recommandé."),
        Block("sign", "SANTÉ", ("Docteur P. FICTIF",)), _FOOT,
    )  # fmt: skip


def _minutes(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Association Les Fables du Quartier"),
        title("Procès-verbal de l'assemblée générale ordinaire"),
        paragraph(f"Le {words(facts.issued)}, les membres se sont réunis à la salle polyvalente. "
                  f"{full(facts.person, 1)} est désigné{facts.person.e} secrétaire de séance. Le "
                  "quorum est atteint : vingt-trois présents, sept pouvoirs."),
        heading("Résolutions"),
        lines("1. Rapport moral : adopté à l'unanimité.",
              "2. Comptes : adoptés, deux abstentions.",
              "3. Cotisation : portée à 15 euros.", "4. Bureau : reconduit."),
        paragraph("L'ordre du jour étant épuisé, la séance est levée à 21 h 40."),
        Block("sign", "BUREAU", ("Le président", "Le secrétaire")), _FOOT,
    )  # fmt: skip


# --- of the State, employers, courts


def _contract(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Conserverie de l'Exemple", "SAS - 99999 Fictiville"),
        title("Contrat de travail à durée déterminée"),
        paragraph(f"Entre la société, représentée par A. MODÈLE, et {full(facts.person, 1)}, "
                  f"demeurant {commas(facts.person.address)}, il est convenu ce qui suit."),
        paragraph("Article 1 - Engagement. Le salarié est engagé en raison d'un accroissement "
                  "temporaire d'activité, en qualité d'opérateur de production.\nArticle 2 - "
                  f"Durée. Le contrat prend effet le {words(facts.issued)} pour trois mois, avec "
                  "une période d'essai de deux semaines.\nArticle 3 - Rémunération. Le salaire "
                  "horaire brut est de 12,10 euros.\nArticle 4 - Congés. L'indemnité compensatrice "
                  "est de 10 %."),
        (lines("L'employeur"), lines("Le salarié, « lu et approuvé »")), _FOOT,
    )  # fmt: skip


def _criminal(facts: Other, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("Casier judiciaire national (exemple)", "99999 Fictiville"),
        title("BULLETIN N° 3"),
        entries(Entry("Nom", person.surname), Entry("Prénoms", ", ".join(person.given)),
                Entry("Né(e) le", f"{slash(person.birth)} à {person.birth_place}")),
        Block("centred", "NÉANT", (" ",)),
        small("Il n'existe aucune condamnation devant figurer au bulletin n° 3. Ce bulletin ne "
              "peut être réclamé que par la personne qu'il concerne."),
        aside(f"Délivré le {dots(facts.issued)}"), _FOOT,
    )  # fmt: skip


def _settled(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Hôtel du Faux-Semblant", "12 place de l'Ébauche, 99999 Fictiville"),
        title("Reçu pour solde de tout compte"),
        paragraph(f"Je soussigné{facts.person.e} {full(facts.person, 1)} reconnais avoir reçu de "
                  "mon employeur, pour solde de tout compte, la somme de mille quatre cent douze "
                  "euros et trente centimes (1 412,30 €), se décomposant ainsi :"),
        lines(*dash("salaire du dernier mois : 902,10 €", "indemnité de congés payés : 310,20 €",
                    "prime de fin de saison : 200,00 €")),
        paragraph(f"Établi en deux exemplaires, le {words(facts.issued)}. Ce reçu peut être "
                  "dénoncé dans les six mois de sa signature."),
        (Block("sign", "HÔTEL", ("L'employeur",)), lines("Le salarié")), _FOOT,
    )  # fmt: skip


def _refusal(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Région imaginaire", "Direction de la formation"),
        (small(f"Affaire n° {digits(random, 7)}"), _to(facts)),
        aside(f"Le {words(facts.issued)}"),
        paragraph(f"{facts.person.civility},\nVous avez déposé une demande d'aide individuelle. "
                  "Après examen, je suis au regret de vous informer que cette demande n'a pas pu "
                  "recevoir une suite favorable, le projet ne répondant pas aux critères du "
                  "règlement d'intervention."),
        paragraph("Vous pouvez contester cette décision devant le tribunal administratif dans un "
                  "délai de deux mois.\nJe vous prie d'agréer l'expression de ma considération "
                  "distinguée."),
        Block("sign", "RÉGION", ("La directrice",)), _FOOT,
    )  # fmt: skip


def _internship(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Atelier des Modèles", "Menuiserie"),
        title("CONVENTION DE MISE EN SITUATION EN MILIEU PROFESSIONNEL"),
        fieldset("Les signataires",
                 lines(f"Bénéficiaire : {full(facts.person, 0)}",
                       "Structure d'accueil : Atelier des Modèles",
                       "Prescripteur : Mission locale de l'Ébauche")),
        fieldset("L'immersion",
                 entries(Entry("À partir du", loose(facts.issued)), Entry("Durée", "10 jours"),
                         Entry("Tâches observées", "débit, assemblage, finition"),
                         Entry("Objet", "découvrir un métier"))),
        paragraph("Le bénéficiaire conserve son statut et n'est pas rémunéré par la structure "
                  "d'accueil, qui s'interdit de lui confier un poste permanent."),
        (lines("Signature du bénéficiaire"), lines("Cachet de la structure")), _FOOT,
    )  # fmt: skip


# --- of shops and carriers


def _delivery(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Mobilier Spécimen", "Entrepôt 4"),
        title("Bon de livraison"),
        (_to(facts), entries(Entry("Commande", digits(random, 8)),
                             Entry("Livrée le", slash(facts.issued)), Entry("Colis", "3"))),
        table([("Réf.", "Désignation", "Qté"), ("B210", "Bureau chêne 120 cm", "1"),
               ("C044", "Chaise pliante", "2"), ("L009", "Lampe articulée", "1")],
              (0.2, 0.6, 0.2)),
        lines("Réserves éventuelles : ................................................"),
        (lines("Le livreur"), lines("Le client")), _FOOT,
    )  # fmt: skip


def _membership(facts: Other, random: Random) -> Rows:
    return (
        letterhead("Salle Exemple Forme", "Club de sport"),
        title("Bulletin d'abonnement annuel"),
        entries(Entry("Abonné(e)", full(facts.person, 1)), Entry("Formule", "accès libre, 12 mois"),
                Entry("Prix par mois", "29,90 €"), Entry("Premier accès", slash(facts.issued))),
        checked("x J'accepte le règlement de la salle", "x Je fournis un certificat médical",
                "- Je souhaite l'option piscine"),
        paragraph("L'abonnement se renouvelle par période d'un mois après la première année. Il "
                  "peut être suspendu en cas de maladie, de grossesse ou de déménagement."),
        Block("sign", "CLUB", (f"Le {slash(facts.issued)}",)), _FOOT,
    )  # fmt: skip


def _loan(facts: Other, random: Random) -> Rows:
    rows: list[tuple[str, ...]] = [("Échéance", "Capital", "Intérêts", "Mensualité", "Restant dû")]
    left = 500000
    for rank in range(1, 9):
        interest = left * 5 // 1200
        left -= 15000 - interest
        rows.append(
            (
                str(rank),
                *(
                    f"{value / 100:.2f}".replace(".", ",")
                    for value in (15000 - interest, interest, 15000, left)
                ),
            )
        )
    return (
        letterhead("Crédit Imaginaire", "Financement aux particuliers"),
        title("Tableau d'amortissement"),
        entries(Entry("Emprunteur", full(facts.person, 0)), Entry("Prêt n°", digits(random, 10)),
                Entry("Montant", "5 000,00 €"), Entry("Taux débiteur fixe", "5,00 %"),
                Entry("Édité le", slash(facts.issued))),
        ledger(rows, (0.16, 0.21, 0.21, 0.21, 0.21)),
        small("Tableau donné à titre indicatif, hors assurance facultative."), _FOOT,
    )  # fmt: skip


def _manual(facts: Other, random: Random) -> Rows:
    return (
        watermark("NOTICE"),
        letterhead("Électroménager Factice", "Service consommateurs"),
        title("Lave-linge LF 700 - notice d'installation"),
        band("Avant de brancher l'appareil"),
        lines(*dash("retirez les brides de transport", "mettez l'appareil de niveau",
                    "vérifiez la pression de l'eau (0,5 à 10 bar)")),
        band("Premier lavage"),
        paragraph("Lancez un cycle coton à 60 degrés sans linge, avec un peu de lessive. Ne "
                  "laissez pas les enfants jouer avec l'appareil."),
        band("Pannes courantes"),
        plain([("Code", "Cause", "Remède"), ("E10", "Pas d'eau", "Ouvrir le robinet"),
               ("E20", "Vidange", "Nettoyer le filtre")], (0.2, 0.35, 0.45)),
        _FOOT,
    )  # fmt: skip


def _concert(facts: Other, random: Random) -> Rows:
    return (
        (letterhead("Festival des Illusions"), qr(f"billet/{digits(random, 9)}", "À présenter",
                                                  "à l'entrée")),
        title("E-billet - concert"),
        deck(Entry("Spectateur", full(facts.person, 1)), Entry("Date", slash(facts.issued)),
             Entry("Place", f"Fosse {digits(random, 3)}")),
        stack(lines("Ouverture des portes : 19 h. Début : 20 h 30.",
                    "Tarif : 32,00 € dont 2,00 € de frais."),
              small("Billet non remboursable sauf annulation. Les appareils photographiques "
                    "professionnels sont interdits dans l'enceinte.")),
        _FOOT,
    )  # fmt: skip


def _among(*makers: _Maker) -> _Maker:
    def make(facts: Other, random: Random) -> Rows:
        return makers[list(SORTS).index(facts.sort) % len(makers)](facts, random)

    return make


_MAKERS = (
    (looks_b.OFFICE, _among(_attendance, _summons, _completed, _birth, _order)),
    (looks_b.CLUB, _among(_mutual_card, _exam, _wedding, _fitness, _minutes)),
    (looks_b.STATE, _among(_contract, _criminal, _settled, _refusal, _internship)),
    (looks_b.SHOP, _among(_delivery, _membership, _loan, _manual, _concert)),
)  # fmt: skip


def render(facts: Other, number: int, random: Random) -> Drawn:
    return drawn(_MAKERS, facts, number, random)
