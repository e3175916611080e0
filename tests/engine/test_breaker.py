"""The breaker opens, rests, lets one through, and closes."""

from __future__ import annotations

from bastide.engine.breaker import FAILURES, REST_S, TRIAL_S, Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def broken() -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        assert breaker.refusal() is None
        breaker.failure("slow")
    return breaker, clock


def test_it_opens_after_failures_in_a_row_and_tells_the_last() -> None:
    breaker, _ = broken()
    assert breaker.open
    assert breaker.refusal() == "slow"


def test_a_success_begins_the_count_again() -> None:
    breaker = Breaker(Clock())
    for _ in range(3 * FAILURES):
        breaker.failure("failed")
        breaker.success()
    assert breaker.refusal() is None


def test_after_its_rest_one_call_goes_through_and_decides() -> None:
    breaker, clock = broken()
    clock.now += REST_S
    assert breaker.refusal() is None
    assert breaker.refusal() == "slow", "the others wait for the trial"
    breaker.failure("cut")
    assert breaker.refusal() == "cut"
    clock.now += REST_S
    assert breaker.refusal() is None
    breaker.success()
    assert breaker.refusal() is None
    assert not breaker.open


def test_a_trial_without_an_outcome_is_not_waited_for_ever() -> None:
    breaker, clock = broken()
    clock.now += REST_S
    assert breaker.refusal() is None
    clock.now += TRIAL_S
    assert breaker.refusal() is None


def test_a_refused_request_says_nothing_of_the_endpoint() -> None:
    breaker = Breaker(Clock())
    for _ in range(3 * FAILURES):
        breaker.failure("refused")
    assert not breaker.open
