"""The pieces of words that the retriever keeps: those that French is written with.

The parent's SentencePiece model (Kudo and Richardson, EMNLP 2018) has 128,000 pieces for sixteen
languages. Kept: whatever writes the 60,000 most usual French words (wordfreq), with and without
their accents, and our texts; every piece of one character of the Latin scripts. All in lower case:
citizens' capitals mean little.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as proto
from wordfreq import top_n_list

USUAL_WORDS = 60_000
SPECIAL = ("<unk>", "<s>", "</s>")


def bare(text: str) -> str:
    """The text without its accents."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))


def pruned(parent: bytes, texts: Iterable[str]) -> tuple[bytes, list[int]]:
    """The parent's tokenizer less the pieces that French does not use, and the numbers, in the
    parent, of those that stay."""
    whole = sentencepiece.SentencePieceProcessor(model_proto=parent)
    usual = top_n_list("fr", USUAL_WORDS)
    used: set[int] = set()
    for some in (usual, [bare(word) for word in usual], [t.lower() for t in texts]):
        for numbers in whole.encode(list(some)):
            used.update(numbers)
    model = proto.ModelProto.FromString(parent)
    kept = [
        number
        for number, piece in enumerate(model.pieces)
        if piece.piece in SPECIAL or number in used or _one_latin_character(piece.piece)
    ]
    pieces = [model.pieces[number] for number in kept]
    small = proto.ModelProto()
    small.CopyFrom(model)
    del small.pieces[:]
    small.pieces.extend(pieces)
    small.trainer_spec.vocab_size = len(kept)
    return small.SerializeToString(), kept


def _one_latin_character(piece: str) -> bool:
    text = piece.removeprefix("▁")
    return len(text) == 1 and (ord(text) < 0x250 or text in "’‘“”«»–—…€•") and text == text.lower()
