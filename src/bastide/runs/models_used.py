"""What an organisation's models were asked and wrote, as the ledger enters it."""

from __future__ import annotations

from collections.abc import Sequence

from bastide.endpoints.call import Attempt
from bastide.engine.energy import ModelSize
from bastide.runs.ledger import ModelUse

# Billions of parameters at the geometric middle of each class of `endpoints.EnergyClass`. A class
# is not a size: the ledger's range goes from half to twice.
SIZES = {
    "tiny": ModelSize(2, 2, known=False),
    "small": ModelSize(6, 6, known=False),
    "medium": ModelSize(20, 20, known=False),
    "large": ModelSize(70, 70, known=False),
    "huge": ModelSize(200, 200, known=False),
}


def use_of(attempts: Sequence[Attempt], prompt: str = "") -> ModelUse | None:
    """All the endpoints that were tried, the last one giving its name and its size; none when none
    was. `prompt`: its name and version."""
    if not attempts:
        return None
    return ModelUse(
        attempts[-1].model,
        prompt,
        sum(one.usage.prompt for one in attempts),
        sum(one.usage.completion for one in attempts),
        any(one.usage.estimated for one in attempts),
        float(sum(one.cost.euros for one in attempts)),
        SIZES.get(attempts[-1].energy_class),
    )
