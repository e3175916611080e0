"""The words that fill real pages around what matters: advice, law, terms, personal data."""

from __future__ import annotations

from ..sheet import Block, paragraph
from .paper import heading, newsprint, small, stack

_TEXTS: dict[str, tuple[str, ...]] = {
    "bank": (
        "Ce document est remis à votre demande et n'engage pas la banque sur la position du "
        "compte. En cas de changement de domiciliation, le service d'aide à la mobilité prévient "
        "à votre place les émetteurs de virements et de prélèvements réguliers.",
    ),
    "jobs": (
        "Actualisation. Entre le 28 et le 15, indiquez si vous avez travaillé, suivi un stage ou "
        "été malade. Sans cette démarche, vous n'êtes plus inscrit et vos paiements s'arrêtent.",
        "Absence. Prévenez votre agence si vous quittez votre domicile plus de sept jours ; vous "
        "disposez de trente-cinq jours par année civile.",
        "Formation. Avant d'entrer en stage, faites valider votre projet. L'attestation remise par "
        "l'organisme doit parvenir à votre agence dans les huit jours.",
        "Données. Les informations vous concernant sont traitées pour votre accompagnement et le "
        "contrôle de la recherche d'emploi. Vous pouvez y accéder et les faire rectifier auprès du "
        "délégué à la protection des données.",
        "Désaccord. Un recours peut être porté devant le tribunal administratif dans les deux mois "
        "qui suivent la notification ; la médiation préalable est obligatoire dans certains cas.",
    ),
    "fund": (
        "Gardez cette attestation avec votre carte. Elle ne permet pas de se faire rembourser des "
        "soins reçus en dehors de la période indiquée.",
        "Signalez sans attendre un déménagement, un changement de banque ou de situation "
        "familiale : vos droits peuvent en dépendre.",
    ),
    "tax": (
        "Comment payer. En ligne, jusqu'à cinq jours après la date limite ; par prélèvement à "
        "l'échéance ; au-delà de 300 euros, le paiement dématérialisé est obligatoire.",
        "Comment corriger. Le service de correction en ligne est ouvert d'août à décembre. Ensuite "
        "une réclamation peut être déposée jusqu'à la fin de la deuxième année.",
        "Majoration. Toute somme non réglée à la date limite est majorée de 10 %.",
        "Vos droits. La charte du contribuable est consultable en ligne. Le conciliateur fiscal "
        "départemental peut être saisi si une réponse ne vous satisfait pas.",
    ),
    "house": (
        "Vous pouvez contester cette décision. Un recours administratif préalable obligatoire est "
        "à adresser à la maison départementale dans les deux mois. Joignez-y une copie de la "
        "présente. Une mesure de conciliation peut aussi être demandée, qui suspend ce délai.",
        "L'employeur n'est informé de cette reconnaissance que si vous le souhaitez. La demande de "
        "renouvellement se fait six mois avant le terme.",
    ),
    "power": (
        "Prix. Le détail des prix et la part des taxes figurent sur votre espace. Le prix moyen du "
        "kWh ou du m³ est donné hors abonnement.",
        "Paiement. Pas d'escompte pour paiement anticipé. Tout retard peut donner lieu à des "
        "pénalités, et après mise en demeure à une réduction ou une interruption.",
        "Litige. Service clients, puis service consommateurs, puis médiateur de branche. Le "
        "médiateur se saisit en ligne ou par courrier sans frais.",
        "Urgence. En cas de coupure ou de fuite, appelez le numéro de dépannage inscrit sur votre "
        "compteur, jour et nuit.",
    ),
    "line": (
        "Prix. Les tarifs TTC et la fiche d'information standardisée de votre offre sont en ligne. "
        "Les appels vers les numéros spéciaux sont facturés en plus du forfait.",
        "Incident. Testez votre équipement depuis l'assistance avant d'appeler. Une panne de plus "
        "de quarante-huit heures ouvre droit à une remise.",
        "Litige. Service clients, puis service réclamations, puis médiateur des communications "
        "électroniques, saisi en ligne et sans frais.",
        "Sécurité. Nous ne demandons jamais un code reçu par message.",
    ),
    "insurer": (
        "Cette attestation constitue une présomption d'assurance. Elle ne peut engager l'assureur "
        "en dehors des limites précisées par le contrat, et cesse de produire effet en cas de "
        "suspension ou de résiliation.",
    ),
    "school": (
        "Délai de rétractation : dix jours à compter de la signature, par lettre recommandée.",
        "Annulation : toute annulation à moins de quinze jours du début donne lieu à une indemnité "
        "de 20 %. Abandon pour force majeure : seules les heures effectuées sont dues.",
        "Évaluation : positionnement à l'entrée, mises en situation, questionnaire à chaud. Un "
        "référent handicap étudie les aménagements utiles.",
        "Financement : en cas de refus de prise en charge, le présent document est caduc.",
    ),
    "registry": (
        "Toute modification ou falsification du présent extrait expose à des poursuites pénales. "
        "Seul le greffier est habilité à délivrer des extraits signés, qui font foi jusqu'à "
        "inscription de faux.",
    ),
}


