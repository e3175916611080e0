"""The generator of synthetic files: its truth is what its pages print, its keys are right."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from stdnum import luhn
from stdnum.fr import nir as stdnum_nir
from stdnum.fr import siret as stdnum_siret
from stdnum.iban import is_valid as iban_is_valid

from bastide.engine.pieces.kinds import KINDS

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.check.generate import (
    __main__ as command,
)
from bench.check.generate import (
    case,
    defects,
    degrade,
    facts,
    filing,
    mrz,
    numbers,
    printers,
    signed,
    wording,
    write,
)

pytest.importorskip("reportlab")


def squeezed(text: str) -> str:
    """What is left of a text when spaces, case, accents and punctuation do not count."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in flat if c.isalnum())


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def made(kind: str, layout: int) -> tuple[facts.Facts, printers.Drawn]:
    random = Random(f"{kind} {layout}")
    what = case.single(random, kind, case.deposit_day(random))
    return what, printers.render(what, layout, 7)


def ways_of_a_day(iso: str) -> set[str]:
    """How a page may print a day: in digits (a year of two, too), with the month in letters."""
    day = date.fromisoformat(iso)
    month = f"{wording.MONTHS[day.month - 1]} {day.year}"
    short = "janv févr mars avr mai juin juil août sept oct nov déc".split()[day.month - 1]
    ways = {iso, day.strftime("%d%m%Y"), day.strftime("%d%m%y"),
            f"{day.day} {month}", f"{day.day:02d} {month}",
            f"{day.day} {short} {day.year}"}  # fmt: skip
    return ways | ({f"1er {month}"} if day.day == 1 else set())


PLAIN = ("name", "text", "iban", "bic", "siren", "siret", "nir", "nda", "postcode", "email")
NOT_PRINTED_AS_SUCH = {"status", "phone", "sex"}  # normal forms, not the words of the page


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_truth_of_each_layout_is_printed_on_its_page(kind: str) -> None:
    for layout in range(printers.LAYOUTS):
        _, drawn = made(kind, layout)
        assert set(drawn.truth) <= set(KINDS[kind].fields)
        assert drawn.lowest > 20, f"{kind} {layout} runs off the page"
        page = squeezed(text_of(drawn.pdf))
        for name, value in drawn.truth.items():
            form = KINDS[kind].fields[name]
            if name in NOT_PRINTED_AS_SUCH or name == "categories":
                continue
            if form in PLAIN or form == "code":
                assert squeezed(value) in page, f"{kind} {layout}: {name} {value}"
            elif form in ("amount", "number"):
                shown = value.rstrip("0").rstrip(".") if form == "amount" else value
                assert squeezed(shown) in page, f"{kind} {layout}: {name} {value}"
            elif form == "date":
                assert any(squeezed(shown) in page for shown in ways_of_a_day(value)), (
                    f"{kind} {layout}: {name} {value}"
                )


def test_layouts_of_the_splits_are_distinct_and_none_is_left_out() -> None:
    splits = [*printers.TUNE, *printers.TEST, *printers.BLIND, *printers.UNSEEN, *printers.FRESH,
              *printers.LATEST]  # fmt: skip
    assert splits == list(range(printers.LAYOUTS))


@pytest.mark.parametrize("kind", [k for k in sorted(KINDS) if k != "other"])
def test_no_two_layouts_print_the_same_words_in_the_same_order(kind: str) -> None:
    random = Random(kind)
    what = case.single(random, kind, case.deposit_day(random))
    pages = {text_of(printers.render(what, n, 7).pdf) for n in range(printers.LAYOUTS)}
    # Cards keep the order of their model: paper, size and font change, not the words.
    assert len(pages) >= (2 if isinstance(what, facts.Identity) else printers.LAYOUTS)


def test_keys_are_right() -> None:
    random = Random(3)
    for _ in range(200):
        siren = numbers.siren(random)
        assert luhn.is_valid(siren)
        assert stdnum_siret.is_valid(numbers.siret(random, siren))
        code = numbers.iban("99991", "0" + numbers.digits(random, 4), numbers.digits(random, 11))
        assert iban_is_valid(code)
        assert stdnum_nir.is_valid(numbers.nir(random, "F", 1988, 4, "13"))


def test_zones_agree_with_the_published_examples() -> None:
    """The specimens of ICAO 9303 (parts 4 and 5): same names, numbers and dates, same digits."""
    birth, expiry = date(1974, 8, 12), date(2012, 4, 15)
    lines = mrz.td3("UTO", "L898902C3", "UTO", "ERIKSSON", ["ANNA", "MARIA"], birth, "F", expiry)
    assert lines[0] == "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    # The specimen's optional data (ZE184226B) are not written here; its other digits stand.
    assert lines[1].startswith("L898902C36UTO7408122F1204159")
    first, second, third = mrz.td1(
        "I", "UTO", "D23145890", "UTO", "ERIKSSON", ["ANNA", "MARIA"], birth, "F", expiry
    )
    assert first == "I<UTOD231458907<<<<<<<<<<<<<<<"
    assert second == "7408122F1204159UTO<<<<<<<<<<<6"
    assert third == "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"


