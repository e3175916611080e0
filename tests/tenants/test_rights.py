"""Each address says which right it needs, and each role finds the doors that are hers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bastide.tenants.models import Role
from bastide.tenants.rights import ADMINISTER, ASK, EDIT_LIBRARY, RIGHTS, may

pytestmark = pytest.mark.django_db

# The applicant's pages ask for a link and its code instead (tests/usecases/check).
BY_LINK = {"depot", "depot-state", "depot-send", "depot-withdraw", "depot-leave"}
PUBLIC = BY_LINK | set(
    "health-live health-ready sign-in sign-in-code openid openid-back colours language help".split()
)
# No account but a token of its own, and 404 without the setting (tests/site/test_metrics.py).
PUBLIC |= {"metrics"}
NOTHING = 987654321


def test_every_role_has_its_rights():
    assert set(RIGHTS) == set(Role.values)
    assert not may(None, ASK)


def test_every_address_says_what_it_needs(routes):
    for route in routes:
        open_to_all = not getattr(route.view, "login_required", True)
        if open_to_all:
            assert route.name in PUBLIC, f"{route.name} is open to everyone"
        elif route.name != "home":
            assert getattr(route.view, "needs", None), f"{route.name} needs no right"


def test_the_rooms_need_their_right(routes):
    for route in routes:
        if route.prefix.startswith("organisation/"):
            assert route.view.needs == ADMINISTER, route.name
        if route.prefix.startswith("base/"):
            wanted = ASK if route.name == "document" else EDIT_LIBRARY
            assert route.view.needs == wanted, route.name


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_role_is_let_in_exactly_where_it_may(role, method, routes, member, client):
    person = member(role)
    for route in routes:
        right = getattr(route.view, "needs", None)
        if right is None:
            continue
        client.force_login(person, backend="bastide.tenants.signin.LocalAccounts")
        address = reverse(route.name, kwargs=dict.fromkeys(route.parameters, NOTHING))
        answer = getattr(client, method)(address)
        if answer.status_code == 405:
            continue
        assert (answer.status_code == 403) == (not may(person, right)), (route.name, answer)
