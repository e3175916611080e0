"""How French documents write days, amounts, names; and the choice of a label by layout."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .people import Address, Person

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)


def pick(number: int, *variants: str) -> str:
    """The variant of the layout `number`, 0 to 7."""
    return variants[number % len(variants)]


def day(when: date, number: int = 0) -> str:
    """A day, written as the layout `number` does."""
    style = (0, 1, 0, 2, 1, 0, 3, 4)[number % 8]
    if style == 1:
        first = "1er" if when.day == 1 else str(when.day)
        return f"{first} {MONTHS[when.month - 1]} {when.year}"
    return when.strftime(("%d/%m/%Y", "", "%d.%m.%Y", "%d-%m-%Y", "%d / %m / %Y")[style])


def month(when: date) -> str:
    return f"{MONTHS[when.month - 1]} {when.year}"


def euros(amount: Decimal, number: int = 0) -> str:
    """An amount with its currency, thousands apart by a space, a no-break space or nothing."""
    style = number % 5
    text = f"{amount:,.2f}"
    if style == 1:
        return text.replace(",", " ").replace(".", ",") + " EUR"
    if style == 2:
        return text.replace(",", "").replace(".", ",") + " €"
    if style == 4:
        return text.replace(",", " ").replace(".", ",") + " €"
    return text.replace(",", "\u00a0").replace(".", ",") + "\u00a0€"


def amount(value: Decimal) -> str:
    """The normal form of an amount."""
    return f"{value:.2f}"


def given(person: Person, number: int = 0) -> str:
    """Given names as the layout writes them: with commas, or spaces."""
    return (", " if number % 2 else " ").join(person.given)


def full(person: Person, number: int = 0) -> str:
    """The used name and the first given name, in either order, without civility."""
    first = person.given[0]
    name = person.used_name
    return (f"{name} {first}", f"{first} {name}", f"{name} {first.upper()}")[number % 3]


def address_truth(place: Address) -> dict[str, str]:
    """`address` is the line of the street: a longer reading that holds it is right."""
    return {"address": place.street, "postcode": place.postcode, "city": place.city}


def person_lines(person: Person, number: int) -> list[str]:
    """The addressee as on an envelope."""
    civility = pick(number, person.short, person.civility, "", person.civility.upper())
    name = full(person, number)
    lines = [f"{civility} {name}".strip(), *person.address.lines()]
    return [line.upper() for line in lines] if number % 3 == 2 else lines


def person_truth(person: Person, number: int) -> dict[str, str]:
    return {"full_name": full(person, number), **address_truth(person.address)}


def percent(rate: Decimal) -> str:
    """« 5,5 »: a rate as French writes it, no useless zeros."""
    return f"{rate.normalize():f}".replace(".", ",")
