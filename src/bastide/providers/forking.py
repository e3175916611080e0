"""The child of `confined` that forks for each file: the loop of its life.

1. The process that lives from one file to the next never opens one: it only loads the libraries,
   once. Its network is cut when it is told its limits.
2. For each order it forks; the fork sets its own limits, reads, says what it has to say, and ends.
   What a hostile file may take over ends with the file, and cannot speak for the next one: each
   order bears a number, drawn for its file, and so does each answer.
3. The living process has the last word on each order: how the fork ended, and what it cost.
4. Both, and what they start, run after the site on a busy machine (`nice`).
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bastide.providers.confinement import cut_network, limit, limit_processor, say

# People who type and ask go first where processors are short. Not lower: a reader that hardly runs
# would be killed for its slowness.
LATER = 5

FAILED = "Le fichier a fait échouer le lecteur (mémoire insuffisante ou fichier abîmé)."


@dataclass(frozen=True, slots=True)
class Ended:
    """How a fork ended. `cpu_s`: processor time, in seconds, of all that it started."""

    failed: bool
    cpu_s: float


def serve(
    read: Callable[[dict[str, Any], dict[str, Any]], None],
    last: Callable[[dict[str, Any], Ended], dict[str, Any]],
) -> None:
    """Serves until the standard input closes.

    `read(order, limits)`: in the fork, says its answers; raises nothing that a file may cause.
    `last(order, ended)`: in the living process, the message that closes the order.
    """
    os.nice(LATER)
    limits: dict[str, Any] = {}
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "limits" in order:
            limits = order["limits"]
            cut_network()
            continue
        fork = os.fork()
        if fork == 0:
            os.close(0)
            read(order, limits)
            os._exit(0)
        _, status, used = os.wait4(fork, 0)
        say(sys.stdout.buffer, last(order, Ended(status != 0, _seconds(used))))


def bound(limits: dict[str, Any], seconds: str) -> None:
    """Sets the limits of a fork. `seconds`: the name of the limit that bounds its processor."""
    limit(int(limits["memory"]))
    limit_processor(float(limits[seconds]))


def _seconds(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime
