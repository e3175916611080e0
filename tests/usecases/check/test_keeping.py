"""What is deposited, read and examined is kept once, and comes back as it was."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.pieces.model import (
    Barcode,
    Box,
    FileRead,
    MrzZone,
    Page,
    PageRef,
    PdfTraits,
    Piece,
    Quality,
    Signed,
    Tick,
    Word,
)
from bastide.engine.pieces.similar import Fingerprint
from bastide.jobs.models import Job
from bastide.tenants.scope import scope
from bastide.usecases.check import examinations, keeping, known, readings, storage
from bastide.usecases.check.keeping import DepositRefused, shown_name
from bastide.usecases.check.known import known_elsewhere
from bastide.usecases.check.models import Case, DepositedFile, Event, PieceKey, PieceRow
from bastide.usecases.check.told import (
    page_as_data,
    page_from,
    pdf_as_data,
    pdf_from,
    piece_as_data,
    piece_from,
)

share = st.integers(0, 100_000).map(lambda n: n / 100_000)
box = st.builds(Box, share, share, share, share)
thousandth = st.integers(0, 1000).map(lambda n: n / 1000)
word = st.builds(Word, st.text(max_size=12), box, st.integers(0, 90), thousandth)
pages = st.builds(
    Page,
    st.integers(1, 500),
    st.integers(1, 9000),
    st.integers(1, 9000),
    st.lists(word, max_size=5).map(tuple),
    st.builds(Quality, st.booleans(), st.just(("blank",)), st.text(max_size=20), thousandth),
    st.lists(st.builds(Barcode, st.just("DataMatrix"), st.binary(max_size=40), box)).map(tuple),
    st.none() | st.builds(MrzZone, st.just(("P<FRA", "12")), box),
    st.sampled_from([0, 90, 180, 270]),
    thousandth,
    st.sampled_from(["text", "tesseract"]),
    st.lists(st.builds(Tick, box, st.booleans(), thousandth), max_size=3).map(tuple),
)


@given(pages)
def test_a_page_comes_back_as_it_was_read(page):
    assert page_from(page_as_data(page)) == page


@pytest.mark.parametrize("damaged", [{}, {"number": 1}, {"texte": "?"}, [], None])
def test_a_damaged_page_is_left_out(damaged):
    assert page_from(damaged) is None


def test_a_piece_comes_back_as_it_was_assembled(examples):
    signed = Signed(
        "28", {"a": "b"}, "valid", "Vu.", "FR00", "0001", date(2026, 1, 2), PageRef(1, 1),
        Box(0, 0, 0.5, 0.5),
    )  # fmt: skip
    for piece in (examples.rib, examples.rights, Piece("cv", 1.0, (PageRef(1, 1),), {}, (signed,))):
        data = piece_as_data(piece, [41, 42])
        assert piece_from(data.pop("kind"), data.pop("confidence"), data, [41, 42]) == piece


def test_what_a_pdf_says_of_its_making_comes_back():
    traits = PdfTraits("Canva", "Word", datetime(2026, 1, 2, 3, 4), None, 2, True)
    assert pdf_from(pdf_as_data(traits)) == traits
    assert pdf_from(pdf_as_data(None)) is None


@pytest.mark.django_db
def test_the_case_goes_back_to_the_engine_as_it_was(case, examples):
    _rows, files = readings.files_read(case)
    assert [f.name for f in files] == ["rib.pdf", "droits.pdf"]
    assert [p.number for p in files[1].pages] == [1, 2]
    assert examinations.pieces_of(case) == [examples.rib, examples.rights]
    assert examinations.findings_of(case) == list(examples.findings)
    assert case.outcome == "incomplete"


@pytest.mark.django_db
def test_reading_again_gives_one_result(case, examples):
    row = case.files.get(name="droits.pdf")
    read = FileRead("droits.pdf", "b" * 64, "application/pdf", (examples.page(1),))
    readings.keep_reading(row, read, [examples.picture()])
    readings.keep_reading(row, read, [examples.picture()])
    assert row.pages.count() == 1
    folder = storage.root() / str(case.organisation_id) / str(case.pk)
    assert len(list(folder.glob("*.jpg"))) == 2  # the page of the other file, and this one
    assert len(list(folder.iterdir())) == 4


@pytest.mark.django_db
def test_a_full_disk_leaves_the_former_pages(case, examples, monkeypatch):
    row = case.files.get(name="rib.pdf")
    read = FileRead("rib.pdf", "a" * 64, "application/pdf", (examples.page(1), examples.page(2)))
    images = iter([examples.picture()])

    def full(relative, chunks, write=storage.write):
        if next(images, None) is None:
            raise OSError(28, "full")
        write(relative, chunks)

    monkeypatch.setattr(storage, "write", full)
    with pytest.raises(OSError):
        readings.keep_reading(row, read, [examples.picture()] * 2)
    kept = row.pages.get()
    assert storage.absolute(kept.path).is_file()
    assert len(list(storage.absolute(kept.path).parent.glob("*.jpg"))) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\a.pdf", "/etc/shadow", "\x00\x1b[31m.pdf", "x" * 400, ".."],
)
def test_a_depositor_s_name_is_never_a_path(case, instructor, examples, name, settings):
    file = examples.upload("a.pdf", name.encode())
    file._name = name
    row = keeping.deposit(case, file, instructor)
    place = storage.absolute(row.path).resolve()
    assert place.is_relative_to(settings.DATA_DIR / "check")
    assert place.read_bytes() == name.encode()
    assert "/" not in row.name
    assert row.name.isprintable()


def test_a_name_is_shown_without_its_folders():
    assert shown_name("C:\\Users\\zoe\\RIB (1).pdf") == "RIB (1).pdf"
    assert shown_name("../../") == "fichier sans nom" or shown_name("../../") == ".."


@pytest.mark.django_db
def test_the_same_file_sent_twice_is_kept_and_read_once(case, instructor, examples):
    before = Job.objects.count()
    first = keeping.deposit(case, examples.upload("cv.pdf", b"cv"), instructor)
    again = keeping.deposit(case, examples.upload("cv.pdf", b"cv"), instructor)
    assert first.pk == again.pk
    assert Job.objects.count() == before + 1


@pytest.mark.django_db
def test_what_cannot_be_kept_says_why(case, instructor, examples, settings, monkeypatch):
    with pytest.raises(DepositRefused, match="vide"):
        keeping.deposit(case, examples.upload("a.pdf", b""), instructor)
    settings.UPLOAD_MAX_BYTES = 3
    with pytest.raises(DepositRefused, match="dépasse"):
        keeping.deposit(case, examples.upload("a.pdf", b"1234"), instructor)
    monkeypatch.setattr(keeping, "MOST_FILES", 2)
    with pytest.raises(DepositRefused, match="maximum"):
        keeping.deposit(case, examples.upload("a.pdf", b"1"), instructor)
    case.state = Case.State.ACCEPTED
    with pytest.raises(DepositRefused, match="décidé"):
        keeping.deposit(case, examples.upload("a.pdf", b"1"), instructor)


@pytest.mark.django_db
def test_what_was_asked_for_brings_the_case_back(case, examples):
    case.state = Case.State.ASKED
    case.save()
    keeping.deposit(case, examples.upload("a.pdf", b"1"), None)
    case.refresh_from_db()
    assert case.state == Case.State.OPEN
    assert case.events.last().who == "le demandeur"


@pytest.mark.django_db
def test_a_reading_given_up_by_the_worker_is_said(case, instructor, examples):
    row = keeping.deposit(case, examples.upload("piege.pdf", b"x"), instructor)
    row.state = DepositedFile.State.READING
    row.save()
    readings.settle_abandoned(case)
    row.refresh_from_db()
    assert row.state == DepositedFile.State.READING
    Job.objects.filter(payload__file=row.pk).update(state=Job.State.ASIDE)
    readings.settle_abandoned(case)
    row.refresh_from_db()
    assert row.state == DepositedFile.State.FAILED
    assert "trois fois" in row.reason
    assert case.events.filter(what=Event.What.SET_ASIDE).count() == 1


def _piece_of_another_case(organisation, print_):
    with scope(organisation):
        other = Case(reference="autre", procedure="essai", deposited=date(2026, 1, 1))
        other.save()
        row = PieceRow(case=other, kind=print_.kind, fingerprint={
            "files": print_.files, "minima": print_.minima, "number": print_.number,
        })  # fmt: skip
        row.save()
        for key in known.keys_of(print_):
            PieceKey(piece=row, key=key).save()


@pytest.mark.django_db
def test_a_piece_of_another_case_is_found_by_one_key(case, organisation):
    there = Fingerprint("rib", ("c#1",), tuple(range(64)), "n")
    _piece_of_another_case(organisation, there)
    for likeness in (
        Fingerprint("rib", ("c#1",)),
        Fingerprint("rib", ("d#1",), number="n"),
        Fingerprint("rib", ("d#1",), (0, *range(100, 163))),
    ):
        (found,) = known_elsewhere(case, [likeness])
        assert (found.case, found.number, found.minima) == ("autre", "n", tuple(range(64)))
    assert not known_elsewhere(case, [Fingerprint("rib", ("d#1",), tuple(range(100, 164)))])


@pytest.mark.django_db
def test_a_piece_of_another_organisation_is_never_known(case, other_organisation):
    there = Fingerprint("rib", ("c#1",), tuple(range(64)), "n")
    _piece_of_another_case(other_organisation, there)
    assert not known_elsewhere(case, [there])
