"""A code beside the password: what a member, a thief of passwords and an administrator can do."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bastide.providers import one_time_codes
from bastide.site.command import bastide
from bastide.tenants import second_factor
from bastide.tenants.models import AuditEntry, RecoveryCode, SecondFactor
from bastide.tenants.scope import every_organisation, scope
from bastide.tenants.second_factor import Result

pytestmark = pytest.mark.django_db
PASSWORD = "quatre cigales vertes"
CODES = re.compile(r"\b[0-9a-z]{4}(?:-[0-9a-z]{4}){3}\b")


class Clock:
    """The server's time, in the hand of the test."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def shown(self, secret: str, late: float = 0) -> str:
        """What a telephone, late by some seconds, shows now."""
        return one_time_codes.code_at(secret, self.now.timestamp() - late)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    now = timezone.now()
    # At the beginning of a step, so that fewer than thirty seconds stay within it.
    held = Clock(now - timedelta(seconds=now.timestamp() % one_time_codes.STEP_SECONDS))
    monkeypatch.setattr(timezone, "now", lambda: held.now)
    return held


@pytest.fixture
def enrolled(member: Any, clock: Clock) -> Any:
    """`enrolled()` gives a member with a factor, its key and its recovery codes."""

    def make(role: str = "agent", of: Any = None) -> tuple[Any, str, list[str]]:
        person, secret = member(role, of), one_time_codes.new_secret()
        codes = second_factor.enrol(person, secret, clock.shown(secret))
        assert codes is not None
        clock.wait(60)
        return person, secret, codes

    return make


def sign_in(client: Client, person: Any, **more: str) -> Any:
    return client.post(reverse("sign-in"), {"username": person.email, "password": PASSWORD, **more})


def give(client: Client, code: str) -> Any:
    return client.post(reverse("sign-in-code"), {"code": code})


def known(client: Client) -> None:
    """Gives the password again, as the page of the second factor asks after a while."""
    assert client.post(reverse("factor"), {"password": PASSWORD}).status_code == 302


