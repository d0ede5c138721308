"""Where things lie: the database of a newsroom, and what the removal of an issue leaves."""

from pathlib import Path

import pytest
from cli_room import ISSUE, Room, copy

from digest import config, manifest, outbox
from digest.errors import OutboxError


def put(box: Path) -> None:
    outbox.put(box, ISSUE, {"mainland/x-01.txt": b"one"}, manifest.dumps({"files": {}}))


def files(box: Path) -> set[str]:
    return {path.relative_to(box).as_posix() for path in box.rglob("*") if path.is_file()} - {".lock"}


def test_a_removed_issue_leaves_nothing_not_even_of_a_removal_cut_short(tmp_path: Path) -> None:
    put(tmp_path)
    leftover = tmp_path / "weekly" / ".2025-W46.gone"
    leftover.mkdir()
    (leftover / "old.txt").write_text("old")
    assert outbox.remove(tmp_path, ISSUE) is True
    assert files(tmp_path) == set()
    assert outbox.remove(tmp_path, ISSUE) is False


def test_an_issue_that_a_crash_left_aside_is_removed_too(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / ISSUE).rename(tmp_path / "weekly" / ".2025-W46.old")
    assert outbox.remove(tmp_path, ISSUE) is True
    assert files(tmp_path) == set()


def test_a_removal_that_the_disk_refuses_leaves_the_issue_whole(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / ".lock").unlink()
    (tmp_path / ".lock").mkdir()  # so that the lock cannot be had
    before = files(tmp_path)
    with pytest.raises(OutboxError, match="could not be removed"):
        outbox.remove(tmp_path, ISSUE)
    assert files(tmp_path) == before


def test_removing_an_issue_from_no_outbox_makes_none(tmp_path: Path) -> None:
    assert outbox.remove(tmp_path / "outbox", ISSUE) is False
    assert list(tmp_path.iterdir()) == []


def test_a_database_named_without_a_folder_lies_in_the_newsroom(fresh: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGEST_DATABASE", raising=False)
    line = '# database = "sqlite:///digest.db"  '
    fresh.change("config/digest.toml", line, 'database = "sqlite:///mine.db"')
    assert config.load(fresh.folder).database == f"sqlite:///{fresh.folder}/mine.db"
    fresh.change("config/digest.toml", '"sqlite:///mine.db"', '"sqlite:////var/lib/digest.db"')
    assert config.load(fresh.folder).database == "sqlite:////var/lib/digest.db"
    fresh.change("config/digest.toml", '"sqlite:////var/lib/digest.db"', '"postgresql://room@host/digest"')
    assert config.load(fresh.folder).database == "postgresql://room@host/digest"


def test_a_newsroom_whose_folder_has_an_odd_name_holds_its_database(fresh: Room) -> None:
    odd = copy(fresh, fresh.folder.with_name("what? 50%41 #1 新闻"))
    assert odd.digest("ingest", "--source", "latest").code == 0
    assert odd.stored() == 10
    assert sorted(path.name for path in odd.folder.iterdir()) == ["config", "digest.db", "outbox", "templates"]
