"""What fills the pages of persons' papers around what matters: terms, remedies, advice, law."""

from __future__ import annotations

from ..eighth.paper import heading, newsprint, ruledhead, small, stack
from ..sheet import Block, paragraph

# Small print in two columns, as at the foot or at the back of a paper.
_PRINT: dict[str, tuple[str, ...]] = {
    "bank": (
        "Les virements SEPA sont exécutés au plus tard le jour ouvré suivant la réception de "
        "l'ordre. L'IBAN et le BIC suffisent pour recevoir un virement depuis un pays de la zone.",
        "En cas de clôture du compte, pensez à prévenir vos employeurs et organismes sociaux.",
        "Réclamation : votre conseiller, puis le service relations clientèle, puis le médiateur "
        "de la profession, dont l'intervention est gratuite.",
    ),
    "jobs": (
        "Indus. Les sommes versées à tort sont récupérées par retenue sur les allocations à venir "
        "ou par remboursement. Un échelonnement peut être demandé auprès du service contentieux.",
        "Maladie. Un arrêt de travail est à transmettre à la caisse d'assurance maladie, et à "
        "déclarer dans votre espace sous trois jours. L'allocation est alors interrompue.",
        "Création d'entreprise. Les aides et le maintien partiel des allocations sont soumis à "
        "conditions ; renseignez-vous avant l'immatriculation.",
        "Réclamation. Votre demande est d'abord étudiée par l'agence. Sans réponse satisfaisante, "
        "le médiateur régional peut être saisi. Il répond dans un délai de deux mois.",
        "Fraude. Toute déclaration inexacte ou incomplète, toute absence de déclaration d'un "
        "changement peut entraîner la suppression du revenu de remplacement et des poursuites.",
        "Protection des données. Les traitements sont mis en œuvre dans le cadre d'une mission de "
        "service public. Durée de conservation : vingt ans après la dernière inscription.",
    ),
    "tax": (
        "Réclamer. Une réclamation peut être déposée jusqu'au 31 décembre de la deuxième année "
        "suivant la mise en recouvrement, par la messagerie sécurisée ou par courrier. Elle ne "
        "suspend pas le paiement, sauf si vous demandez expressément un sursis.",
        "Payer. Prélèvement automatique, paiement direct en ligne, smartphone par flashcode. En "
        "cas de difficulté, contactez sans tarder votre service des impôts des particuliers.",
        "Source de droit : articles 1 A et suivants, 156, 193 à 200 du code général des impôts. "
        "Les données transmises par les tiers déclarants vous sont communiquées sur demande.",
        "Majoration de 10 % pour défaut ou retard de paiement (article 1730). Intérêts de retard "
        "de 0,20 % par mois en cas d'insuffisance de déclaration (article 1727).",
    ),
    "tariff": (
        "TVA acquittée sur les débits. Pénalités de retard : une fois et demie le taux d'intérêt "
        "légal, avec un minimum de 7,50 €. Coupure possible après relance et délai de trente "
        "jours.",
        "Estimation. En l'absence de relevé, l'index est estimé d'après vos consommations passées. "
        "Vous pouvez communiquer votre propre relevé chaque mois.",
        "Changement de fournisseur : à tout moment, sans frais ni interruption. Déménagement : "
        "prévenez-nous deux semaines avant votre départ.",
        "Médiation. Si la réponse à votre réclamation ne vous satisfait pas sous deux mois, "
        "saisissez gratuitement le médiateur national compétent.",
    ),
    "water": (
        "Les tarifs sont votés chaque année par la collectivité et consultables à l'accueil. Les "
        "redevances sont reversées à l'agence de l'eau.",
        "Fuite après compteur : un écrêtement peut être accordé sur présentation de la facture de "
        "réparation dans le mois qui suit l'alerte.",
        "Qualité : la synthèse annuelle de l'agence régionale de santé est jointe à la facture une "
        "fois par an et affichée en mairie.",
        "Contestation : service des abonnés, puis médiation de l'eau, saisie sans frais par "
        "courrier ou en ligne.",
    ),
    "network": (
        "Les communications vers les services à valeur ajoutée, depuis l'étranger ou au-delà du "
        "volume inclus sont facturées selon la brochure tarifaire en vigueur.",
        "Fraude. Méfiez-vous des messages vous invitant à régler une facture : vérifiez toujours "
        "l'adresse du site avant de saisir un mot de passe.",
        "Portabilité : conservez votre numéro en demandant votre code RIO au serveur vocal "
        "gratuit.",
        "Taxes : les montants comprennent la TVA en vigueur. Le détail des communications des "
        "douze derniers mois est disponible sur demande, sans frais.",
    ),
}  # fmt: skip
# What is said in ordinary letters: heading, text.
_TALK: dict[str, tuple[tuple[str, str], ...]] = {
    "jobs": (
        ("Actualiser sa situation", "Du 28 du mois au 15 du mois suivant, déclarez en ligne, par "
         "téléphone ou en agence les événements du mois écoulé. Une actualisation manquée entraîne "
         "la cessation d'inscription ; une nouvelle demande est alors nécessaire."),
        ("Se former", "Avec l'accord de votre conseiller, une formation peut être prise en charge "
         "en tout ou partie. Pendant celle-ci, vous restez inscrit et pouvez percevoir une "
         "rémunération. Transmettez l'attestation d'entrée en stage dès le premier jour."),
        ("Préparer sa recherche", "Mettez à jour votre profil de compétences, déposez un CV "
         "visible des recruteurs, abonnez-vous aux offres. Des immersions de courte durée "
         "permettent de découvrir un métier avant de s'engager."),
        ("Se déplacer", "Une aide à la mobilité peut être accordée pour un entretien, une reprise "
         "d'emploi ou une formation à plus de soixante kilomètres aller-retour du domicile. La "
         "demande est à faire avant le déplacement ou dans les sept jours."),
    ),
    "health": (
        ("Pensez-y", "Vos droits sont prolongés chaque année dès lors que vous résidez en France "
         "de manière stable ou que vous y travaillez. En cas de départ à l'étranger pour plus de "
         "six mois, prévenez votre caisse."),
        ("Vos remboursements", "Les soins sont remboursés sous sept jours lorsque votre carte est "
         "lue. Avec une feuille de soins papier, comptez trois à quatre semaines. Participation "
         "forfaitaire et franchises sont déduites dans la limite de cinquante euros par an."),
        ("Votre espace santé", "Vous pouvez y ranger ordonnances, comptes rendus et certificats, "
         "et choisir les professionnels qui y accèdent."),
    ),
    "house": (
        ("Faire valoir cette décision", "Présentez-la à votre employeur, à votre conseiller ou au "
         "référent handicap de votre centre de formation. Elle n'a pas à être motivée par un "
         "diagnostic, qui reste couvert par le secret médical."),
        ("Renouveler", "Déposez un nouveau formulaire accompagné d'un certificat médical récent au "
         "moins six mois avant l'échéance. Vos droits sont maintenus pendant l'instruction si la "
         "demande est faite à temps."),
        ("Être conseillé", "L'accueil, les centres communaux d'action sociale et les associations "
         "de personnes handicapées vous renseignent sur les aides à la vie quotidienne, aux "
         "aidants et au logement."),
    ),
    "tax": (
        ("Prélèvement à la source", "Le taux calculé d'après la présente situation s'appliquera à "
         "compter du 1er septembre. Signalez en ligne une naissance, un mariage ou une variation "
         "de revenus supérieure à 5 %."),
        ("À quoi sert le revenu fiscal de référence", "Il conditionne certains avantages : "
         "exonérations locales, tarifs sociaux, bourses, livret d'épargne populaire. Son montant "
         "et le nombre de parts figurent dans ce document."),
    ),
    "tariff": (
        ("Comprendre ma facture", "L'abonnement dépend du type de compteur et de l'option choisie. "
         "La consommation est la différence entre deux index. Les taxes et contributions sont "
         "fixées par les pouvoirs publics et reversées par nos soins."),
        ("Réduire ma consommation", "Suivez votre consommation jour par jour dans votre espace, "
         "fixez une alerte et comparez-vous à des foyers semblables. Une baisse d'un degré du "
         "chauffage représente environ 7 % d'économie."),
        ("Urgence dépannage", "Numéro gratuit indiqué sur votre compteur, 24 heures sur 24."),
    ),
    "water": (
        ("Votre relevé", "Le compteur est relevé une fois par an, à distance lorsqu'il le permet. "
         "Entre deux relevés, une facture intermédiaire est établie sur la moitié du volume "
         "passé."),
        ("Repérer une fuite", "Relevez votre compteur le soir et le matin sans utiliser d'eau "
         "entre les deux : les chiffres ne doivent pas avoir bougé. Une chasse qui fuit perd "
         "jusqu'à 600 litres par jour."),
    ),
    "network": (
        ("Comprendre ma facture", "L'abonnement est facturé à terme à échoir, les usages au-delà "
         "du forfait à terme échu. Le premier mois est calculé au prorata du nombre de jours."),
        ("Besoin d'aide ?", "L'assistant en ligne, le forum des clients et nos conseillers vous "
         "répondent tous les jours de 8 h à 21 h. Un diagnostic de votre ligne peut être lancé "
         "depuis l'application."),
    ),
    "insurer": (
        ("En cas de sinistre", "Prenez les mesures nécessaires pour limiter les dommages, puis "
         "déclarez-le dans les cinq jours (deux jours en cas de vol). Conservez les biens "
         "endommagés jusqu'au passage de l'expert."),
        ("Résilier ou modifier", "Après un an de contrat, vous pouvez le résilier à tout moment. "
         "Signalez tout changement d'adresse, de surface ou d'occupation du logement."),
    ),
}  # fmt: skip


def back(trade: str, *which: int) -> Block:
    """The small print of a trade, in two columns: all of it, or some of its paragraphs."""
    chosen = _PRINT[trade]
    return newsprint(*([chosen[at] for at in which] or chosen))


def note(trade: str, which: int) -> Block:
    """One paragraph of it across the page."""
    return small(_PRINT[trade][which])


def talk(trade: str, *which: int, ruled: bool = False) -> Block:
    """Paragraphs in ordinary letters, each under its heading."""
    chosen = _TALK[trade]
    head = ruledhead if ruled else heading
    return stack(*(stack(head(title), paragraph(text))
                   for title, text in ([chosen[at] for at in which] or chosen)))  # fmt: skip
