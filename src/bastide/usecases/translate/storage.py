"""Where files and their translations lie."""

from bastide.tenants.files import Room

_room = Room("translate")
absolute, new_path, write, remove = _room.absolute, _room.new_path, _room.write, _room.remove
