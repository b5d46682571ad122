"""Records that lie behind a link are in no backup, so none is written that lacks them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.archive import Archive, write_archive
from storage.errors import LinkInside
from storage.files import Files
from storage.linked import links_inside
from tests.storage.filling import fill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")


@pytest.mark.parametrize("inside", ["notes", "copies", "settings.toml", "matters/open.json", "branch"])
def test_a_backup_without_what_lies_behind_a_link_is_refused(inside: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    (home / "settings.toml").write_text("", encoding="utf-8")
    (home / "copies").mkdir(exist_ok=True)
    (home / inside).rename(tmp_path / "elsewhere")
    (home / inside).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LinkInside) as raised:
        write_archive(Files(home), tmp_path / "b.zip")
    assert raised.value.path == home / inside
    assert not (tmp_path / "b.zip").exists()


def test_a_data_folder_that_is_itself_a_link_and_links_of_ones_own_in_it_hinder_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "real")
    (tmp_path / "home").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "holiday.jpg").symlink_to(tmp_path)
    assert list(links_inside(tmp_path / "home")) == []
    write_archive(Files(tmp_path / "home"), tmp_path / "b.zip")
    with Archive(tmp_path / "b.zip") as written:
        assert "matters/open.json" in written.names()
