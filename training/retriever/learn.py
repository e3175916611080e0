"""Contrastive learning: each question is drawn to its passage and away from the others' of its batch.

Loss: InfoNCE both ways (van den Oord et al., 2018), cosines times 20. Half of the batches hold
documents that our own search confuses: they teach the difference. Weights by
Adam, those of the table by its sparse form; the pace rises over the first twentieth, then falls
along a cosine.
"""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import sentencepiece
import torch
from torch.nn import functional

from training.retriever.encoder import BEGIN, END, Encoder, batch
from training.retriever.pairs import Lessons, Pair

BATCH = 96
GROUP = 8
SCALE = 20.0
PACE, TABLE_PACE = 3e-4, 1e-3
LONGEST_ASKED, LONGEST_PASSAGE = 64, 96  # in pieces
Log = Callable[[str], None]


def pieces_of(
    tokenizer: sentencepiece.SentencePieceProcessor, texts: Sequence[str], longest: int
) -> list[list[int]]:
    """Texts in lower case as numbers of pieces, cut at `longest`."""
    found = tokenizer.encode([t.lower() for t in texts])
    return [[BEGIN, *pieces[: longest - 2], END] for pieces in found]


def batches(lessons: Lessons, rng: random.Random) -> Iterator[list[Pair]]:
    """Batches without end. In half of them documents stand by groups of `GROUP` that our own search
    confuses, so that a question has its hardest passages beside it."""
    while True:
        pairs = lessons.epoch(rng)
        rng.shuffle(pairs)
        waiting: dict[str, list[Pair]] = defaultdict(list)
        for pair in pairs:
            waiting[pair.document].append(pair)
        grouped: list[Pair] = []
        order = [key for key in waiting if lessons.neighbours.get(key)]
        rng.shuffle(order)
        for key in order:
            if len(grouped) > len(pairs) // 2:
                break
            near = rng.sample(lessons.neighbours[key], min(GROUP - 1, len(lessons.neighbours[key])))
            for one in [key, *near]:
                if waiting.get(one):
                    grouped.append(waiting[one].pop())
        mixed = [pair for rest in waiting.values() for pair in rest]
        rng.shuffle(mixed)
        ready = [
            some[i : i + BATCH]
            for some in (grouped, mixed)
            for i in range(0, len(some) // BATCH * BATCH, BATCH)
        ]
        rng.shuffle(ready)
        yield from ready


def learn(
    model: Encoder,
    tokenizer: sentencepiece.SentencePieceProcessor,
    lessons: Lessons,
    *,
    steps: int,
    seed: int,
    log: Log = print,
    every: Callable[[int], None] | None = None,
) -> None:
    """Teaches `model` in place."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    table = [model.table.weight]
    others = [p for name, p in model.named_parameters() if not name.startswith("table")]
    optimizers = [
        torch.optim.SparseAdam(table, lr=TABLE_PACE),
        torch.optim.Adam(others, lr=PACE),
    ]
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(o, lambda step: _pace(step, steps)) for o in optimizers
    ]
    losses: list[float] = []
    start, processor = time.monotonic(), time.process_time()
    drawn = batches(lessons, rng)
    for step in range(1, steps + 1):
        pairs = next(drawn)
        asked = pieces_of(tokenizer, [p.asked for p in pairs], LONGEST_ASKED)
        read = pieces_of(tokenizer, [p.passage for p in pairs], LONGEST_PASSAGE)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = model(*batch(asked)), model(*batch(read))
        loss = _loss(*(v.float() for v in vectors), [p.document for p in pairs])
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        for optimizer, schedule in zip(optimizers, schedules, strict=True):
            optimizer.step()
            schedule.step()
        losses.append(loss.item())
        if step % 20 == 0 or step == steps:
            recent = sum(losses[-20:]) / len(losses[-20:])
            log(
                f"step {step}/{steps}  loss {recent:.3f}  {time.monotonic() - start:.0f} s"
                f"  {time.process_time() - processor:.0f} s of processor"
            )
        if every:
            every(step)


def _pace(step: int, steps: int) -> float:
    warm = max(1, steps // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))) / 2


def _loss(asked: torch.Tensor, read: torch.Tensor, documents: Sequence[str]) -> torch.Tensor:
    close = SCALE * asked @ read.T
    same = torch.tensor([[a == b for b in documents] for a in documents])
    same.fill_diagonal_(False)
    close = close.masked_fill(same, -1e4)  # another passage of the same document is no mistake
    right = torch.arange(len(documents))
    return (functional.cross_entropy(close, right) + functional.cross_entropy(close.T, right)) / 2
