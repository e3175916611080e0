"""The language of a mail, badly spelt French included."""

import pytest

from bastide.providers.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bonjour, ma poubelle est cassée depuis lundi.", "fr"),
        ("bjr g perdu ma carte svp", "fr"),
        ("Hello, can I get a copy of my birth certificate?", "en"),
        ("Buenos días, necesito un certificado de nacimiento.", "es"),
        ("Bon dia, necessito un certificat de residència", "ca"),
        ("أريد شهادة الميلاد من فضلك", "ar"),
        ("", ""),
        ("4512 !", ""),
    ],
)
def test_the_language_is_told(text, language):
    assert language_of(text) == language
