"""What an agent does when a text says distress, as long as the authority has not written its own.

Numbers and their sources as read in public pages; the administrator checks and completes them.
"""

DEFAULT = """\
1. Lisez le texte en entier, tout de suite. La machine se trompe : c'est vous qui jugez.
2. Danger immédiat (suicide en cours, violences, enfant en danger, malaise) : appelez les secours. Au téléphone, restez en ligne avec la personne.
3. Sinon, rappelez ou répondez le jour même et prévenez votre responsable.
4. Proposez un numéro d'aide, sans promettre à la place des autres.

15 : Samu, urgence médicale. 17 : police et gendarmerie. 18 : pompiers. 112 : urgence, partout en Europe. 114 : urgence par SMS, pour qui ne peut pas parler ou entendre.
115 : sans-abri, hébergement d'urgence.
3114 : prévention du suicide, gratuit, jour et nuit.
3919 : violences faites aux femmes, gratuit et anonyme.
119 : enfance en danger, gratuit, jour et nuit.

Sources : service-public.gouv.fr (fiche F33954, numéros d'urgence et d'écoute) ; 3114.fr ; arretonslesviolences.gouv.fr ; allo119.gouv.fr.
[À compléter par la collectivité : responsable à prévenir, service social, astreinte.]
"""  # noqa: E501
