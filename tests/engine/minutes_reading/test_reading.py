"""Transcripts as the tools of meetings write them, sound and damaged, read into turns."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

from bastide.engine.minutes.reading import LARGEST, Unreadable, read
from bastide.engine.minutes.reading.heard import Heard


def turns(body: str | bytes, name: str = "") -> list[tuple[str, str, float | None]]:
    heard = read(body.encode() if isinstance(body, str) else body, name)
    assert [turn.number for turn in heard.transcript.turns] == list(range(len(heard.clocks)))
    return [(turn.speaker, turn.text, turn.start) for turn in heard.transcript.turns]


def read_str(text: str, name: str = "") -> Heard:
    return read(text.encode(), name)


TEAMS = """WEBVTT

NOTE duration:"00:00:09"
language:fr-fr

STYLE
::cue { color: red }

0a1b2c3d-0000/12-0
00:00:01.000 --> 00:00:04.000
<v Canular, Zoé (Externe)>Bonjour à tous, on commence</v>

0a1b2c3d-0000/12-1
00:00:04.000 --> 00:00:06.000
<v Canular, Zoé (Externe)>la réunion &amp; voilà.</v>

0a1b2c3d-0000/13-0
00:00:05.500 --> 00:00:08.000 align:start position:0%
<v.loud Anne Modèle>Merci.</v> <v Jean Fictif>De rien.</v>
"""


def test_teams():
    assert turns(TEAMS) == [
        ("Zoé Canular", "Bonjour à tous, on commence la réunion & voilà.", 1.0),
        ("Anne Modèle", "Merci.", 5.5),
        ("Jean Fictif", "De rien.", 5.5),
    ]
    heard = read_str(TEAMS)
    assert heard.at(0, "la réunion") == 4.0
    assert heard.at(0, "Bonjour") == heard.at(0, "absent") == 1.0


def test_zoom_meet_and_webex():
    zoom = (
        "WEBVTT\r\n\r\n1\r\n00:00:16.239 --> 00:00:27.079\r\nJean Fictif: Attention : on y va\r\n"
        "\r\n2\r\n00:27.079 --> 00:30.000\r\nUnknown Speaker: oui\r\n\r\n3\r\n"
        "00:31.000 --> 00:32.000\r\nJean Fictif: Donc\r\n"
    )
    assert turns(b"\xef\xbb\xbf" + zoom.encode()) == [
        ("Jean Fictif", "Attention : on y va", 16.239),
        ("Unknown Speaker", "oui", 27.079),
        ("Jean Fictif", "Donc", 31.0),
    ]
    webex = (
        'WEBVTT\n\n1 "Jean Fictif" (123)\n00:00:01.000 --> 00:00:02.000\nBonjour\n\n'
        '2 "Anne Modèle" (124)\n01:00:02.000 --> 01:00:03.000\nSalut\n'
    )
    assert turns(webex) == [("Jean Fictif", "Bonjour", 1.0), ("Anne Modèle", "Salut", 3602.0)]
    meet = "00:00:00\n\nJean Fictif: Bonjour.\nAnne Modèle: Oui.\n\n00:05:00\n\nJean Fictif: Bon."
    assert turns(meet) == [
        ("Jean Fictif", "Bonjour.", 0.0),
        ("Anne Modèle", "Oui.", 0.0),
        ("Jean Fictif", "Bon.", 300.0),
    ]


def test_stream_puts_names_on_their_own_line():
    text = "".join(
        f"0:0:{n}.0 --> 0:0:{n + 1}.500\n{who}\n{said}\n\n"
        for n, who, said in ((1, "Jean Fictif", "Bonjour"), (3, "Anne Modèle", "Oui"),
                             (5, "Jean Fictif", "Bon"))
    )  # fmt: skip
    assert [one[:2] for one in turns(text)] == [
        ("Jean Fictif", "Bonjour"),
        ("Anne Modèle", "Oui"),
        ("Jean Fictif", "Bon"),
    ]


def test_captions_that_grow_are_said_once():
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\nbonjour à tous mes amis\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nbonjour à tous mes amis\net merci d'être là\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\net merci d'être là\npour la fin.\n\n"
        "4\n00:00:04,000 --> 00:00:05,000\n[Musique]\n\n"
        "5\n00:00:09,000 --> 00:00:10,000\nNon.\n\n6\n00:00:11,000 --> 00:00:12,000\nNon.\n"
    )
    assert turns(srt) == [
        ("", "bonjour à tous mes amis et merci d'être là pour la fin.", 1.0),
        ("", "Non. Non.", 9.0),
    ]


def test_damaged_cues_are_read_as_far_as_they_go():
    broken = (
        "WEBVTT\n00:00:05.000 --> 00:00:06.000\nDeux.\n2\n00:00:0x,000 --> 00:00:04,000\ncassé\n"
        "3\n00:00:01.000 --> 00:00:02.000\nUn.\n\n00:02:00.000 -->\nTrois."
    )
    heard = read_str(broken)
    said = " ".join(turn.text for turn in heard.transcript.turns)
    assert said == "Un. Deux. cassé Trois."
    assert "1 repère de temps illisible" in heard.notices[0]
    late = "WEBVTT\n\n00:05:00.000 --> 00:05:01.000\nB.\n\n00:00:01.000 --> 00:00:02.000\nA.\n"
    assert [t.text for t in read_str(late).transcript.turns] == ["A.", "B."]
    assert "triés" in read_str(late).notices[0]
    no_clock = read_str("WEBVTT\n\n1\n00:xx --> 00:yy\nBonjour à tous.\n")
    assert no_clock.transcript.turns[0].text == "Bonjour à tous."
    assert "sans eux" in no_clock.notices[-1]


@pytest.mark.parametrize(
    "form",
    [
        "{who} : {said}",
        "[00:01:0{n}] {who} : {said}",
        "00:01:0{n} {who}: {said}",
        "{who} (00:01:0{n}) : {said}",
        "{who}   1:0{n}\n{said}\n",
        "[1:0{n}] {who}\n{said}\n",
        "**{who}** : {said}",
        "{who}. – {said}",
        "00:01:0{n}\t{who}\t{said}",
        "00:01:0{n} | {who} | {said}",
        "{who}\n{said}\n",
    ],
)
def test_lines_that_say_who_speaks(form):
    talk = (("Jean Fictif", "Bonjour."), ("Mme Modèle", "Oui : d'accord."))
    talk = (*talk, ("Jean Fictif", "Bon. Attention au départ."), ("Mme Modèle", "Merci."))
    text = "\n".join(form.format(who=who, said=said, n=n) for n, (who, said) in enumerate(talk))
    assert [one[:2] for one in turns(text)] == list(talk)
    if "{n}" in form:
        assert [one[2] for one in turns(text)] == [60.0, 61.0, 62.0, 63.0]


def test_a_colon_does_not_make_a_speaker():
    text = "Mme Modèle : Bonjour.\nAttention : danger.\nPoint 2 : la voirie.\nM. Fictif : Oui.\n"
    assert [one[:2] for one in turns(text)] == [
        ("Mme Modèle", "Bonjour. Attention : danger. Point 2 : la voirie."),
        ("M. Fictif", "Oui."),
    ]
    notes = "Notes du comité\n\n- Voirie : on refait la rue\n- Action : Zoé envoie le devis\n"
    assert turns(notes) == [
        ("", "Voirie : on refait la rue", None),
        ("", "Action : Zoé envoie le devis", None),
    ]


def test_what_the_head_says():
    text = (
        "Réunion : Comité de la voirie\nDate : 12 mars 2026\nLieu : mairie\n"
        "Présents : Mme Modèle, maire, M. Fictif et Zoé Canular\nExcusés : M. Absent\n"
        "Ordre du jour :\n\n1. Voirie\n2. Écoles\n\nMme Modèle : Bonjour.\nM. Fictif : Oui.\n"
    )
    found = read_str(text).transcript
    assert (found.title, found.day) == ("Comité de la voirie", date(2026, 3, 12))
    assert found.present == ("Mme Modèle, maire", "M. Fictif", "Zoé Canular")
    assert (found.excused, found.agenda) == (("M. Absent",), ("Voirie", "Écoles"))
    assert [turn.text for turn in found.turns] == ["Bonjour.", "Oui."]
    teams = (
        "Comité de suivi\n12 mars 2026, 09:00AM\n1h 3m 20s\n\nZoé Canular a démarré la "
        "transcription\n\nZoé Canular   0:03\nBonjour à tous.\n\nJean Fictif   1:02:03\nMerci.\n"
    )
    found = read_str(teams).transcript
    assert (found.title, found.day) == ("Comité de suivi", date(2026, 3, 12))
    assert [(t.speaker, t.start) for t in found.turns] == [
        ("Zoé Canular", 3.0),
        ("Jean Fictif", 3723.0),
    ]
    assert read_str("A : b", "CR-20260312.txt").transcript.day == date(2026, 3, 12)
    assert read_str("A : b", "20269912.txt").transcript.day is None


@pytest.mark.parametrize(
    "data",
    [
        {"text": "x", "segments": [{"start": 1, "end": 2, "text": " Oui.", "speaker": "Zoé"}]},
        {"transcription": [{"offsets": {"from": 1000, "to": 2000}, "text": "Oui.", "spk": "Zoé"}]},
        {"chunks": [{"timestamp": [1.0, 2.0], "text": "Oui.", "speaker": "Zoé"}]},
        {"results": {"utterances": [{"start": "00:00:01", "transcript": "Oui.", "who": "Zoé"}]}},
        [{"start_time": 1.0, "text": "Oui.", "speaker": {"name": "Zoé"}}],
    ],
)
def test_json_of_speech_recognition(data):
    assert turns(json.dumps(data)) == [("Zoé", "Oui.", 1.0)]


def test_json_lines_and_milliseconds():
    assert [one[1] for one in turns('{"text": "Un."}\n{"text": "Deux."}\n')] == ["Un.", "Deux."]
    late = [{"start": 3_600_000, "text": "A.", "speaker": 0}, {"start": 7e8, "text": "B."}]
    assert turns(json.dumps(late))[0] == ("Intervenant 1", "A.", 3600.0)


def test_encodings():
    line = "Mme Modèle : l'été, c'est décidé.\n"
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        assert turns(line.encode(name)) == [("Mme Modèle", "l'été, c'est décidé.", None)], name
    mixed = read(line.encode() + "M. Zélé : voilà.\n".encode("cp1252"))
    assert [t.speaker for t in mixed.transcript.turns] == ["Mme Modèle", "M. Zélé"]
    assert "Deux encodages" in mixed.notices[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "vide"),
        (b" \n\t", "vide"),
        (b"\0\1\2\3" * 300, "pas du texte"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "pas du texte"),
        (b"WEBVTT\n\nNOTE rien\n", "Aucune parole"),
        (b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n[Musique]\n", "Aucune parole"),
        (b'{"segments": [', "abîmé"),
        (b'{"a": 1}', "pas une transcription"),
        (b"[" * 100_000, "pas une transcription"),
        (b"x" * (LARGEST + 1), "20 Mo"),
    ],
)
def test_what_cannot_be_read_is_told(body, said):
    with pytest.raises(Unreadable, match=said):
        read(body)


def test_twelve_hours_are_read_and_told():
    cues = "".join(
        f"{n // 360:02}:{n // 6 % 60:02}:{n % 6 * 10:02}.000 --> 12:59:59.000\n"
        f"<v Voix {n % 3}>Phrase numéro {n} de la réunion.</v>\n\n"
        for n in range(12 * 360)
    )
    heard = read_str("WEBVTT\n\n" + cues)
    assert len(heard.transcript.turns) == 12 * 360
    assert "12 heures" in heard.notices[0]


def test_turns_of_nobody_end_with_a_sentence_and_a_silence():
    data = [
        {"start": 0, "end": 2, "text": "Une phrase"},
        {"start": 4, "end": 5, "text": "qui finit."},
        {"start": 5, "end": 6, "text": "Une autre."},
        {"start": 9, "end": 10, "text": "Après un silence."},
    ]
    assert turns(json.dumps(data)) == [
        ("", "Une phrase qui finit. Une autre.", 0.0),
        ("", "Après un silence.", 9.0),
    ]


def test_whatever_is_spoilt_is_read_or_refused():
    """Five hundred damaged files: words, or a sentence that says why not; never anything else."""
    drawn = random.Random(7)
    bits = (b"-->", b"\n\n", b":", b"<v ", b"\x00", b"\xff", b"00:00:01.000", b"[", b"{", b"NOTE")
    for _ in range(500):
        body = bytearray(TEAMS.encode())
        for _ in range(drawn.randint(1, 10)):
            at = drawn.randrange(len(body) + 1)
            if drawn.random() < 0.5:
                del body[at : at + drawn.randint(0, 40)]
            else:
                body[at:at] = drawn.choice(bits) * drawn.randint(1, 3)
        try:
            heard = read(bytes(body))
        except Unreadable:
            continue
        assert len(heard.clocks) == len(heard.transcript.turns)
        assert all(turn.text.strip() for turn in heard.transcript.turns)


def test_a_voice_tag_that_never_ends_is_read_once():
    """Looked for again at each « < », the end of the tag would be sought for a day."""
    heard = read_str(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{'<v.' * 200_000}\n<v Zoé>Bonjour.")
    assert heard.transcript.turns[-1].text.endswith("Bonjour.")


def test_too_many_lines_are_refused():
    with pytest.raises(Unreadable, match="500000 lignes"):
        read_str("a\n" * 500_001)


def test_a_name_cannot_turn_the_letters_of_the_page():
    said = turns("WEBVTT\n\n00:01.000 --> 00:02.000\n<v \u202eeriaM>Bonjour \u2067à tous.\n")
    assert said == [("eriaM", "Bonjour à tous.", 1.0)]
