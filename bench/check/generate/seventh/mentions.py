"""The words that fill real pages around what matters: advice, law, terms, personal data."""

from __future__ import annotations

from ..sheet import Block
from .paper import ruledhead, small, stack

_TEXTS = {
    "bank": (
        ("Bon à savoir", "Un prélèvement que vous n'avez pas autorisé peut être contesté pendant "
         "treize mois. Un virement saisi avant 16 h 30 un jour ouvré est exécuté le jour même. Ne "
         "communiquez jamais votre mot de passe ni un code reçu par message, même à une personne "
         "qui se dit de la banque."),
    ),
    "employment": (
        ("À savoir", "Votre projet personnalisé d'accès à l'emploi est réexaminé à chaque "
         "entretien. L'entrée en formation, même courte, doit être déclarée lors de "
         "l'actualisation. En cas de fausse déclaration, les sommes versées à tort sont "
         "récupérées et une pénalité peut être prononcée."),
        ("Vos droits et libertés", "Conformément au règlement (UE) 2016/679 et à la loi du 6 "
         "janvier 1978, vous pouvez accéder à vos données, les rectifier, en limiter le "
         "traitement. Les données sont conservées vingt ans à compter de la dernière cessation "
         "d'inscription."),
    ),
    "health": (
        ("Comment utiliser cette attestation ?", "Présentez-la aux professionnels de santé qui ne "
         "peuvent pas lire votre carte Vitale, à l'hôpital, à votre employeur ou à votre "
         "établissement de formation. Elle n'est ni une pièce d'identité ni un titre de séjour."),
        ("Quand faut-il nous prévenir ?", "Mariage, naissance, séparation, changement d'adresse, "
         "de compte bancaire, reprise d'un emploi : déclarez tout changement depuis votre compte. "
         "Un départ à l'étranger de plus de trois mois peut mettre fin à vos droits."),
    ),
    "house": (
        ("Pour vous aider", "L'accueil est ouvert du lundi au jeudi de 9 h à 12 h, l'après-midi "
         "sur rendez-vous. Un interprète en langue des signes est présent le premier mardi du "
         "mois. Cap emploi accompagne les personnes en recherche d'emploi et les salariés."),
        ("Voies et délais", "Vous disposez de deux mois, à compter de la réception, pour former un "
         "recours administratif préalable obligatoire, par courrier accompagné de la copie de la "
         "décision. L'absence de réponse pendant deux mois vaut rejet."),
    ),
    "tax": (
        ("Vous souhaitez réclamer", "Utilisez la messagerie sécurisée de votre espace, rubrique Je "
         "signale une erreur sur le calcul de mon impôt, ou écrivez au service dont l'adresse "
         "figure sur cet avis. La réclamation ne suspend pas le paiement, sauf demande de sursis."),
        ("Prélèvement à la source", "Le taux calculé d'après cet avis est transmis à vos "
         "employeurs ou caisses de retraite. En cas de changement de situation, mettez-le à jour "
         "dans les soixante jours. Les crédits d'impôt récurrents donnent lieu à une avance en "
         "janvier."),
    ),
    "school": (
        ("Conditions générales", "L'entrée en formation est subordonnée à l'accord écrit du "
         "financeur. En cas d'annulation par le client moins de dix jours ouvrés avant le début, "
         "30 % du prix reste dû. En cas d'abandon, seules les heures suivies sont facturées. Le "
         "règlement intérieur s'applique à tous. Tout litige relève du tribunal du siège, après "
         "tentative de médiation."),
    ),
    "certifier": (
        ("Règles d'usage", "Le présent certificat reste la propriété du certificateur et doit être "
         "restitué en cas de retrait. L'usage de la marque est limité aux catégories d'actions "
         "certifiées. Toute reproduction partielle est interdite."),
    ),
    "supplier": (
        ("Comprendre votre facture", "L'abonnement est facturé d'avance, la consommation à terme "
         "échu. Les taxes et contributions sont reversées à l'État et aux collectivités. Le prix "
         "moyen est donné à titre indicatif, hors options."),
        ("Retard et difficultés de paiement", "Passé la date limite, des pénalités d'une fois et "
         "demie le taux d'intérêt légal sont dues. Si vous avez droit au chèque énergie ou au "
         "fonds de solidarité pour le logement, signalez-le avant l'échéance : votre contrat ne "
         "sera pas suspendu pendant l'instruction."),
    ),
    "insurer": (
        ("En cas de sinistre", "Déclarez-le dans les cinq jours ouvrés, deux jours ouvrés pour un "
         "vol. Conservez les objets endommagés, photographiez les lieux, ne faites pas réparer "
         "avant notre accord. Une assistance est joignable jour et nuit."),
        ("Médiation", "Si notre réponse ne vous convient pas, vous pouvez saisir gratuitement le "
         "médiateur de la profession. Autorité de contrôle : organisme imaginaire, 99999 "
         "Fictiville."),
    ),
    "registry": (
        ("Avertissement", "Les informations reproduites sont celles que portait le registre au "
         "jour indiqué. Elles n'engagent pas la responsabilité de celui qui les délivre quant à "
         "leur mise à jour ultérieure. L'entreprise est tenue de déclarer toute modification dans "
         "le mois."),
    ),
}  # fmt: skip


def mentions(trade: str, which: int | None = None) -> Block:
    """The advice of a trade under its headings: all of it, or the paragraph `which`."""
    chosen = _TEXTS[trade] if which is None else (_TEXTS[trade][which],)
    return stack(*(stack(ruledhead(head), small(text)) for head, text in chosen))
