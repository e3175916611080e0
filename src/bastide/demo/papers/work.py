"""What a job seeker adds: France Travail's notice of her situation, her CV."""

from __future__ import annotations

from datetime import date

from bastide.demo.papers.people import Person
from bastide.demo.papers.sheet import Paper, Sheet, day


def notice(person: Person, since: date, issued: date, *, pages: int = 2) -> Paper:
    """Two pages, as it says; `pages`: how many of them are there."""

    def draw(sheet: Sheet) -> None:
        named = f"{person.civility} {person.used_name} {person.given}"
        sheet.letterhead("FRANCE TRAVAIL", f"Agence de {person.city}")
        sheet.addressee(named, *person.place)
        sheet.title("Avis de situation")
        sheet.entries(
            ("Identifiant", person.identifier),
            ("Nom de naissance", person.surname),
            *([("Nom d'usage", person.usage_name)] if person.usage_name else []),
            ("Prénom", person.given),
            ("Né(e) le", day(person.birth)),
        )
        sheet.paragraph(
            f"Nous vous informons que, à ce jour, {named} est inscrit{person.e} sur la liste des "
            f"demandeurs d'emploi depuis le {day(since)}, en catégorie 1."
        )
        sheet.paragraph("Cet avis est délivré pour servir et valoir ce que de droit.")
        sheet.line(f"Fait le {day(issued)}")
        sheet.gap()
        sheet.line("Page 1/2", 9)
        if pages < 2:
            return
        sheet.next_page()
        sheet.letterhead("FRANCE TRAVAIL", f"Identifiant : {person.identifier}")
        sheet.table(
            [("Période d'inscription", "Catégorie"), (f"Depuis le {day(since)}", "1")], (0.6, 0.4)
        )
        sheet.line("Page 2/2", 9)

    return draw


def cv(person: Person, trade: str) -> Paper:
    def draw(sheet: Sheet) -> None:
        sheet.title(f"{person.given} {person.used_name}")
        sheet.line(trade, 13, bold=True)
        for text in (*person.place, "06 39 98 00 17", "personne.fictive@example.org"):
            sheet.line(text)
        sheet.gap()
        for heading, *lines in (
            (
                "Expérience professionnelle",
                "2021 – 2025 : employé polyvalent, Magasin Fictif",
                "2018 – 2021 : agent d'accueil, Mairie de Fictiville",
            ),
            ("Formation", "2016 : baccalauréat professionnel Commerce, lycée de l'Exemple"),
            ("Compétences", "Traitement de texte, tableur", "Anglais : niveau B1"),
            ("Centres d'intérêt", "Randonnée, lecture, judo"),
        ):
            sheet.line(heading, 12, bold=True)
            for text in lines:
                sheet.line(text)
            sheet.gap()

    return draw
