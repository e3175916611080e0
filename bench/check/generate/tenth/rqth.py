"""Decisions on the quality of disabled worker: a side column, a part for employers, two pages."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    bars,
    blank,
    bottom,
    boxed,
    capitals,
    checked,
    commas,
    dots,
    heading,
    nothing,
    padded,
    ruledhead,
    slash,
    small,
    stack,
    tear,
    to,
    who,
    wide,
    window,
    words,
)
from ..facts import Rqth
from ..ninth.paper_a import civil
from ..numbers import digits
from ..sheet import (
    BREAK,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import full
from . import looks_a as looks
from .mentions_a import talk
from .paper_a import drawn, laid

_ISSUERS = ("MDPH des Fables", "Maison départementale des personnes handicapées du Prototype",
            "Maison départementale des personnes handicapées de l'Échantillon",
            "CDAPH de l'Ébauche")  # fmt: skip


def _side(facts: Rqth, random: Random) -> Rows:
    """A letter beside a column of references and of places where to be heard."""
    person = facts.person
    lasting = (f"pour une durée déterminée, du {words(facts.valid_from)} au "
               f"{words(facts.valid_to)}" if facts.valid_to else
               f"à titre définitif, à compter du {words(facts.valid_from)}")  # fmt: skip
    return (
        letterhead(_ISSUERS[0], "Groupement d'intérêt public (fictif)"),
        (wide(0.62, stack(
            entries(Entry("Votre dossier", facts.number),
                    Entry("Né(e) le", slash(person.birth), truths.born(person)),
                    Entry("Décision prise le", slash(facts.decided), truths.decided(facts)),
                    Entry("Affaire suivie par", "Pôle insertion professionnelle")),
            blank(1),
            small("Nous rencontrer", "Hôtel du Simulacre", "2 allée des Chimères",
                  "99999 Fictiville", "lundi au jeudi, 8 h 45 - 16 h", "Accès PMR, boucle "
                  "magnétique, LSF sur rendez-vous"),
            bars(digits(random, 10)))),
         wide(1.4, stack(
             to(person, 0, person.civility, home=False),
             blank(1),
             heading("Reconnaissance de la qualité de travailleur handicapé"),
             paragraph(f"{person.civility},"),
             paragraph("Vous avez demandé à bénéficier de la reconnaissance de la qualité de "
                       "travailleur handicapé. La commission des droits et de l'autonomie des "
                       "personnes handicapées a examiné votre situation et répond favorablement "
                       "à cette demande."),
             paragraph(f"La RQTH vous est accordée {lasting}.", truth=truths.validity(facts)),
             paragraph("Cette décision a été prise au regard de votre projet de vie et de "
                       "l'évaluation menée par l'équipe pluridisciplinaire (articles L. 241-6 et "
                       "R. 241-31 du code de l'action sociale et des familles)."),
             paragraph("Je reste à votre écoute et vous adresse, "
                       f"{person.civility}, mes respectueuses salutations."),
             sign("Le président de la commission,")))),
        talk("house", 0, 2, ruled=True),
        small("Voies de recours : recours administratif préalable auprès de la maison "
              "départementale dans les deux mois, puis pôle social du tribunal judiciaire."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _part(facts: Rqth, random: Random) -> Rows:
    """A sheet in two parts: the holder's, and below a line the one to hand to the employer."""
    person = facts.person
    end = dots(facts.valid_to) if facts.valid_to else "sans terme"
    return (
        letterhead(_ISSUERS[1], "Notification individuelle"),
        title("DÉCISION RELATIVE À LA QUALITÉ DE TRAVAILLEUR HANDICAPÉ"),
        entries(Entry("Bénéficiaire", full(person, 0), who(person, 0)),
                Entry("Date de naissance", dots(person.birth), truths.born(person)),
                Entry("Numéro d'enregistrement", facts.number),
                Entry("Séance de la CDAPH du", dots(facts.decided), truths.decided(facts)),
                Entry("Valable du", dots(facts.valid_from)),
                Entry("Au", end, truths.validity(facts))),
        checked("x Demande acceptée", "- Demande rejetée", "- Renouvellement", "x Première demande",
                form="two"),
        paragraph("Le demandeur remplit les conditions de l'article L. 5213-1 du code du travail : "
                  "ses possibilités d'obtenir ou de conserver un emploi sont effectivement "
                  "réduites par suite d'une altération de fonction."),
        (small("Recours amiable : deux mois à compter de la réception, par lettre recommandée, "
               "avec copie du présent document."),
         aside(f"Le {dots(facts.decided)}", "Pour la commission, la vice-présidente")),
        talk("house", 1),
        tear("Volet à remettre à l'employeur ou à l'organisme de formation"),
        paragraph(f"La CDAPH a reconnu à {person.civility} {full(person, 1)} la qualité de "
                  "travailleur handicapé jusqu'au "
                  f"{end}." if facts.valid_to else
                  f"La CDAPH a reconnu à {person.civility} {full(person, 1)} la qualité de "
                  "travailleur handicapé sans limitation de durée."),
        small("Ce volet permet de compter la personne parmi les bénéficiaires de l'obligation "
              "d'emploi. Il ne comporte aucune indication médicale."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _letter(facts: Rqth, random: Random) -> Rows:
    """Two pages: a letter that announces the answers, then the decision by itself."""
    person = facts.person
    asked = facts.decided - timedelta(days=random.randint(100, 260))
    return (
        (nothing(0.5), letterhead(_ISSUERS[2], "Direction de l'autonomie",
                                  "18 avenue du Spécimen - 99999 FICTIVILLE")),
        (entries(Entry("Dossier", facts.number),
                 Entry("Demande du", padded(asked)),
                 Entry("Contact", f"04 65 71 {digits(random, 2)} {digits(random, 2)}")),
         window(person, "MADAME" if person.e else "MONSIEUR", home=False)),
        title("Réponse à votre demande auprès de la MDPH"),
        paragraph(f"{person.civility},"),
        paragraph(f"Le {padded(asked)}, vous avez déposé une demande auprès de nos services. La "
                  "commission des droits et de l'autonomie s'est prononcée. Vous trouverez "
                  "ci-dessous la synthèse des réponses et, à la page suivante, la notification "
                  "à conserver."),
        table([("Vos demandes", "Réponse"),
               ("Reconnaissance de la qualité de travailleur handicapé", "attribuée"),
               ("Orientation professionnelle : marché du travail avec l'appui d'un dispositif "
                "d'emploi accompagné", "attribuée"),
               ("Allocation aux adultes handicapés", "non attribuée")], (0.76, 0.24)),
        paragraph("La notification de refus vous est adressée séparément, avec ses motifs."),
        talk("house", 1, 2),
        lines("Le service des droits"),
        bottom("1 / 2 - exemple sans valeur"),
        BREAK,
        heading(_ISSUERS[2]),
        title("Notification d'attribution", "Reconnaissance de la qualité de travailleur "
              "handicapé (RQTH)"),
        laid("tabbed", Entry("Personne concernée", full(person, 0)),
             Entry("Née le" if person.e else "Né le", padded(person.birth), truths.born(person)),
             Entry("Décision du", padded(facts.decided), truths.decided(facts))),
        paragraph("Vu la loi du 11 février 2005 pour l'égalité des droits et des chances, la "
                  "participation et la citoyenneté des personnes handicapées ; vu les articles "
                  "L. 146-9 et L. 241-5 du code de l'action sociale et des familles ; vu "
                  "l'évaluation de l'équipe pluridisciplinaire ;"),
        paragraph("La commission décide de reconnaître la qualité de travailleur handicapé à la "
                  "personne désignée ci-dessus."),
        boxed("Période d'attribution", f"Début : {padded(facts.valid_from)}",
              f"Fin : {padded(facts.valid_to)}" if facts.valid_to else "Fin : sans limitation de "
              "durée", truth=truths.validity(facts)),
        paragraph("Une demande de renouvellement peut être déposée au plus tôt un an avant "
                  "l'échéance." if facts.valid_to else
                  "Aucun renouvellement ne sera nécessaire."),
        sign("La présidente de la commission des droits et de l'autonomie"),
        ruledhead("Comment contester cette décision"),
        paragraph("Adressez un courrier motivé à la maison départementale dans les deux mois qui "
                  "suivent la réception. Faute de réponse au bout de deux mois, la contestation "
                  "est rejetée et le tribunal judiciaire peut être saisi."),
        bottom("2 / 2 - exemple sans valeur"),
    )  # fmt: skip


def _ledger(facts: Rqth, random: Random) -> Rows:
    """An older print in capitals, dots between labels and values, a table of one right."""
    person = facts.person
    return (
        letterhead(_ISSUERS[3], "Commission des droits et de l'autonomie", "Conseil départemental "
                   "fictif - 99999 FICTIVILLE"),
        title("Extrait des décisions de la commission"),
        (nothing(0.7), wide(1.0, aside(f"SÉANCE DU {capitals(facts.decided)}",
                                       f"DOSSIER {facts.number}",
                                       truth=truths.decided(facts)))),
        entries(*civil(person, "NOM", "NOM MARITAL OU D'USAGE", "PRÉNOMS", " "),
                Entry("NÉ(E) LE", slash(person.birth), truths.born(person)),
                Entry("DEMEURANT", commas(person.address).upper())),
        table([("Nature", "Accord ou rejet", "À compter du", "Jusqu'au"),
               ("Travailleur handicapé (qualité de) - RQTH", "ACCORD", slash(facts.valid_from),
                slash(facts.valid_to) if facts.valid_to else "illimité")],
              (0.43, 0.19, 0.19, 0.19), truth=truths.validity(facts)),
        paragraph("La reconnaissance de la qualité de travailleur handicapé permet de bénéficier "
                  "des mesures en faveur de l'emploi et de la formation professionnelle prévues "
                  "par le livre II de la cinquième partie du code du travail."),
        paragraph("La présente décision est notifiée à l'intéressé(e), à l'organisme payeur le cas "
                  "échéant et à l'opérateur de placement spécialisé."),
        (small("Pour ampliation, l'agent instructeur"),
         sign("Le président,", "C. ROMANESQUE")),
        small("Les décisions de la commission peuvent faire l'objet d'un recours préalable "
              "obligatoire, puis d'un recours devant la juridiction compétente."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn(((looks.HOUSE_SIDE, _side), (looks.HOUSE_PART, _part),
                  (looks.HOUSE_LETTER, _letter), (looks.HOUSE_LEDGER, _ledger)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = _ISSUERS[number - 36]
    return made
