"""What the rooms of « Check » hand to one another: frozen data, no Django, no network.

A *file* is what was deposited; a *page* one side of paper in it; a *piece* one document in the
reader's sense (an identity card, a RIB…), made of pages of one or of several files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Origin = Literal["text", "ocr", "barcode", "mrz", "agent"]
Outcome = Literal["PASSED", "FAILED", "INCONCLUSIVE"]
Level = Literal["required", "review", "info"]
FileOutcome = Literal["complete", "incomplete", "to_be_seen"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page image as it is shown (upright and straightened).

    Shares of the page's width and height, from 0 to 1, origin at the top left.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read. `line`: number of its line on the page; `confidence` from 0 to 1."""

    text: str
    box: Box
    line: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode's raw bytes. `format`: zxing's name (`DataMatrix`, `QRCode`, `PDF417`…)."""

    format: str
    data: bytes
    box: Box


@dataclass(frozen=True, slots=True)
class MrzZone:
    """The lines of a machine readable zone as read, best reading first, digits not yet checked."""

    lines: tuple[str, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick that is drawn on the page. `confidence`: from 0 to 1 that `ticked` is so;
    under 0.5 it could not be told."""

    box: Box
    ticked: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether a page can be read, why not, and what to ask the citizen.

    `reasons`: short codes (`blank`, `blurred`, `small_text`, `low_confidence`, `cut`, `dark`…);
    `advice`: one sentence in plain French for the applicant, empty when the page is readable.
    `confidence`: mean of the words' (0 to 1); `text_height`: median height of a line of small
    letters, in pixels at the size received; `sharpness`: a hint only.
    """

    readable: bool
    reasons: tuple[str, ...] = ()
    advice: str = ""
    confidence: float = 1.0
    text_height: float = 0.0
    sharpness: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. `number` from 1; `width`, `height` of the shown image, in pixels.

    `turned`: degrees (0, 90, 180, 270) and `skew`: degrees by which the image was put upright.
    `reader`: `text` (the file's own text layer), `tesseract` or `rapidocr`.
    """

    number: int
    width: int
    height: int
    words: tuple[Word, ...]
    quality: Quality
    barcodes: tuple[Barcode, ...] = ()
    mrz: MrzZone | None = None
    turned: int = 0
    skew: float = 0.0
    reader: str = "text"
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfTraits:
    """What a PDF says of its making: information for the instructor, never a refusal."""

    producer: str = ""
    creator: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    revisions: int = 1
    linearized: bool = False


@dataclass(frozen=True, slots=True)
class FileRead:
    """A deposited file as read. `media_type`: told from its bytes, not from its name."""

    name: str
    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    pdf: PdfTraits | None = None


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page of a file of the case: the file's index in the case, the page's number from 1."""

    file: int
    page: int


@dataclass(frozen=True, slots=True)
class Field:
    """A value read in a piece. `value`: normal form (see `kinds.Form`); `text`: as it stands.

    `proved`: a checksum, an MRZ digit, a valid 2D-Doc or an agent vouches for it. `repaired`: a
    character was changed, which only a checksum may allow. `page`: where its box lies.
    """

    name: str
    value: str
    text: str
    page: PageRef
    box: Box | None
    confidence: float
    origin: Origin
    proved: bool = False
    repaired: bool = False


SignatureOutcome = Literal[
    "valid",
    "forged",
    "expired_list",
    "unknown_issuer",
    "revoked",
    "expired_certificate",
    "test_authority",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class Signed:
    """A 2D-Doc found on a piece: its type, its fields by name, what its signature is worth.

    Only `valid` may be called « valide ». `issuer`, `certificate`: identifiers of its header;
    `reason`: one sentence in French; `test`: the test authority signed it, which is said in red.
    """

    document_type: str
    fields: dict[str, str]
    outcome: SignatureOutcome
    reason: str
    issuer: str
    certificate: str
    signed_on: date | None
    page: PageRef
    box: Box
    test: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a case: what it is (a slug of `kinds.KINDS`), how surely, what it says.

    `notes`: codes of what the extraction noticed and the rules may use (`mrz_digits_wrong`,
    `totals_disagree`, `iban_digits_wrong`…), each with the page and the box it was seen in.
    """

    kind: str
    confidence: float
    pages: tuple[PageRef, ...]
    fields: dict[str, Field] = field(default_factory=dict)
    signed: tuple[Signed, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something seen on a page that is no field: a wrong check digit, a total that disagrees."""

    code: str
    message: str
    page: PageRef
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement of one rule, with its reason and where to look.

    `message` for the instructor, `applicant` for the applicant, `plain` in plain words (French);
    `source`: the text of law or of the scheme that the rule comes from; `pieces`: indexes of the
    pieces concerned; `fields`: names of the fields that it looked at.
    """

    rule: str
    outcome: Outcome
    level: Level
    message: str
    applicant: str = ""
    plain: str = ""
    source: str = ""
    pieces: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    page: PageRef | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a case: never a refusal, a person decides.

    `complete`: every required rule PASSED; `incomplete`: something is missing or to be replaced by
    the applicant; `to_be_seen`: an agent must look (FAILED review rules, INCONCLUSIVE ones).
    """

    procedure: str
    version: str
    outcome: FileOutcome
    findings: tuple[Finding, ...]
