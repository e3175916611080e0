"""What is asked, and the passage that answers it: the retriever's lessons.

From public pages (service-public, the Ministry of Labour) and Wikipedia's paragraphs: a title or a
heading and its section; a sentence and the rest of its passage; a question and its paragraph; a
subject and its theme. `messages` and `questions` are never read here; of `labour`, one topic in two
is kept apart (`held_topic`); the demonstration's pages are left out whole, so that a library never
seen is measured too. Each question is then said as people say it: in telegraphic style, spoken,
misspelt, lost in a letter.
"""

from __future__ import annotations

import itertools
import json
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

from bastide.engine.chunk import chunk
from bastide.engine.model import IndexedPassage, ReadDocument, Reader
from bastide.providers.readers.jsonl import read as read_jsonl
from bastide.providers.search_tantivy import TantivyIndex
from training.retriever.vocabulary import bare

REPOSITORY = Path(__file__).resolve().parents[2]
NEIGHBOURS = 10

SMALL_WORDS = frozenset(
    "le la les l un une des du de d au aux et ou à a en dans par pour sur avec sans ce cet cette ces "
    "mon ma mes son sa ses leur leurs notre nos votre vos je j il elle on nous vous ils elles se s "
    "est sont être qui que qu quoi dont où ne n pas plus y".split()
)
OPENINGS = (
    "je voudrais savoir", "comment faire pour", "comment ça se passe pour", "est-ce que",
    "qu'est-ce qu'il faut pour", "j'ai une question sur", "c'est quoi", "je cherche",
    "vous pouvez m'aider pour", "je vous appelle pour", "à qui m'adresser pour",
    "quelles démarches pour", "j'ai besoin de", "on m'a parlé de", "bonjour, c'est pour",
)  # fmt: skip
BEFORE = (
    "Bonjour,", "Madame, Monsieur,", "Bonjour, je me permets de vous écrire.",
    "Je suis un peu perdue dans mes démarches.", "J'ai déjà appelé deux fois sans réponse.",
    "J'habite ici depuis trois ans.", "Ma situation a changé récemment.",
    "Je viens de déménager avec ma famille.", "J'écris pour mon père qui ne peut pas le faire.",
    "On m'a dit de voir avec vous.", "Sur le site je ne trouve rien.",
    "J'ai reçu un courrier que je ne comprends pas.", "Je suis seule avec mes enfants.",
    "Mon mari travaille à l'étranger.", "J'ai envoyé mon dossier il y a un mois.",
)  # fmt: skip
AFTER = (
    "Merci d'avance.", "Cordialement.", "Merci de votre réponse.", "Que dois-je faire ?",
    "Pouvez-vous me dire ce qu'il en est ?", "Est-ce normal ?", "J'attends votre retour.",
    "Avec mes remerciements.", "C'est assez urgent.", "Comment je fais ?", "Y ai-je droit ?",
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Pair:
    asked: str
    passage: str
    document: str


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into passages: headings and text of each."""

    key: str
    title: str
    theme: Sequence[str]
    passages: list[tuple[tuple[str, ...], str]]


def held_topic(topic: str) -> bool:
    """Whether a topic of `labour` is kept for measuring."""
    return crc32(topic.encode()) % 2 == 0


class Lessons:
    """Everything that is learnt from. `rng` draws; the same seed gives the same pairs."""

    def __init__(self, data: Path) -> None:
        self.public = _pages(data / "service_public" / "corpus.jsonl", "public")
        labour = _pages(data / "labour" / "corpus.jsonl", "labour")
        encyclopedia = _pages(data / "wikipedia" / "corpus.jsonl", "wikipedia")
        self.pages = [*self.public, *labour]
        self.subjects = [
            json.loads(line)
            for line in (data / "service_public" / "titles_only.jsonl").read_text().splitlines()
        ]
        self.questions = [
            *_labelled(data / "wikipedia", encyclopedia),
            *_labelled(data / "labour", labour, taken=lambda q: not held_topic(q.split("_")[0])),
        ]
        self._encyclopedia = encyclopedia
        self.neighbours = _neighbours(self.pages)

    def texts(self) -> Iterator[str]:
        """Every text, for the vocabulary."""
        for page in [*self.pages, *self._encyclopedia]:
            for headings, text in page.passages:
                yield " ".join([page.title, *headings, text])
        for subject in self.subjects:
            yield " ".join([subject["title"], *subject["path"]])

    def epoch(self, rng: random.Random) -> list[Pair]:
        """One draw of pairs: each page three times, each question once, each subject once."""
        pairs = [self._of_page(page, rng) for page in self.pages for _ in range(3) if page.passages]
        for question, page in self.questions:
            headings, text = rng.choice(page.passages)
            pairs.append(
                Pair(said(question, rng), _read(page, headings, text, rng.random() < 0.7), page.key)
            )
        for subject in rng.sample(self.subjects, len(self.subjects) // 2):
            path = " › ".join(subject["path"])
            pairs.append(Pair(said(subject["title"], rng), path, path))
        return pairs

    def _of_page(self, page: Page, rng: random.Random) -> Pair:
        headings, text = rng.choice(page.passages)
        draw = rng.random()
        titled = rng.random() < 0.4
        if draw < 0.4 or not headings and draw < 0.6:
            asked = page.title
        elif draw < 0.6:
            asked = f"{page.title} {headings[-1]}" if rng.random() < 0.5 else headings[-1]
            titled = titled or asked == headings[-1]
        else:
            sentences = [s for s in _SENTENCE.split(text) if len(s.split()) > 4]
            if len(sentences) > 1:
                sentence = rng.choice(sentences)
                asked = " ".join(sentence.split()[:25])
                text = text.replace(sentence, " ")
                titled = titled or rng.random() < 0.5
            else:
                asked = page.title
        if asked != page.title and rng.random() < 0.3:
            asked = f"{asked} {page.title}"
        return Pair(said(asked, rng), _read(page, headings, text, titled), page.key)


def said(text: str, rng: random.Random) -> str:
    """A question as somebody would say or type it."""
    asked = text.rstrip(" ?.")
    if rng.random() < 0.3:
        kept = [w for w in re.findall(r"[\w-]+", asked) if w.lower() not in SMALL_WORDS]
        asked = " ".join(kept) or asked
    if rng.random() < 0.2:
        words = asked.split()
        if len(words) > 3:
            words.pop(rng.randrange(len(words)))
        asked = " ".join(words)
    if rng.random() < 0.25:
        asked = f"{rng.choice(OPENINGS)} {asked[:1].lower()}{asked[1:]}"
    if rng.random() < 0.3:
        asked += " ?"
    if rng.random() < 0.35:
        before = " ".join(rng.sample(BEFORE, rng.randint(1, 4)))
        asked = f"{before} {asked}. {' '.join(rng.sample(AFTER, rng.randint(0, 2)))}"
    if rng.random() < 0.2:
        asked = misspelt(asked, rng)
    return bare(asked) if rng.random() < 0.25 else asked


def misspelt(text: str, rng: random.Random) -> str:
    """A letter lost, doubled or changed for its neighbour in one word in six."""
    words = text.split()
    for at, word in enumerate(words):
        if len(word) < 5 or rng.random() > 1 / 6:
            continue
        i = rng.randrange(1, len(word) - 1)
        kind = rng.randrange(3)
        if kind == 0:
            words[at] = word[:i] + word[i + 1 :]
        elif kind == 1:
            words[at] = word[:i] + word[i] + word[i:]
        else:
            words[at] = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return " ".join(words)


def _neighbours(pages: Sequence[Page]) -> dict[str, list[str]]:
    """For each page, those that our own search finds for its title: what is easily confused."""
    with tempfile.TemporaryDirectory() as folder:
        index = TantivyIndex(Path(folder))
        numbers = itertools.count(1)
        index.apply(
            1,
            [
                (at, [IndexedPassage(next(numbers), at, page.title, tuple(page.theme), headings, text,
                                     "text") for headings, text in page.passages])
                for at, page in enumerate(pages)
            ],
        )  # fmt: skip
        reader = Reader(frozenset(), date(2026, 1, 1))
        found: dict[str, list[str]] = {}
        for at, page in enumerate(pages):
            near = dict.fromkeys(c.document for c in index.search(page.title, reader, limit=60))
            found[page.key] = [pages[n].key for n in near if n != at][:NEIGHBOURS]
    return found


def _read(page: Page, headings: Sequence[str], text: str, titled: bool) -> str:
    """A passage as the library gives it to an embedder (`library.vectors`), or without its title."""
    titles = " › ".join([page.title, *headings] if titled else headings)
    return f"{titles}\n{text}" if titles else text


def _page(document: ReadDocument, source: str) -> Page:
    passages = [(tuple(piece.headings), piece.text) for piece in chunk(document)]
    theme = document.theme if document.theme else source
    first = [theme] if isinstance(theme, str) else list(theme) or [source]
    return Page(f"{source} {document.key}", document.title, first, passages)


def _pages(path: Path, source: str) -> list[Page]:
    return [_page(document, source) for document in read_jsonl(path, path.name)]


def _labelled(folder: Path, pages: Sequence[Page], taken=lambda _: True) -> Iterator[tuple[str, Page]]:  # type: ignore[no-untyped-def]
    by_key = {page.key.split(" ", 1)[1]: page for page in pages if page.passages}
    labels: dict[str, list[str]] = {}
    for line in (folder / "qrels.tsv").read_text().splitlines()[1:]:
        question, key, _ = line.split("\t")
        labels.setdefault(question, []).append(key)
    for line in (folder / "queries.jsonl").read_text().splitlines():
        row = json.loads(line)
        if taken(row["id"]):
            for key in labels.get(row["id"], ()):
                if key in by_key:
                    yield row["text"], by_key[key]
