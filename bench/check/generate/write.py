"""Writes cases and documents, and the truth beside them, never inside the case's folder."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from random import Random
from typing import Any

from . import case, defects, filing, printers
from .case import Case, Planned


def _layouts(split: str) -> tuple[int, ...]:
    return {
        "tune": printers.TUNE, "test": printers.TEST, "blind": printers.BLIND,
        "unseen": printers.UNSEEN, "fresh": printers.FRESH, "latest": printers.LATEST,
    }[split]  # fmt: skip


def _put(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=False)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _document(filed: filing.Filed) -> dict[str, Any]:
    return {
        "kind": filed.planned.what.kind,
        "layout": filed.planned.layout,
        "degradation": filed.degradation,
        "conditions": list(filed.effects),
        "files": [{"name": name, "page": page} for name, page in filed.places],
        "fields": filed.truth,
        "defects": filed.planned.defects,
    }


def _record(truth: Path, name: str, record: dict[str, Any]) -> None:
    truth.mkdir(parents=True, exist_ok=True)
    (truth / f"{name}.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def make_case(random: Random, split: str, wanted: str) -> Case:
    """`wanted`: `none`, `mixed` (two cases in three have a defect, one in six two), or a kind."""
    made = case.sound(random, _layouts(split))
    if wanted == "upside_down":  # a nuisance, not a defect: the file stays sound
        for planned in random.sample(made.documents, 2):
            planned.effects.append("upside_down")
        return made
    if wanted == "none" or (wanted == "mixed" and random.random() < 1 / 3):
        return made
    if wanted != "mixed":
        defects.spoil(made, wanted, random, _layouts(split))
        return made
    defects.spoil(made, random.choice(sorted(defects.DEFECTS)), random, _layouts(split))
    if random.random() < 0.25:
        made = _spoilt_again(made, random, _layouts(split))
    return made


def _spoilt_again(made: Case, random: Random, layouts: tuple[int, ...]) -> Case:
    """The case with a second defect that cannot undo the first: of another document and family."""
    of_days = {"validity", "training"}  # both turn on the training's start
    first = made.defects[0]
    for kind in random.sample(sorted(defects.DEFECTS), 8):
        families = {defects.DEFECTS[kind].family, str(first["family"])}
        if len(families) == 1 or families == of_days:
            continue
        trial = copy.deepcopy(made)
        try:
            defects.spoil(trial, kind, random, layouts)
        except LookupError:
            continue
        if trial.defects[1]["document"] != first["document"]:
            return trial
    return made


def write_cases(
    out: Path, count: int, seed: str, split: str, degradation: str, wanted: str, first: int = 0
) -> int:
    """Writes `count` cases under `out`, numbered from `first`; gives the number of documents.

    A case depends on the seed and its number only, so that a run can be shared out.

    Raises FileExistsError when a case of that name is already there.
    """
    total = 0
    for index in range(first, first + count):
        random = Random(f"{seed}/{split}/{degradation}/{wanted}/{index}")
        name = f"case-{seed}-{index:04d}"
        made = make_case(random, split, wanted)
        # Some send nearly everything in one PDF.
        together = 0.9 if random.random() < 0.1 else 0.12
        files, filed = filing.file_documents(made.documents, degradation, random, together)
        _put(out / name, files)
        documents = [_document(one) for one in filed]
        _record(out / "truth", name, {
            "case": name, "on": made.on.isoformat(), "split": split,
            "sound": not made.defects,
            "documents": documents, "defects": made.defects,
        })  # fmt: skip
        total += len(documents)
    return total


def write_documents(
    out: Path, count: int, seed: str, split: str, degradation: str, kind: str, first: int = 0
) -> int:
    """Writes `count` sound documents of a kind, each in a folder of its own, with its truth."""
    layouts = _layouts(split)
    for index in range(first, first + count):
        random = Random(f"{seed}/{split}/{degradation}/{kind}/{index}")
        on = case.deposit_day(random)
        what = case.single(random, kind, on)
        planned = Planned(what, layouts[index % len(layouts)], random.randrange(2**31))
        files, filed = filing.file_documents([planned], degradation, random)
        name = f"{kind}-{seed}-{index:04d}"
        _put(out / name, files)
        _record(out / "truth", name, {
            "case": name, "on": on.isoformat(), "split": split, "sound": True,
            "documents": [_document(one) for one in filed], "defects": [],
        })  # fmt: skip
    return count
