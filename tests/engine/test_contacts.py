import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.engine.contacts import classify, found, normal


@pytest.mark.parametrize(
    ("text", "kind", "same"),
    [
        ("Appelez le 04 65 71 20 10.", "phone", "0465712010"),
        ("Tél. +33 4 65 71 20 10", "phone", "0465712010"),
        ("Tél. 0033465712010", "phone", "0465712010"),
        ("04.65.71.20.10", "phone", "0465712010"),
        ("par téléphone au 39 39", "phone", "3939"),
        ("Écrire à Accueil@Region.example, merci", "email", "accueil@region.example"),
        ("Voir https://www.region.example/a/b/.", "url", "region.example/a/b"),
        ("Sur service-public.fr", "url", "service-public.fr"),
    ],
)
def test_contacts_are_found_whatever_their_writing(text, kind, same):
    assert [(c.kind, c.normal) for c in found(text)] == [(kind, same)]


@pytest.mark.parametrize(
    "text", ["Le 15 mars 2026", "article 1039 du code", "12 500,50 €", "FR76 3000 4000 0312 3456"]
)
def test_numbers_that_are_not_contacts(text):
    assert found(text) == []


def test_only_the_directory_and_the_own_site_are_verified():
    phone, address = found("Tél. 04 65 71 20 10, https://www.region.example/aide")
    assert classify(phone, {normal("phone", "+33 4 65 71 20 10")})
    assert not classify(phone, set(), "https://region.example/page")
    assert classify(address, set(), "https://region.example/page")
    assert not classify(address, set(), "https://region.example.pirate.example/page")


@given(st.text(max_size=300))
def test_found_contacts_are_slices_that_never_overlap(text):
    at = 0
    for contact in found(text):
        assert at <= contact.start < contact.end
        assert text[contact.start : contact.end] == contact.text
        at = contact.end
