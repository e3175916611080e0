"""What a run cost in energy and carbon: a range, with its method, version and hypotheses.

Two methods, never mixed silently:
- a model's request is estimated from its size and the tokens that it wrote, by the formula that
  EcoLogits publishes (method of `EcoLogits 0.11`, https://ecologits.ai, « LLM inference »: energy
  of the GPUs by a regression on ML.ENERGY, of the server by the generation's duration, both shared
  by the requests of a batch; embodied emissions by the share of the hardware's life). The constants
  below are that method's; `tests/engine/test_energy.py` compares with the package itself;
- our own stages are measured: CPU seconds times a stated power of one core.

Energy in Wh, emissions in gCO2e, durations in seconds, parameters in billions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

# The regressions of EcoLogits 0.11 (H100, 16 bits, vLLM), in Wh per token and seconds per token.
_GPU_ALPHA, _GPU_BETA, _GPU_GAMMA = (
    1.1665273170451914e-06,
    -0.011205921025579175,
    4.052928146734005e-05,
)
_TIME_ALPHA, _TIME_BETA, _TIME_GAMMA = (
    0.0006785088094353663,
    0.0003119310311688259,
    0.019473717579473387,
)
_GPU_GIGABYTES = 80
_SERVER_GPUS = 8
_SERVER_WATTS = 1200.0  # without its GPUs
_SERVER_KG, _GPU_KG = 5700.0, 273.0  # kgCO2e to make them
_LIFE_S = 3 * 365 * 24 * 3600

# kgCO2e per kWh in EcoLogits 0.11 (ADEME base empreinte, French mix). The French figure depends on
# its source: CodeCarbon 3 takes 0.056. The range goes from one to the other.
FRANCE_LOW, FRANCE_HIGH = 0.04144, 0.056
# How many requests the server handles at once is not published: 64 is the method's hypothesis, and
# one request alone costs some 17 times more (a 24B model). Shown as the range's ends.
BATCH_BUSY, BATCH_QUIET = 64, 8
PUE_LOW, PUE_HIGH = 1.1, 1.3

# W of one busy core of a server, memory and power supply included: from 5 (a recent 64-core
# processor at 320 W, shared) to 15 (an older one with its machine). See docs/energy.md.
CORE_WATTS_LOW, CORE_WATTS_HIGH = 5.0, 15.0


@dataclass(frozen=True, slots=True)
class Impact:
    """A range of energy (Wh) and emissions (gCO2e). `method` names itself and its version;
    `hypotheses` are what it supposes, in French, for the person who reads the ledger."""

    wh_low: float = 0.0
    wh_high: float = 0.0
    g_low: float = 0.0
    g_high: float = 0.0
    method: str = ""
    hypotheses: str = ""

    def __add__(self, other: Impact) -> Impact:
        """Both together, each method and hypothesis named once."""
        return Impact(
            self.wh_low + other.wh_low,
            self.wh_high + other.wh_high,
            self.g_low + other.g_low,
            self.g_high + other.g_high,
            " + ".join(dict.fromkeys(m for m in (self.method, other.method) if m)),
            " ".join(dict.fromkeys(h for h in (self.hypotheses, other.hypotheses) if h)),
        )


@dataclass(frozen=True, slots=True)
class ModelSize:
    """Parameters in billions: all of them, and those that each token uses (fewer in a mixture of
    experts). `known`: the publisher says so; else it is a guess and the range is wider."""

    total: float
    active: float
    known: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One request by the formula: Wh used, gCO2e of that use, gCO2e of making the hardware."""

    wh: float
    usage_g: float
    embodied_g: float


def request(
    size: ModelSize,
    tokens_out: float,
    *,
    pue: float,
    mix_kg: float,
    batch: int = BATCH_BUSY,
    measured_s: float = math.inf,
) -> Request:
    """EcoLogits' formula for one request.

    `mix_kg`: kgCO2e per kWh. `measured_s`: how long the request took, if less than the formula's.
    Tokens read are not counted by the method.
    """
    gpu_wh = tokens_out * (_GPU_ALPHA * math.exp(_GPU_BETA * batch) * size.active + _GPU_GAMMA)
    seconds = tokens_out * (_TIME_ALPHA * size.active + _TIME_BETA * batch + _TIME_GAMMA)
    seconds = min(seconds, measured_s)
    gigabytes = 1.2 * size.total * 16 / 8
    gpus = 2 ** math.ceil(math.log2(math.ceil(gigabytes / _GPU_GIGABYTES)))
    server_wh = seconds / 3600 * _SERVER_WATTS * gpus / _SERVER_GPUS / batch
    wh = pue * (server_wh + gpus * gpu_wh)
    hardware_kg = gpus / _SERVER_GPUS * _SERVER_KG + gpus * _GPU_KG
    return Request(wh, wh * mix_kg, seconds * hardware_kg * 1000 / (_LIFE_S * batch))


def of_model(size: ModelSize, tokens_out: float) -> Impact:
    """What a model's answer cost: from a busy, efficient centre to a quieter one.

    A size that is only guessed doubles the range each way: half as large, twice as large.
    """
    small = size if size.known else replace(size, total=size.total / 2, active=size.active / 2)
    large = size if size.known else replace(size, total=size.total * 2, active=size.active * 2)
    low = request(small, tokens_out, pue=PUE_LOW, mix_kg=FRANCE_LOW, batch=BATCH_BUSY)
    high = request(large, tokens_out, pue=PUE_HIGH, mix_kg=FRANCE_HIGH, batch=BATCH_QUIET)
    told = f"{size.active:g} milliards de paramètres actifs sur {size.total:g}"
    return Impact(
        low.wh,
        high.wh,
        low.usage_g + low.embodied_g,
        high.usage_g + high.embodied_g,
        "EcoLogits 0.11 (formule)",
        f"{told if size.known else 'taille supposée : ' + told} ; {BATCH_BUSY} à {BATCH_QUIET} "
        f"requêtes à la fois ; PUE {PUE_LOW} à {PUE_HIGH} ; mix français {FRANCE_LOW * 1000:.0f} à "
        f"{FRANCE_HIGH * 1000:.0f} g/kWh ; jetons lus non comptés par la méthode.",
    )


def of_cpu(cpu_s: float) -> Impact:
    """What our own computing cost: CPU seconds measured, power of a core supposed."""
    low, high = cpu_s * CORE_WATTS_LOW / 3600, cpu_s * CORE_WATTS_HIGH / 3600
    return Impact(
        low,
        high,
        low * FRANCE_LOW,
        high * FRANCE_HIGH,
        "CPU mesuré × puissance 1",
        f"Temps de processeur mesuré ; {CORE_WATTS_LOW:g} à {CORE_WATTS_HIGH:g} W par cœur "
        "supposés ; fabrication et veille de la machine non comptées.",
    )


def told_wh(wh: float) -> str:
    """Energy as a person reads it, in French: « 0,4 µWh », « 12 mWh », « 1,3 Wh »."""
    for unit, scale in (("Wh", 1.0), ("mWh", 1e-3), ("µWh", 1e-6)):
        if wh >= scale:
            value = wh / scale
            return (
                f"{value:.0f}".replace(".", ",") + f" {unit}"
                if value >= 10
                else (f"{value:.1f}".replace(".", ",") + f" {unit}")
            )
    return "moins de 1 µWh" if wh > 0 else "0 Wh"
