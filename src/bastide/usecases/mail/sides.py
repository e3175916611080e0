"""Which addresses of a thread are the authority's.

1. Those that it says are its own: a domain, or an address.
2. When none is known, or when all who write are its own (a mail between two of its services): the
   address that the first mail was sent to, and its domain unless it is one where anybody has an
   address, or the domain of the first sender too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bastide.engine.mail.model import Message

# Where anybody may have an address: a domain there says nothing of who writes.
ANYBODYS = frozenset(
    "gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr "
    "msn.com yahoo.com yahoo.fr icloud.com me.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr "
    "laposte.net bbox.fr numericable.fr aol.com gmx.fr gmx.com proton.me protonmail.com "
    "mailo.com ik.me".split()
)


def domain(address: str) -> str:
    return address.lower().rpartition("@")[2]


def ours_of(thread: Sequence[Message], own: Sequence[str] = ()) -> Callable[[str], bool]:
    """Whether an address is the authority's, in this thread."""
    known = {one.strip().lower().lstrip("@") for one in own if one.strip()}

    def said(address: str) -> bool:
        address, host = address.lower(), domain(address)
        return address in known or any(host == one or host.endswith(f".{one}") for one in known)

    if known and not all(said(one.sender) for one in thread):
        return said
    return _written_to(thread)


def _written_to(thread: Sequence[Message]) -> Callable[[str], bool]:
    first = next((one for one in thread if one.sender), None)
    if first is None or not first.to:
        return lambda _: False
    addresses = {one.lower() for one in first.to if one.lower() != first.sender.lower()}
    hosts = {domain(first.to[0])} - ANYBODYS - {domain(first.sender)}
    return lambda one: one.lower() in addresses or domain(one) in hosts
