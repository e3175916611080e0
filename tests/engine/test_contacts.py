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
        ("Appelez le 17 en cas d'urgence.", "phone", "17"),
        ("Composez le 15.", "phone", "15"),
        ("Joindre le 115, 24 h sur 24", "phone", "115"),
        ("Appelez le 3949 de 9 h à 17 h", "phone", "3949"),
        ("Numéro d'appel : 116 006", "phone", "116006"),
        ("Tél : 10 13 ou le 1013", "phone", "1013"),
        ("Appelez le 04 65 71 20 10 avant 17 h", "phone", "0465712010"),
        ("Tél. 04 65 71 20 10, 9 h-17 h", "phone", "0465712010"),
        ("Écrire à Accueil@Region.example, merci", "email", "accueil@region.example"),
        ("Voir https://www.region.example/a/b/.", "url", "region.example/a/b"),
        ("Sur service-public.fr", "url", "service-public.fr"),
    ],
)
def test_contacts_are_found_whatever_their_writing(text, kind, same):
    assert [(c.kind, c.normal) for c in found(text)] == [(kind, same)]


@pytest.mark.parametrize(
    "text",
    [
        "Le 15 mars 2026",
        "article 1039 du code",
        "12 500,50 €",
        "FR76 3000 4000 0312 3456",
        "L'accueil téléphonique est ouvert de 9 h à 17 h.",
        "Accueil par téléphone : 9 h-17 h",
        "Accueil par téléphone : 9h-17h30",
        "Nous joindre : 15\u00a0h à 17\u00a0h",
        "Nous contacter avant 17h30",
        "On peut nous appeler de 15 à 17 h",
        "Joignable par téléphone de 15-18 heures",
        "Appel à projets : réponse avant le 15 mars",
        "Appel à candidatures jusqu'au 18/04/2026",
        "Contactez la mairie avant le 15.",
        "Nous contacter au 17 rue des Fables",
        "Nous contacter : 15 bis, avenue de Verdun",
        "Appelé 17 minutes plus tard",
        "Téléphoner à 17:30",
        "Le contact aura lieu le 15 ou 17 juin",
        "Numéro 3, article 17",
    ],
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
