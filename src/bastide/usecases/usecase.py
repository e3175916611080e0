"""What a use case says of itself: all it takes to appear in menus, register and dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True, slots=True)
class UseCase:
    """`risk` follows Regulation (EU) 2024/1689 (AI Act): `minimal`, `transparence`, `haut`.

    `open_address`: where its pages open without an account are (`urls_open.py`); empty: none.
    """

    slug: str
    title: str
    purpose: str
    risk: str
    legal_basis: str
    owner: str
    address: str
    right: str
    open_address: str = ""


def discovered() -> list[UseCase]:
    """The use cases whose folders are present, by slug."""
    package = import_module("bastide.usecases")
    found = []
    for module in iter_modules(package.__path__):
        if module.ispkg:
            declared = getattr(import_module(f"bastide.usecases.{module.name}"), "USECASE", None)
            if isinstance(declared, UseCase):
                found.append(declared)
    return sorted(found, key=lambda u: u.slug)
