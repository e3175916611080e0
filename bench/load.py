"""Agents at work at the same time: they type (previews), ask, read, rate, with pauses to think.

`make load`, or `python bench/load.py --people 250 --seconds 300 [--call 240] [--workers 2]`. The
demonstration is loaded in a folder of its own and served by `bastide serve`; the people are another
process. They ask the questions that the project evaluates, one a call: `--call` is the mean time
between two calls of an agent (seconds), 0 for people who never rest, who show the peak. The same
requests, pauses included, are then sent to a bare Django view behind the same server, for scale.

They type as people do: 238 ms between two keys on average (Dhakal et al., « Observations on Typing
from 136 Million Keystrokes », CHI 2018), drawn log-normally; the page asks for a preview whenever a
pause exceeds 250 ms (`ask/_form.html`). A preview that the site leaves out while it makes others
(204) is told apart, « not shown »: its time is in no median.

With `--ramp`, what they live once all have signed in is told apart: 250 people who sign in within a
minute, by Argon2, fill two cores.

The limits of requests are out of reach: these people share a few accounts and one address.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import urllib3

SOURCES = Path(__file__).parents[1] / "src"
PEOPLE = Path(__file__).parents[1] / "src/bastide/demo/garrigue/people.toml"
EVALS = Path(__file__).parents[1] / "src/bastide/usecases/ask/evals"
SETS = ("garrigue", "off_topic", "competence", "several")
KEY, SPREAD = 0.238, 0.5  # seconds between two keys, and the deviation of its logarithm
PREVIEW = 0.25  # seconds without a key after which the page asks for a preview
# Limits of requests: counted as in service, and out of reach.
UNREACHED = dict.fromkeys(
    ("BASTIDE_RATE_PERSON", "BASTIDE_RATE_ORGANISATION", "BASTIDE_RATE_ADDRESS"), "100000000"
)
THINKING = 4.0  # seconds, on average: before the next gesture
BARE = """
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path
settings.configure(SECRET_KEY="x", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"])
urlpatterns = [re_path("", lambda request: HttpResponse("rien"))]
application = get_wsgi_application()
"""


def questions() -> list[str]:
    """What citizens ask in the sets of the project, of the demonstration's subjects and others."""
    texts = [(EVALS / f"{name}.jsonl").read_text(encoding="utf-8") for name in SETS]
    return [json.loads(line)["text"] for text in texts for line in text.splitlines()]


def previews(draw: random.Random, letters: int) -> Iterator[tuple[float, int]]:
    """Seconds to wait, then how many letters the preview to ask for bears."""
    median = math.log(KEY) - SPREAD**2 / 2
    waited = 0.0
    for end in range(1, letters):
        gap = draw.lognormvariate(median, SPREAD)
        if gap > PREVIEW:
            yield waited + PREVIEW, end
            waited = gap - PREVIEW
        else:
            waited += gap


class Person(threading.Thread):
    """One agent. `bare`: nobody to sign in as, and answers that are not looked at."""

    def __init__(self, number: int, address: str, given: Any, account: Any) -> None:
        super().__init__(daemon=True)
        self.draw, self.address, self.bare = random.Random(number), address, given.bare
        self.account, self.call, self.asked = account, given.call, questions()
        self.start_at = time.monotonic() + given.ramp * number / given.people
        self.until = time.monotonic() + given.ramp + given.seconds
        self.cookies: dict[str, str] = {}
        self.pool = urllib3.PoolManager(timeout=30, retries=False)
        # gesture, when, seconds, good, shown
        self.told: list[tuple[str, float, float, bool, bool]] = []

    def run(self) -> None:
        time.sleep(max(0.0, self.start_at - time.monotonic()))
        if not self.bare:
            self.send("sign in", "GET", "/connexion/")
            email, password = self.account
            self.send("sign in", "POST", "/connexion/", {"username": email, "password": password})
        self.wait(self.draw.uniform(0, self.call or THINKING))
        while time.monotonic() < self.until:
            begun = time.monotonic()
            self.ask(self.draw.choice(self.asked))
            if self.call:  # calls come at random: this one may have made the next one wait
                self.wait(self.draw.expovariate(1 / self.call) - (time.monotonic() - begun))

    def wait(self, seconds: float) -> None:
        """Until then, or the end if it comes first."""
        time.sleep(max(0.0, min(seconds, self.until - time.monotonic())))

    def ask(self, question: str) -> None:
        """Types, asks, reads the page, thinks, rates, thinks."""
        for pause, end in previews(self.draw, len(question)):
            time.sleep(pause)
            self.send("typing", "GET", "/questions/apercu/", {"text": question[:end]})
        answer = self.send("asking", "POST", "/questions/", {"text": question})
        where = "/questions/1/1/" if self.bare else answer and answer.headers.get("Location", "")
        if where:
            self.send("reading", "GET", where)
            time.sleep(self.draw.expovariate(1 / THINKING))
            rated = where.partition("#")[0] + "avis/"
            self.send("rating", "POST", rated, {"rating": "good"})
        time.sleep(self.draw.expovariate(1 / THINKING))

    def send(self, gesture: str, method: str, path: str, fields: Any = None) -> Any:
        head = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            fields = {**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        begun = time.monotonic()
        try:
            answer = self.pool.request_encode_url if method == "GET" else self.pool.request
            got = answer(method, self.address + path, fields=fields, headers=head, redirect=False)
            # 422: « this asks nothing that the library could look for », which is an answer.
            good = (got.status < 400 or got.status == 422) and "/connexion/" not in got.headers.get(
                "Location", ""
            )
        except urllib3.exceptions.HTTPError:
            got, good = None, False
        shown = got is None or got.status != 204
        self.told.append((gesture, begun, time.monotonic() - begun, good, shown))
        for line in got.headers.getlist("Set-Cookie") if got else ():
            if found := re.match(r"([^=]+)=([^;]*)", line):
                self.cookies[found[1]] = found[2]
        return got


def people(given: Any) -> None:
    """The process of the people: what they lived, in JSON, on the standard output."""
    import tomllib

    facts = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))
    entries = next(v for v in facts.values() if isinstance(v, list) and v and "email" in v[0])
    agents = [row["email"] for row in entries if row.get("role", "agent") == "agent"]
    crowd = [
        Person(n, given.at, given, (agents[n % len(agents)], facts["password"]))
        for n in range(given.people)
    ]
    for person in crowd:
        person.start()
    for person in crowd:
        person.join()
    print(json.dumps([one for person in crowd for one in person.told]))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, environment: dict[str, str]) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib3.request("GET", f"http://127.0.0.1:{port}/aide/", timeout=30, retries=False)
                break
            except urllib3.exceptions.HTTPError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)