def test_a_2d_doc_is_read_back_and_its_signature_holds() -> None:
    import base64

    import zxingcpp
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    key = serialization.load_pem_private_key(signed.TEST_KEY, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)

    def holds(code: bytes) -> bool:
        message, signature = code.split(b"\x1f")
        raw = base64.b32decode(signature + b"=" * (-len(signature) % 8))
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        try:
            key.public_key().verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
        except Exception:
            return False
        return True

    code = signed.payload("04", date(2026, 1, 5), [("43", "1,5"), ("44", "2613A1234567B")])
    read = zxingcpp.read_barcodes(signed.picture(code))
    assert [b.bytes for b in read] == [code]
    assert holds(code)
    random = Random(1)
    assert not any(holds(signed.altered(random, code)) for _ in range(40))


@pytest.mark.parametrize("split", ["tune", "test", "unseen", "fresh", "latest"])
def test_there_are_enough_defects_and_each_one_shows_on_paper(split: str) -> None:
    assert len(defects.DEFECTS) >= 25
    for kind in defects.DEFECTS:
        spoilt = write.make_case(Random(kind), split, kind)
        assert [d["kind"] for d in spoilt.defects] == [kind]
        sound = write.make_case(Random(kind), split, "none")

        if len(spoilt.documents) != len(sound.documents):
            continue  # one was taken away, or added
        pairs = zip(spoilt.documents, sound.documents, strict=True)
        changed = [(new, old) for new, old in pairs if new.what != old.what]
        drawn = [[printers.render(d.what, d.layout, d.seed).pdf for d in pair] for pair in changed]
        effects = any(d.effects for d in spoilt.documents)
        assert effects or any(new != old for new, old in drawn), kind


@pytest.mark.parametrize("seed", range(60))
def test_a_sound_file_keeps_the_rules_of_the_scheme(seed: int) -> None:
    made = case.sound(Random(seed), printers.TUNE)
    offer = made.find("training_quote").what
    assert offer.total == offer.hours * offer.rate
    assert offer.total_incl == offer.total + offer.fees + offer.vat <= Decimal(9500)
    assert offer.rate <= 35
    assert offer.start > made.on >= offer.issued
    assert offer.valid_to > made.on
    assert made.find("qualiopi_certificate").what.valid_to >= offer.start
    assert made.on - made.find("registration_notice").what.issued < timedelta(days=28)
    assert made.on - made.find("address_proof").what.issued < timedelta(days=90)
    latest = made.on.year - (1 if made.on.month >= 9 else 2)
    notice = made.find("tax_notice").what
    assert notice.income_year == latest
    assert notice.issued < made.on
    card = next(d.what for d in made.documents if isinstance(d.what, facts.Identity))
    expires = card.expires
    if card.model == "old_card" and card.issued < date(2014, 1, 1):
        expires = case.years_on(expires, 5)
    assert card.issued <= made.on <= expires
    assert sum(d.what.kind == "rib" for d in made.documents) == 2


def test_a_case_is_written_with_its_truth_outside_and_twice_the_same(tmp_path: Path) -> None:
    def digest(folder: Path) -> dict[str, str]:
        return {
            str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*"))
            if p.is_file()
        }

    for out in ("a", "b"):
        arguments = ["--out", str(tmp_path / out), "--cases", "1", "--seed", "5"]
        assert command.main([*arguments, "--defects", "mixed", "--degradation", "mixed"]) == 0
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    truth = json.loads(next((tmp_path / "a" / "truth").glob("*.json")).read_text())
    folder = tmp_path / "a" / truth["case"]
    named = {place["name"] for d in truth["documents"] for place in d["files"]}
    assert named == {p.name for p in folder.iterdir()}


def test_degradations_give_pages_of_the_sizes_announced() -> None:
    _, drawn = made("training_quote", 0)
    page = degrade.pages_of(drawn.pdf)[0]
    photo, quality = degrade.photo(page, Random(2))
    assert 1800 <= max(photo.shape[:2]) <= 3000
    assert 60 <= quality <= 85
    assert abs(max(degrade.fax(page, Random(2)).shape) - 11.69 * 100) < 3  # A4 at 100 dpi
    assert set(degrade.fax(page, Random(2)).ravel().tolist()) == {0, 255}


def test_a_page_taken_away_takes_its_truth_away() -> None:
    planned = case.Planned(
        case.notice(Random(1), case.sound(Random(1), (1,)).person, date(2026, 3, 2)), 1, 4
    )
    planned.effects.append("first_page_only")
    files, filed = filing.file_documents([planned], "native", Random(1))
    (only,) = files.values()
    document = pypdfium2.PdfDocument(io.BytesIO(only))
    assert len(document) == 1
    document.close()
    assert "issue_date" not in filed[0].truth  # layout 1 signs on its second page


def test_two_defects_of_a_case_never_touch_the_same_document() -> None:
    several = 0
    for seed in range(150):
        mixed = write.make_case(Random(seed), "test", "mixed")
        touched = [d["document"] for d in mixed.defects]
        assert len(touched) == len(set(touched))
        several += len(touched) > 1
    assert several > 5


def test_upside_down_is_a_condition_and_no_defect() -> None:
    turned = write.make_case(Random(1), "tune", "upside_down")
    assert not turned.defects
    assert sum("upside_down" in d.effects for d in turned.documents) == 2
