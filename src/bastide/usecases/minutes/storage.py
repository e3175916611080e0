"""Where a file given lies until it is read."""

from bastide.tenants.files import Room

room = Room("minutes")
root, absolute, write, remove = room.root, room.absolute, room.keep, room.remove
opened, local = room.open, room.local
