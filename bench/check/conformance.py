"""Conformance of the 2D-Doc reader to the codes that the ANTS specification prints.

    python bench/check/conformance.py [--all] [--data FOLDER]

1. Each official image is decoded and compared with its payload.
2. Each payload must verify with the test authority's certificate.
3. Each payload with one byte changed must be refused: by default each byte takes the eight values
   that one flipped bit gives; with `--all`, its 255 other values (about four million signatures).
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from datetime import date
from pathlib import Path

import zxingcpp
from PIL import Image

from bastide.providers.twoddoc_trust import TrustStore, verify

ON = date(2026, 1, 1)
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def accepted(payload: bytes) -> bool:
    return verify(payload, TrustStore(), trust_test_authority=True, on=ON).outcome == "valid"


def changes(payload: bytes, every: bool) -> list[tuple[int, bytes]]:
    """(position, payload with that byte changed)."""
    masks = range(1, 256) if every else [1 << bit for bit in range(8)]
    return [
        (at, payload[:at] + bytes([payload[at] ^ mask]) + payload[at + 1 :])
        for at in range(len(payload))
        for mask in masks
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", action="store_true")
    options.add_argument("--data", type=Path, default=DATA)
    given = options.parse_args()
    folder = given.data / "pieces" / "2ddoc" / "conformance"
    codes = json.loads((folder / "payloads.json").read_text(encoding="utf-8"))
    started = time.process_time()
    images, valid, total = Counter[str](), Counter[str](), Counter[str]()
    tried = taken = 0
    for code in codes:
        version, payload = code["version"], bytes.fromhex(code["payload_hex"])
        total[version] += 1
        read = zxingcpp.read_barcodes(Image.open(folder / code["file"]))
        images[version] += any(barcode.bytes == payload for barcode in read)
        valid[version] += accepted(payload)
        for at, changed in changes(payload, given.all):
            tried += 1
            if accepted(changed):
                taken += 1
                print(f"ACCEPTED {code['file']} byte {at}")
    for version in sorted(total):
        print(
            f"version {version}: {images[version]}/{total[version]} images read, "
            f"{valid[version]}/{total[version]} signatures right"
        )
    print(f"one-byte changes: {tried - taken}/{tried} refused")
    print(f"cpu {time.process_time() - started:.0f} s")


if __name__ == "__main__":
    main()
