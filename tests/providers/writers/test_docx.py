from __future__ import annotations

import io

import docx

from bastide.providers.writers.docx import letter


def test_a_letter_is_a_word_document_with_its_parts():
    written = letter("Pièces", "Bonjour,\n\nVotre RIB :\n- illisible\n\nMerci.\x00\ufffe")
    read = docx.Document(io.BytesIO(written))
    assert [(p.style.name, p.text) for p in read.paragraphs] == [
        ("Normal", "Objet : Pièces"),
        ("Normal", "Bonjour,"),
        ("Heading 2", "Votre RIB"),
        ("List Bullet", "illisible"),
        ("Normal", "Merci."),
    ]
    assert read.core_properties.language == "fr-FR"