def inside(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def actions(organisation: Any) -> list[str]:
    with scope(organisation):
        return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def wrong(secret: str, clock: Clock) -> str:
    near = {clock.shown(secret, late) for late in (-30, 0, 30)}
    return next(f"{n:06}" for n in range(10) if f"{n:06}" not in near)


def test_the_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, SHA-1, the last six digits of eight."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for at, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert one_time_codes.code_at(secret, at) == code
        assert one_time_codes.step_of(secret, code, at) == at // 30
    for odd in ("", "28708", "２８７０８２", "287082\n", "287 082", "abcdef"):
        assert one_time_codes.step_of(secret, odd, 59) is None


def test_a_member_enrols_and_is_asked_her_code(signed_in, member, organisation, clock):
    person = member("agent")
    client, elsewhere = signed_in(person=person), signed_in(person=person)
    known(client)
    page = client.get(reverse("factor"))
    text = page.content.decode()
    assert 'src="data:image/svg+xml' in text
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", text)[1].replace(" ", "")
    refused = client.post(reverse("factor"), {"code": wrong(secret, clock)})
    assert "pas celui de cette clé" in html.unescape(refused.content.decode())
    assert not second_factor.has_factor(person)
    typed = clock.shown(secret)
    page = client.post(reverse("factor"), {"code": f"{typed[:3]} {typed[3:]}"}).content.decode()
    codes = CODES.findall(page)
    assert len(set(codes)) == 10
    assert inside(client)
    assert not inside(elsewhere), "a session opened by the password alone ends"
    assert not CODES.findall(client.get(reverse("account")).content.decode())
    assert client.get(reverse("factor")).headers["Location"] == reverse("account")

    fresh = Client()
    before = sign_in(fresh, person)
    assert before.headers["Location"] == reverse("sign-in-code")
    assert "_auth_user_id" not in fresh.session
    assert not inside(fresh)
    assert give(fresh, typed).status_code == 200, "the code of the enrolment is spent"
    clock.wait(30)
    waiting = fresh.session.session_key
    assert give(fresh, clock.shown(secret)).headers["Location"] == "/"
    assert inside(fresh)
    assert fresh.session.session_key != waiting
    assert actions(organisation) == ["factor.add", "factor.wrong", "sign_in"]


def test_nothing_readable_is_kept(enrolled, organisation):
    person, secret, codes = enrolled()
    with scope(organisation):
        kept = SecondFactor.objects.get(member=person).secret
        digests = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert secret not in kept
    assert one_time_codes.opened(kept, django_settings.SECRET_KEY) == secret
    with pytest.raises(one_time_codes.Unreadable):
        one_time_codes.opened(kept, "another signing key")
    assert not any(code in digests or code.replace("-", "") in digests for code in codes)


def test_the_key_proposed_is_closed_in_the_session(signed_in, member):
    client = signed_in(person=member("agent"))
    known(client)
    text = client.get(reverse("factor")).content.decode()
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", text)[1]
    assert shown.replace(" ", "") not in str(dict(client.session))
    assert shown in client.get(reverse("factor")).content.decode(), "the same after a reload"


def test_an_open_session_alone_does_not_add_a_telephone(signed_in, member, clock, organisation):
    person = member("agent")
    client = signed_in(person=person)
    page = client.get(reverse("factor")).content.decode()
    assert "redonnez votre mot de passe" in html.unescape(page)
    assert "<code>" not in page
    assert "<code>" not in client.post(reverse("factor"), {"code": "123456"}).content.decode()
    refused = client.post(reverse("factor"), {"password": "faux"}).content.decode()
    assert "pas votre mot de passe" in html.unescape(refused)
    known(client)
    assert "<code>" in client.get(reverse("factor")).content.decode()
    clock.wait(601)
    assert "<code>" not in client.get(reverse("factor")).content.decode()
    assert not second_factor.has_factor(person)

    fresh = Client()
    sign_in(fresh, person)
    assert "<code>" in fresh.get(reverse("factor")).content.decode(), "just given at sign-in"


def test_guessing_the_password_before_the_enrolment_is_held_back_as_at_sign_in(signed_in, member):
    person = member("agent")
    client = signed_in(person=person)
    answers = [client.post(reverse("factor"), {"password": "faux"}).status_code for _ in range(5)]
    assert answers[-1] == 429
    assert client.post(reverse("factor"), {"password": PASSWORD}).status_code == 429
    assert sign_in(Client(), person).status_code == 429


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/compte/?a=1&b=é", "/compte/?a=1&amp;b=é"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
def test_after_the_enrolment_she_goes_where_she_was_going(asked, led, signed_in, member, clock):
    client = signed_in(person=member("agent"))
    address = reverse("factor") + "?" + urlencode({"next": asked})
    answer = client.post(address, {"password": PASSWORD})
    assert answer.headers["Location"] == address
    text = client.get(address).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", text)[1].replace(" ", "")
    client.post(address, {"code": wrong(secret, clock)})
    page = client.post(address, {"code": clock.shown(secret)}).content.decode()
    assert f'<a class="button" href="{led}">' in page


def test_a_code_is_taken_once(enrolled, clock):
    person, secret, _codes = enrolled()
    code = clock.shown(secret)
    assert second_factor.enter(person, code) is Result.RIGHT
    assert second_factor.enter(person, code) is Result.WRONG
    assert second_factor.enter(person, clock.shown(secret, late=30)) is Result.WRONG, "an older one"
    clock.wait(30)
    assert second_factor.enter(person, code) is Result.WRONG
    assert second_factor.enter(person, clock.shown(secret)) is Result.RIGHT


@pytest.mark.parametrize(
    ("late", "result"),
    [(30, Result.RIGHT), (-30, Result.RIGHT), (61, Result.WRONG), (-60, Result.WRONG)],
)
def test_a_telephone_may_be_one_step_away(late, result, enrolled, clock):
    person, secret, _codes = enrolled()
    clock.wait(300)
    assert second_factor.enter(person, clock.shown(secret, late)) is result


def test_five_wrong_codes_then_a_quarter_of_an_hour(enrolled, organisation, clock):
    person, secret, codes = enrolled()
    client = Client()
    sign_in(client, person)
    answers = [give(client, wrong(secret, clock)).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    other = Client()
    sign_in(other, person)
    locked = give(other, clock.shown(secret))
    assert locked.status_code == 429
    assert "quart d'heure" in html.unescape(locked.content.decode())
    assert give(other, codes[0]).status_code == 429
    assert not inside(other)
    assert actions(organisation).count("factor.blocked") == 1
    clock.wait(15 * 60 + 1)
    again = Client()
    sign_in(again, person)
    assert give(again, wrong(secret, clock)).status_code == 200, "five tries anew"
    assert give(again, clock.shown(secret)).status_code == 302
    assert inside(again)


def test_a_recovery_code_is_taken_once_as_it_is_typed(enrolled, organisation):
    person, _secret, codes = enrolled()
    typed = codes[3].upper().replace("-", " ").replace("0", "O").replace("1", "I")
    client = Client()
    sign_in(client, person)
    assert give(client, typed).status_code == 302
    assert "9 codes" in client.get(reverse("account")).content.decode()
    assert second_factor.enter(person, codes[3]) is Result.WRONG
    with scope(organisation):
        assert AuditEntry.objects.get(action="factor.recovery").detail == {"left": 9}


def test_a_code_without_the_password_opens_nothing(enrolled, clock):
    _person, secret, codes = enrolled()
    for code in (clock.shown(secret), codes[0]):
        assert give(Client(), code).headers["Location"] == reverse("sign-in")
    assert Client().get(reverse("sign-in-code")).headers["Location"] == reverse("sign-in")


def test_the_wait_for_a_code_ends(enrolled, clock):
    person, secret, _codes = enrolled()
    late, changed = Client(), Client()
    sign_in(late, person)
    clock.wait(601)
    assert give(late, clock.shown(secret)).headers["Location"] == reverse("sign-in")
    sign_in(changed, person)
    person.set_password("une autre phrase longue")
    person.save()
    assert give(changed, clock.shown(secret)).headers["Location"] == reverse("sign-in")
    assert "_auth_user_id" not in changed.session


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_only_an_address_of_this_site_is_followed_after_the_code(evil, enrolled, clock):
    person, secret, codes = enrolled()
    client = Client()
    sign_in(client, person, next=evil)
    address = reverse("sign-in-code") + f"?next={evil}"
    answer = client.post(address, {"code": clock.shown(secret), "next": evil})
    assert answer.headers["Location"] == "/"
    good = Client()
    sign_in(good, person, next="/registre/")
    assert give(good, codes[0]).headers["Location"] == "/registre/"


def test_codes_are_renewed_and_the_factor_removed_with_the_password(enrolled, signed_in, clock):
    person, _secret, codes = enrolled()
    person.refresh_from_db()
    client, elsewhere = signed_in(person=person), signed_in(person=person)
    for name in ("factor-codes", "factor-remove"):
        page = client.post(reverse(name), {"password": "faux"}).content.decode()
        assert "pas votre mot de passe" in html.unescape(page)
    page = client.post(reverse("factor-codes"), {"password": PASSWORD}).content.decode()
    new = CODES.findall(page)
    assert len(set(new)) == 10
    assert second_factor.enter(person, codes[0]) is Result.WRONG
    assert second_factor.enter(person, new[0]) is Result.RIGHT
    assert client.post(reverse("factor-remove"), {"password": PASSWORD}).status_code == 302
    assert inside(client)
    assert not inside(elsewhere)
    assert sign_in(Client(), person).headers["Location"] == "/"
    assert actions(person.organisation).count("factor.wrong") == 3
    assert {"factor.renew", "factor.remove"} <= set(actions(person.organisation))


def test_guessing_the_password_of_an_open_session_is_held_back(enrolled, signed_in):
    person, _secret, _codes = enrolled()
    person.refresh_from_db()
    client = signed_in(person=person)
    for _number in range(5):
        last = client.post(reverse("factor-remove"), {"password": "faux"})
    assert last.status_code == 429
    assert client.post(reverse("factor-remove"), {"password": PASSWORD}).status_code == 429
    assert second_factor.has_factor(person)


def test_an_organisation_requires_it(signed_in, member, organisation, other_organisation, clock):
    administrator = signed_in("administrator")
    form = {"name": "Alpha", "accent": "#1f4e79", "territories": ""}
    page = reverse("organisation")
    assert administrator.post(page, form | {"second_factor_required": "on"}).status_code == 302
    person = member("agent")
    client = Client()
    sign_in(client, person)
    for name in ("account", "own-password", "ask", "home", "factor-remove"):
        went = urlsplit(client.get(reverse(name)).headers["Location"])
        assert went.path == reverse("factor"), name
        assert parse_qs(went.query).get("next", ["/"]) == [reverse(name)]
    assert client.post(reverse("ask"), {"text": "?"}).headers["Location"] == reverse("factor")
    assert client.get(reverse("colours")).status_code == 200
    text = html.unescape(client.get(reverse("factor")).content.decode())
    assert "Votre organisation demande un second facteur" in text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", text)[1].replace(" ", "")
    assert client.post(reverse("factor"), {"code": clock.shown(secret)}).status_code == 200
    assert inside(client)
    assert inside(signed_in("agent", other_organisation)), "another organisation does not"
    assert signed_in("agent").post(reverse("sign-out")).headers["Location"] == reverse("sign-in")


def test_the_demonstration_asks_for_none(member, organisation, settings, signed_in):
    settings.DEMO = True
    organisation.second_factor_required = True
    organisation.save()
    person = member("agent")
    client = Client()
    assert sign_in(client, person).headers["Location"] == "/"
    assert "à tout le monde" in client.get(reverse("account")).content.decode()
    assert client.get(reverse("factor")).status_code == 403


def test_an_administrator_resets_it_in_her_organisation_only(
    enrolled, signed_in, organisation, other_organisation
):
    person, _secret, _codes = enrolled()
    person.refresh_from_db()
    hers = signed_in(person=person)
    address = reverse("member-factor", args=[person.pk])
    assert signed_in("administrator", other_organisation).post(address).status_code == 404
    assert signed_in("manager").post(address).status_code == 403
    assert second_factor.has_factor(person)
    administrator = signed_in("administrator")
    assert address in administrator.get(reverse("member", args=[person.pk])).content.decode()
    assert administrator.post(address).status_code == 302
    assert not second_factor.has_factor(person)
    assert not inside(hers)
    with scope(organisation):
        assert AuditEntry.objects.get(action="factor.reset").target == person.email
    with every_organisation():
        assert not RecoveryCode.objects.exists()


def test_an_administrator_does_not_reset_her_own_without_her_password(enrolled, signed_in):
    person, _secret, _codes = enrolled("administrator")
    person.refresh_from_db()
    client = signed_in(person=person)
    answer = client.post(reverse("member-factor", args=[person.pk]))
    assert answer.headers["Location"] == reverse("account")
    assert second_factor.has_factor(person)


def test_a_code_is_only_her_own(enrolled, other_organisation, clock):
    person, _secret, _codes = enrolled()
    _stranger, key, codes = enrolled("agent", other_organisation)
    client = Client()
    sign_in(client, person)
    assert give(client, clock.shown(key)).status_code == 200
    assert give(client, codes[0]).status_code == 200
    assert not inside(client)
    assert "factor.wrong" not in actions(other_organisation)


def test_the_command_resets_it(enrolled, organisation, other_organisation):
    person, _secret, _codes = enrolled()

    def run(slug: str, email: str) -> Any:
        return CliRunner().invoke(bastide, ["member", "reset-factor", email, "-o", slug])

    assert run("omega", person.email).exit_code != 0
    assert second_factor.has_factor(person)
    told = run("alpha", person.email.upper())
    assert told.exit_code == 0, told.output
    assert not second_factor.has_factor(person)
    assert "rien n'est changé" in run("alpha", person.email).output
    with scope(organisation):
        assert AuditEntry.objects.get(action="factor.reset").actor == "commande member reset-factor"


def test_another_signing_key_leaves_the_recovery_codes(enrolled, clock, settings):
    person, secret, codes = enrolled()
    settings.SECRET_KEY = "another signing key"
    assert second_factor.enter(person, clock.shown(secret)) is Result.WRONG
    assert second_factor.enter(person, codes[0]) is Result.RIGHT