def table(title: str, told: list[Any]) -> None:
    times: dict[str, list[float]] = defaultdict(list)
    wrong = Counter(gesture for gesture, _, _, good, _ in told if not good)
    left_out = Counter(gesture for gesture, _, _, _, shown in told if not shown)
    for gesture, _, took, _, shown in told:
        if shown:
            times[gesture].append(took * 1000)
            times["all"].append(took * 1000)
    begun = [at for gesture, at, _, _, _ in told if gesture != "sign in"]
    lived = max(begun) - min(begun)
    asked = sum(gesture == "asking" for gesture, _, _, _, _ in told)
    most = max(Counter(int(at) for at in begun).values())
    print(
        f"\n{title}: {len(told)} requests, {sum(wrong.values())} errors; "
        f"{len(begun) / lived:.1f} a second (at most {most} in one); "
        f"{asked * 3600 / lived:.0f} questions an hour"
    )
    print("| gesture | answered | p50 (ms) | p95 (ms) | worst (ms) | not shown | errors |")
    print("|---|---|---|---|---|---|---|")
    for gesture, took in times.items():
        took.sort()
        errors = sum(wrong.values()) if gesture == "all" else wrong[gesture]
        skipped = sum(left_out.values()) if gesture == "all" else left_out[gesture]
        print(f"| {gesture} | {len(took)} | {took[len(took) // 2]:.0f} "
              f"| {took[int(len(took) * 0.95)]:.0f} | {took[-1]:.0f} "
              f"| {skipped} | {errors} |")  # fmt: skip


def live(address: str, given: Any, bare: bool) -> list[Any]:
    """The people's own process: what they cost is not taken from the server's."""
    command = [sys.executable, __file__, "--people", str(given.people), "--at", address]
    more = ["--seconds", str(given.seconds), "--call", str(given.call), "--ramp", str(given.ramp)]
    more += ["--bare"] if bare else []
    out = subprocess.run([*command, *more], stdout=subprocess.PIPE, check=True).stdout
    return list(json.loads(out))


@contextmanager
def installed() -> Iterator[tuple[str, dict[str, str]]]:
    """A folder where the demonstration is loaded, and the environment that leads to it."""
    with tempfile.TemporaryDirectory(prefix="bastide-load-") as name:
        path = os.pathsep.join(filter(None, [str(SOURCES), name, os.environ.get("PYTHONPATH", "")]))
        environment = {
            **os.environ, "BASTIDE_DATA_DIR": f"{name}/data", "BASTIDE_DATABASE_URL": "",
            "PYTHONPATH": path, **UNREACHED,
        }  # fmt: skip
        demo = [sys.executable, "-m", "bastide", "demo", "--no-serve"]
        subprocess.run(demo, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield name, environment


def told_by_a_site(given: Any, environment: dict[str, str], *more: str) -> list[Any]:
    """What people live on `bastide serve`, of `given.workers` processes of eight threads."""
    port = free_port()
    command = ["-m", "bastide", "serve", "--port", str(port), "--workers", str(given.workers)]
    command += more
    with served(command, port, environment) as address:
        return live(address, given, False)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=10)
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--call", type=float, default=240, help="seconds between two calls; 0: none")
    asked.add_argument("--ramp", type=float, default=0, help="seconds in which all sign in")
    asked.add_argument("--workers", type=int, default=1, help="processes of the site")
    asked.add_argument("--no-bare", action="store_true", help="without the bare view")
    asked.add_argument("--at", default="", help="the people alone, at this address")
    asked.add_argument("--bare", action="store_true")
    given = asked.parse_args()
    if given.at:
        people(given)
        return
    with installed() as (name, environment):
        told = told_by_a_site(given, environment)
        table("Bastide", told)
        signed_in = min(at for _, at, _, _, _ in told) + given.ramp
        if given.ramp and (later := [one for one in told if one[1] > signed_in]):
            table("Once all have signed in", later)
        if given.no_bare:
            return
        (Path(name) / "bare.py").write_text(BARE, encoding="utf-8")
        port = free_port()
        granian = ["-m", "granian", "--interface", "wsgi", "--port", str(port)]
        granian += ["--workers", str(given.workers), "--blocking-threads", "8", "--no-access-log"]
        with served(
            [*granian, "--log-level", "error", "bare:application"], port, environment
        ) as at:
            table("A bare Django view", live(at, given, True))
    print(
        f"{given.people} people, a call each {given.call:.0f} s, for {given.seconds:.0f} s, "
        f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}; SQLite, "
        f"{given.workers} process(es) of 8 threads and a worker of tasks"
    )


if __name__ == "__main__":
    main()
