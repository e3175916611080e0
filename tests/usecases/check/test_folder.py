"""A folder's files: all of them, in a person's order, and nothing outside it."""

from __future__ import annotations

import os

from bastide.usecases.check.folder import files_of


def test_files_come_in_the_order_a_person_counts(tmp_path):
    for name in ("page 10.jpg", "page 2.jpg", "Page 1.jpg"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "sous").mkdir()
    (tmp_path / "sous" / "rib.pdf").write_bytes(b"x")
    for leftover in (".DS_Store", "._rib.pdf", "Thumbs.db", "..\\..\\rib.pdf"):
        (tmp_path / leftover).write_bytes(b"x")
    found = files_of(tmp_path)
    assert [one.name for one in found] == [
        "..\\..\\rib.pdf",  # a strange name hides nothing
        "Page 1.jpg",
        "page 2.jpg",
        "page 10.jpg",
        "sous/rib.pdf",
    ]
    assert not any(one.refused for one in found)


def test_links_out_of_the_folder_are_listed_and_not_followed(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "passwd").write_text("x")
    home = tmp_path / "dossier"
    home.mkdir()
    (home / "vrai.pdf").write_bytes(b"x")
    (home / "dehors.pdf").symlink_to(tmp_path / "secret" / "passwd")
    (home / "dossier-dehors").symlink_to(tmp_path / "secret")
    (home / "dedans.pdf").symlink_to(home / "vrai.pdf")
    (home / "perdu.pdf").symlink_to(home / "absent")
    (home / "boucle.pdf").symlink_to(home / "boucle.pdf")
    os.mkfifo(home / "tube")
    found = {one.name: one.refused for one in files_of(home)}
    assert found["vrai.pdf"] == found["dedans.pdf"] == ""
    assert "sort du dossier" in found["dehors.pdf"]
    assert "sort du dossier" in found["dossier-dehors"]
    assert all(found[name] for name in ("perdu.pdf", "boucle.pdf", "tube"))
    assert len(found) == 7


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path):
    (tmp_path / os.fsdecode(b"rib-\xe9.pdf")).write_bytes(b"x")
    (found,) = files_of(tmp_path)
    assert found.name == "rib-?.pdf"
    assert found.path.read_bytes() == b"x"
