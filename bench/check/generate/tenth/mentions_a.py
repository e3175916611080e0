"""What fills the pages of persons' papers around what matters: terms, remedies, advice, law."""

from __future__ import annotations

from ..eighth.paper import heading, newsprint, ruledhead, small, stack
from ..sheet import Block, paragraph

# Small print in two columns, as at the foot or at the back of a paper.
_PRINT: dict[str, tuple[str, ...]] = {
    "jobs": (
        "Trop-perçu : toute somme versée alors que vous n'y aviez pas droit doit être remboursée. "
        "Vous disposez de deux mois pour contester ou demander une remise.",
        "Cumul : l'allocation peut être complétée par les revenus d'une activité réduite, dans la "
        "limite du salaire mensuel qui a servi au calcul de vos droits.",
        "Retraite : les trimestres assimilés sont reportés à votre compte au titre des périodes de "
        "chômage indemnisé et, sous conditions, non indemnisé.",
        "Contrôle de la recherche d'emploi : des vérifications peuvent être menées à tout moment ; "
        "gardez trace de vos candidatures et de vos entretiens.",
        "Médiation : si la réponse de votre agence ne vous convient pas, écrivez au médiateur de "
        "votre région en joignant la copie de votre réclamation.",
        "Vos données : elles servent à votre accompagnement, au paiement des allocations et à la "
        "lutte contre la fraude. Délégué à la protection des données : dpo@example.com.",
    ),
    "tax": (
        "Vous pouvez corriger votre déclaration en ligne de l'été à la mi-décembre. Au-delà, "
        "adressez une réclamation motivée au service dont l'adresse figure en première page.",
        "Le paiement par chèque, par carte au guichet ou en espèces n'est possible qu'en deçà de "
        "300 euros. Les buralistes agréés acceptent les espèces et la carte bancaire.",
        "En cas de difficultés financières, un délai ou une remise gracieuse peut être sollicité "
        "au moyen du formulaire prévu à cet effet.",
        "Droit de regard : les informations du présent avis peuvent être consultées par les "
        "organismes habilités, dans les limites des articles L. 113 et suivants du livre des "
        "procédures fiscales.",
        "Toute utilisation d'un avis falsifié expose son auteur aux peines prévues par le code "
        "pénal.",
    ),
    "energy": (
        "Retard de paiement : intérêts au taux légal majoré, sans pouvoir être inférieurs à cinq "
        "euros toutes taxes comprises, après une première relance restée sans effet.",
        "Trêve hivernale : aucune coupure du 1er novembre au 31 mars pour la résidence principale. "
        "La puissance peut être réduite, sauf bénéficiaires du chèque énergie.",
        "Vous pouvez résilier sans pénalité. Le contrat prend fin à la date que vous choisissez "
        "ou, au plus tard, trente jours après votre demande.",
        "Litige : service consommateurs, puis médiateur compétent par voie postale ou en ligne, "
        "gratuitement, dans un délai de dix mois à compter de la réclamation écrite.",
    ),
    "water": (
        "Le prix du service est fixé par délibération. Il comprend la distribution, la collecte et "
        "le traitement des eaux usées ainsi que les redevances perçues pour l'agence de l'eau.",
        "Le compteur est placé sous votre garde : protégez-le du gel et laissez-le accessible à "
        "nos agents.",
        "Difficulté à payer : le fonds de solidarité pour le logement peut vous aider ; "
        "renseignez-vous auprès du centre communal d'action sociale.",
        "Vous pouvez consulter les résultats d'analyse de l'eau distribuée en mairie ou sur le "
        "site du ministère chargé de la santé.",
    ),
    "network": (
        "Facture à régler sans escompte. À défaut de paiement à l'échéance, la ligne peut être "
        "restreinte puis suspendue, l'abonnement restant dû.",
        "Vous pouvez demander une facture détaillée gratuite, ou la facture papier sans "
        "supplément.",
        "Signal indésirable : transférez les messages frauduleux au 33700. N'appelez jamais un "
        "numéro surtaxé reçu par message.",
        "Réclamations : service clients, puis service consommateurs, puis médiateur des "
        "communications électroniques un mois après.",
    ),
}  # fmt: skip
# What is said in ordinary letters: heading, text.
_TALK: dict[str, tuple[tuple[str, str], ...]] = {
    "jobs": (
        ("Votre prochaine actualisation", "Elle s'ouvre le 28 de chaque mois (le 26 en février) "
         "et se ferme le 15 du mois suivant. Sans elle, votre inscription prend fin et les "
         "paiements s'arrêtent."),
        ("Des offres près de chez vous", "Vos recherches enregistrées vous valent une alerte "
         "quotidienne. Un conseiller dédié aux entreprises peut présenter votre candidature avec "
         "votre accord."),
        ("Se former pour rebondir", "Le catalogue régional recense les sessions ouvertes dans les "
         "trois mois. Parlez de votre projet avant de signer un devis : l'accord préalable est "
         "nécessaire à toute prise en charge."),
        ("Garde d'enfant, transport, permis", "Des aides ponctuelles existent. Elles se demandent "
         "avant la dépense, depuis la rubrique des aides financières."),
    ),
    "health": (
        ("Médecin traitant", "Déclarez-le lors d'une consultation : hors du parcours de soins, la "
         "part remboursée tombe de 70 % à 30 %."),
        ("Carte Vitale", "Mettez-la à jour une fois l'an, et après une naissance, un mariage ou "
         "un changement de caisse. L'application remplace la carte chez les professionnels "
         "équipés."),
        ("Prévention", "Bilan à 18, 45, 60 et 70 ans, vaccins, dépistages : tout est pris en "
         "charge à 100 % et sans avance de frais."),
    ),
    "house": (
        ("À quoi sert cette reconnaissance", "Elle ouvre l'accès aux réseaux spécialisés de "
         "placement, à l'aménagement du poste et aux aides à la formation. Vous n'êtes jamais "
         "tenu d'en faire état."),
        ("Si votre situation change", "Aggravation, déménagement dans un autre département : "
         "prévenez le service, qui transférera votre dossier ou réévaluera vos besoins."),
        ("Conciliation", "Une personne qualifiée peut, à votre demande, vous rencontrer et "
         "proposer une solution. Cette démarche suspend les délais de recours."),
    ),
    "tax": (
        ("Votre taux de prélèvement", "Le nouveau taux est transmis à vos employeurs et caisses "
         "de retraite. Vous pouvez opter pour un taux non personnalisé ou, à deux, "
         "individualisé."),
        ("Vos biens immobiliers", "Propriétaire ou non, vérifiez l'occupation déclarée du logement "
         "où vous habitiez au 1er janvier."),
    ),
    "energy": (
        ("Lire mon index", "Relevez les chiffres noirs affichés, sans les décimales. Si votre "
         "compteur est communicant, nous les recevons chaque jour."),
        ("Alléger ma facture", "Programmez le chauffe-eau la nuit, dégivrez, baissez la "
         "température des pièces inoccupées. Les travaux d'isolation ouvrent droit à une prime."),
    ),
    "water": (
        ("L'eau du robinet", "Un litre coûte moins d'un demi-centime. Un robinet qui goutte en "
         "perd cent vingt par jour : vérifiez vos joints."),
        ("Mensualiser", "Étalez votre dépense sur dix mois : la demande se fait en deux minutes "
         "auprès du service des usagers."),
    ),
    "network": (
        ("Votre espace", "Suivez votre consommation, modifiez vos options, parrainez un proche et "
         "choisissez la date de vos prélèvements."),
        ("Déménager", "Prévenez-nous trois semaines avant : nous testons la ligne de votre futur "
         "logement et y transférons l'abonnement sans frais."),
    ),
    "insurer": (
        ("Que faire en cas de dégât des eaux", "Coupez l'arrivée, remplissez avec le voisin un "
         "constat amiable et adressez-le-nous dans les cinq jours ouvrés."),
        ("Votre contrat évolue avec vous", "Une pièce de plus, des objets de valeur, un "
         "colocataire : dites-le-nous pour rester bien couvert."),
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