def back(trade: str) -> Block:
    """The advice of a trade, in two columns of small print."""
    return newsprint(*_TEXTS[trade])


def note(trade: str, which: int = 0) -> Block:
    """One paragraph of it, in small print across the page."""
    return small(_TEXTS[trade][which])


# What is said in letters of the ordinary size: heading, text.
_ADVICE: dict[str, tuple[tuple[str, str], ...]] = {
    "jobs": (
        ("Votre accompagnement", "Votre conseiller établit avec vous un diagnostic, puis un plan "
         "d'actions : ateliers, immersion en entreprise, bilan de compétences, formation. Le plan "
         "est revu au moins tous les trois mois. Vous pouvez demander un entretien à tout moment."),
        ("Financer une formation", "Selon votre projet, la Région, votre compte personnel de "
         "formation ou nous-mêmes pouvons prendre en charge tout ou partie du coût. Le devis de "
         "l'organisme est déposé par celui-ci au plus tard quinze jours avant l'entrée."),
        ("Contrôle de la recherche d'emploi", "Un contrôle peut avoir lieu par sondage ou sur "
         "signalement. Vous disposez alors de dix jours pour présenter vos démarches. Une "
         "suspension d'un à quatre mois peut être décidée en cas de manquement."),
        ("Vous déménagez, vous partez", "Déclarez votre nouvelle adresse sous soixante-douze "
         "heures. Pour un séjour à l'étranger, renseignez-vous avant de partir sur le maintien de "
         "vos droits dans un autre État de l'Union."),
    ),
    "fund": (
        ("Bien utiliser ses droits", "Choisissez un médecin traitant pour être mieux remboursé. "
         "Présentez votre carte à jour : bornes dans les pharmacies, les hôpitaux et nos accueils. "
         "À l'étranger, demandez la carte européenne au moins vingt jours avant le départ."),
    ),
    "tax": (
        ("Prélèvement à la source", "Votre taux personnalisé est transmis à ceux qui vous versent "
         "des revenus. Vous pouvez opter pour un taux individualisé ou non personnalisé, signaler "
         "une hausse ou une baisse, et suivre l'historique de vos prélèvements en ligne."),
        ("À quoi sert cet avis", "Bourse, cantine, logement, aide sociale : de nombreux organismes "
         "demandent le revenu fiscal de référence et le nombre de parts. Donnez-leur une copie de "
         "la première page ; ils peuvent en contrôler l'authenticité."),
        ("Déclaration des biens immobiliers", "Les propriétaires déclarent l'occupation de leurs "
         "locaux avant le 1er juillet lorsqu'un changement est intervenu depuis l'année passée."),
    ),
    "house": (
        ("Ce que permet la RQTH", "Bénéficier de l'obligation d'emploi ; accéder aux dispositifs "
         "d'insertion, d'aménagement du poste et de maintien dans l'emploi ; obtenir un appui "
         "spécialisé ; suivre une formation adaptée, avec une durée et des épreuves aménagées."),
        ("Nous rencontrer", "L'accueil physique est ouvert le matin sans rendez-vous. Des "
         "permanences se tiennent dans les maisons France services. Un formulaire en ligne permet "
         "de suivre l'instruction de votre dossier."),
    ),
    "power": (
        ("Vos relevés", "Votre compteur transmet la consommation chaque jour si vous y avez "
         "consenti. À défaut, un agent passe une fois par an et une estimation est faite entre "
         "deux passages. Vous pouvez nous envoyer un relevé jusqu'à deux jours avant la facture."),
        ("Difficultés de paiement", "Contactez-nous dès que possible : un échéancier peut être "
         "accordé. Le chèque énergie est déduit automatiquement quand vous l'avez préaffecté."),
    ),
    "line": (
        ("Changer d'offre", "Vous pouvez passer à une autre offre à tout moment depuis votre "
         "espace. Pour garder votre numéro chez un autre opérateur, composez le 3179 et "
         "communiquez-lui votre relevé d'identité opérateur."),
        ("Difficultés de paiement", "En cas de rejet du prélèvement, le service est restreint au "
         "bout de quinze jours, après rappel. Un report peut être demandé une fois par an."),
    ),
    "insurer": (
        ("Vos démarches", "Déclarez un sinistre dans les cinq jours ouvrés, depuis l'application "
         "ou par téléphone. Prenez des photographies et conservez les factures. En cas de vol, "
         "déposez plainte dans les vingt-quatre heures."),
    ),
}  # fmt: skip


def advice(trade: str, *which: int) -> Block:
    """The advice of a trade in ordinary letters: all of it, or some of its paragraphs."""
    chosen = _ADVICE[trade]
    return stack(*(stack(heading(head), paragraph(text)) for head, text in
                   ([chosen[at] for at in which] or chosen)))  # fmt: skip
