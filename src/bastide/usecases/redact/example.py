"""A text to try the page with: everybody and everything in it is made up."""

EXAMPLE = """\
De : Élodie Chimérique <elodie.chimerique@courriel.example>
Objet : mon dossier n° 2026-04127

Bonjour,

Je m'appelle Élodie Chimérique, née le 12 mars 1987, et j'habite 12 rue des Fables, 13001 Marseille.
M. Karim Fictif, du service des aides, m'a demandé mon RIB : FR76 3000 6000 0112 3456 7890 189.
Vous pouvez me joindre au 06 39 98 12 34. M. Fictif connaît ma situation.

Le lycée Victor-Hugo de Lauze-les-Bains a tamponné le formulaire le 3 avril 2026.

Cordialement,
É. Chimérique
"""
