"""Where a file of mails waits to be read, until then."""

from bastide.tenants.files import Room

_room = Room("mail")
root, absolute, write, remove = _room.root, _room.absolute, _room.keep, _room.remove
