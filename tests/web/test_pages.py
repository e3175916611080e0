"""The block that goes from one page of a list to the next."""

from __future__ import annotations

import re

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory


def links(address: str, number: int, rows: int = 25) -> list[str]:
    page = Paginator(range(rows), 10).page(number)
    request = RequestFactory().get(address)
    return re.findall(r'href="(.*?)"', render_to_string("web/_pages.html", {"page": page}, request))


def test_what_was_asked_stays_asked() -> None:
    assert links("/a?q=caf%C3%A9+%26+th%C3%A9&page=2&vue=x", 2) == [
        "?q=caf%C3%A9+%26+th%C3%A9&amp;page=1&amp;vue=x",
        "?q=caf%C3%A9+%26+th%C3%A9&amp;page=3&amp;vue=x",
    ]
    assert links("/a", 1) == ["?page=2"]
    assert links("/a?format=csv&page=3", 3) == ["?page=2"], "the next page is not an export"


def test_an_address_cannot_write_in_the_page() -> None:
    assert links('/a?q="><script>', 1) == ["?q=%22%3E%3Cscript%3E&amp;page=2"]


def test_a_single_page_has_no_links() -> None:
    assert links("/a", 1, rows=10) == []
