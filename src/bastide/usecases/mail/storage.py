"""Where a file of mails waits to be read, until then."""

from bastide.tenants.files import Room

room = Room("mail")
root, absolute, write, remove = room.root, room.absolute, room.keep, room.remove
local = room.local
