"""Where files and their translations lie."""

from bastide.tenants.files import Room

room = Room("translate")
root, absolute, new_path = room.root, room.absolute, room.new_path
write, remove = room.write, room.remove
opened, local, written = room.open, room.local, room.written
