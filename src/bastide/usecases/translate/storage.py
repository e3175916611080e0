"""Where files and their translations lie."""

from bastide.tenants.files import Room

_room = Room("translate")
root, absolute, new_path = _room.root, _room.absolute, _room.new_path
write, remove = _room.write, _room.remove
