"""What an author wrote, apart from what she quotes and how she signs."""

from __future__ import annotations

import pytest

from bastide.engine.mail.quoted import forwards, set_apart, without_header

ANSWER = "Bonjour,\nLe bac sera changé jeudi."
M = "Mairie <m@chimerac.example>"
HEADERS = {
    "gmail": f"Le mar. 3 mars 2026 à 10:12, {M} a écrit :\n\n> Bonjour\n> Quand ?",
    "gmail, folded": f"Le mar. 3 mars 2026 à 10:12, Service de la collecte {M} a\n"
    "écrit :\n\n> Bonjour\n> Quand ?",
    "outlook": f"De : {M}\nEnvoyé : mardi 3 mars 2026 10:12\nÀ : Moi\n"
    "Objet : bac\n\nBonjour\nQuand ?",
    "outlook, bold": "*De :* Mairie\n*Envoyé :* mardi\n*À :* Moi\n*Objet :* bac\n\nBonjour",
    "outlook, english": f"________________________________\nFrom: {M}\n"
    "Sent: Tuesday, March 3, 2026 10:12\nTo: Moi\nSubject: bac\n\nBonjour",
    "original": "-----Message d'origine-----\nDe : Mairie\nEnvoyé : mardi\nÀ : Moi\n\nBonjour",
    "apple": f"> Le 3 mars 2026 à 10:12, {M} a écrit :\n> \n> Bonjour",
    "thunderbird": "Le 03/03/2026 à 10:12, Mairie a écrit :\n> Bonjour",
    "yahoo, unmarked": f"Le mardi 3 mars 2026 à 10:12:00 UTC+1, {M} a écrit : \n\nBonjour",
    "english": f"On Tue, Mar 3, 2026 at 10:12 AM {M} wrote:\n> Bonjour",
    "forwarded": f"---------- Forwarded message ---------\nDe : {M}\nDate: 3 mars\n\nBonjour",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_what_a_reply_quotes_is_set_apart(header):
    parts = set_apart(f"{ANSWER}\n\n{header}")
    assert parts.written == ANSWER
    assert "Bonjour" in parts.quoted
    assert parts.signature == ""


@pytest.mark.parametrize(
    "line",
    [
        "Le maire m'a écrit :",
        "Le 3 mars 2026, la mairie a écrit : votre dossier est complet.",
        "De : quoi parlez-vous ?",
        "Le car de 7h10 n'est pas passé.",
        "Objet : bac cassé",
        "> ",
    ],
)
def test_what_looks_like_a_header_is_kept(line):
    body = f"Bonjour,\n{line}\nMerci de me répondre vite."
    assert set_apart(body).written == body.replace("> \n", "")


def test_answers_between_quoted_lines_are_the_authors():
    body = "Le 3 mars 2026 à 10:12, X a écrit :\n> Quand ?\nDemain.\n> Où ?\nÀ la mairie.\n-- \nLéa"
    parts = set_apart(body)
    assert parts.written == "Demain.\nÀ la mairie."
    assert parts.signature == "--\nLéa"


@pytest.mark.parametrize(
    ("end", "signature"),
    [
        ("Cordialement,\nJeanne Chimérique\n06 39 98 00 00", True),
        ("Merci d'avance,\n\nBien cordialement\nJ. Chimérique", True),
        ("Je vous prie d'agréer, Madame, mes salutations distinguées.\nM. Exemple", True),
        ("Envoyé de mon iPhone", True),
        ("Télécharger Outlook pour Android", True),
        ("--\nLe service\nTél. : 04 65 71 20 10", True),
        ("Jeanne Chimérique\n12 rue du Mirage\n99000 Brûmefort", False),
        ("Jeanne Chimérique", True),
        ("La présidente", True),
        (
            "Ce message et ses pièces jointes sont confidentiels et destinés à leur seul lecteur.",
            True,
        ),
        ("N'imprimez ce message que si nécessaire.", True),
        ("Rappelez-moi au 06 39 98 00 00", False),
        ("Merci de me dire si c'est possible avant le 3 mars", False),
        ("Ici.", False),
    ],
)
def test_the_signature_is_told(end, signature):
    parts = set_apart(f"Bonjour,\n\nMon bac est cassé depuis lundi.\n\n{end}")
    assert bool(parts.signature) is signature
    assert "Mon bac est cassé depuis lundi." in parts.written


def test_what_is_written_under_a_signature_is_kept():
    body = "Mon bac est cassé.\nCordialement\nAnna Exemple\nPS : pouvez-vous me rappeler ?"
    parts = set_apart(body)
    assert parts.written == "Mon bac est cassé.\nPS : pouvez-vous me rappeler ?"
    assert parts.signature == "Cordialement\nAnna Exemple"


def test_every_line_is_in_one_part():
    body = "Oui.\r\nCordialement\r\nLéa\r\n\r\nLe 03/03/2026 à 10:12, X a écrit :\r\n> un\r\n> deux"
    parts = set_apart(body)
    together = "\n".join((parts.written, parts.signature, parts.quoted))
    assert [li for li in together.split("\n") if li] == [li for li in body.split("\r\n") if li]


def test_a_forwarded_mail_is_read_without_its_header():
    parts = set_apart(f"Pour suite à donner.\n\n{HEADERS['forwarded']}\nMon bac est cassé.")
    assert forwards("TR: bac", "")
    assert forwards("bac", parts.quoted)
    assert not forwards("Re: bac", "Le 3 mars 2026, X a écrit :")
    assert without_header(parts.quoted.split("\n")) == "Bonjour\nMon bac est cassé."


HOSTILE = [
    "",
    "\x00\ud800\u2028",
    " " * 50_000,
    ">" * 50_000,
    "De :" * 12_500,
    "a@" * 25_000,
    "-" * 50_000,
    "Le 3 mars 2026 " + "a" * 50_000 + " a écrit :",
    "ce message " * 5_000,
    "Je vous prie " * 4_000,
    "A" + "a'" * 25_000,
    ("> " * 3_000 + "x\n") * 20,
    "De : x\n" * 20_000,
    "Le 1 mars 2026\n" * 20_000,
    ("____________\n") * 20_000,
    "x\n" * 200_000,
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_body_makes_it_slow(number):
    # A backtracking expression would never end here; the slowest takes a fraction of a second.
    parts = set_apart(HOSTILE[number])
    assert len(parts.written) + len(parts.quoted) + len(parts.signature) <= len(HOSTILE[number])
