"""Where a file given lies until it is read."""

from bastide.tenants.files import Room

_room = Room("minutes")
root, absolute, write, remove = _room.root, _room.absolute, _room.keep, _room.remove
