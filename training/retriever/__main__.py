"""`python -m training.retriever`: learns and writes the retriever."""

from __future__ import annotations

import argparse
import os
import random
import sys
from pathlib import Path

import numpy as np
import sentencepiece
import torch

from training.retriever.encoder import Encoder, parent_tokenizer, parent_weights
from training.retriever.export import write
from training.retriever.learn import learn
from training.retriever.pairs import REPOSITORY, Lessons
from training.retriever.vocabulary import pruned


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write in")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=1300)
    args = parser.parse_args()
    data = Path(os.environ.get("BASTIDE_DEV_DATA", REPOSITORY.parent / "shared" / "data"))
    if not (data / "retrieval").is_dir():
        sys.exit(f"development data absent ({data}): set BASTIDE_DEV_DATA")
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)

    with (args.out / "training.log").open("w", encoding="utf-8") as journal:

        def log(line: str) -> None:
            print(line, flush=True)
            print(line, file=journal, flush=True)

        lessons = Lessons(data / "retrieval")
        tokenizer, kept = pruned(parent_tokenizer(), lessons.texts())
        weights, table = parent_weights()
        model = Encoder(weights, table[kept])
        log(f"{len(kept)} pieces kept, {len(lessons.pages)} pages, {len(lessons.questions)} questions")
        processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
        learn(model, processor, lessons, steps=args.steps, seed=args.seed, log=log)
        torch.save(model.state_dict(), args.out / "state.pt")
        (args.out / "pieces.model").write_bytes(tokenizer)
        write(model, args.out, log)


if __name__ == "__main__":
    main()
