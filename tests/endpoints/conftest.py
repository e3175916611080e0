"""An organisation with models behind local servers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bastide.providers.chat_client import forget_connections
from bastide.providers.fake_model import FakeModel
from bastide.tenants.scope import scope

_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def local_models_allowed(settings: Any) -> Iterator[None]:
    settings.MODEL_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.MODEL_SECRETS = []
    forget_connections()
    yield
    forget_connections()


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel(delay_s=30) as server:
        yield server


@pytest.fixture
def endpoint(organisation: Any, fake: FakeModel) -> Callable[..., Any]:
    """`endpoint(mode, roles=("answer",))` writes an endpoint that behaves so."""
    from bastide.endpoints.models import Assignment, Endpoint

    def make(mode: str = "normal", roles: tuple[str, ...] = ("answer",), **given: Any) -> Any:
        values = {
            "name": f"{mode} {next(_numbers)}",
            "kind": "compatible",
            "base_url": fake.url,
            "deployment": f"fake-{mode}",
            "outside": False,
            "capabilities": {"json_schema": True, "usage": True},
        }
        with scope(organisation):
            row = Endpoint(**values | given)
            row.save()
            for role in roles:
                order = Assignment.objects.filter(role=role).count()
                Assignment(role=role, endpoint=row, order=order).save()
        return row

    return make
