"""Makes `engine/data/everyday_french.tsv` from wordfreq's table. `python bench/everyday_french.py`

Needs requirements/bench.txt. wordfreq counts books, subtitles, news, encyclopaedia, web and social
media; the stems of a word are added up, as `engine.french` makes them.
"""

from __future__ import annotations

import math
from pathlib import Path

from wordfreq import get_frequency_dict

from bastide.engine.french import shipped_lexicon

STEMS = 3000
TARGET = Path(__file__).parents[1] / "src/bastide/engine/data/everyday_french.tsv"
HEAD = """\
# The most usual stems of everyday French: stem, decimal logarithm of its share of all words.
# Made by bench/everyday_french.py from wordfreq 3.1 (Robyn Speer; data CC BY-SA 4.0): this file is
# under that licence too.
"""


def main() -> None:
    lexicon = shipped_lexicon()
    shares: dict[str, float] = {}
    for word, share in get_frequency_dict("fr").items():
        for stem in lexicon.stems(word)[:1]:
            shares[stem] = shares.get(stem, 0.0) + share
    words = [stem for stem in shares if len(stem) > 1 and not stem.isdigit()]
    usual = sorted(words, key=lambda stem: (-shares[stem], stem))[:STEMS]
    rows = (f"{stem}\t{math.log10(shares[stem]):.1f}\n" for stem in usual)
    TARGET.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
