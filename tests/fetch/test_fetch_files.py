import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest import fetch
from digest.errors import SourceError
from digest.fetch import Answer, Limits
from digest.model import Source

NOW = datetime(2025, 11, 17, 8, 0, tzinfo=UTC)
NO_OTHER_LIMITS = Limits()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "newsroom"
    folder.mkdir()
    return folder


def read(
    root: Path, location: str, kind: str = "site-text", *, outside: bool = False, limits: Limits = NO_OTHER_LIMITS
) -> Answer:
    source = Source(name="desk", kind=kind, location=location)
    return fetch.read(source, root=root, now=NOW, limits=limits, outside_root=outside)


def refusal(root: Path, location: str, kind: str = "site-text", *, limits: Limits = NO_OTHER_LIMITS) -> str:
    with pytest.raises(SourceError) as caught:
        read(root, location, kind, limits=limits)
    assert (caught.value.source, caught.value.location) == ("desk", location)
    assert caught.value.next
    return caught.value.what


def names(answer: Answer) -> list[str]:
    return [document.location for document in answer.documents]


def test_a_file_is_read_byte_for_byte_and_named_by_its_path_in_the_newsroom(root: Path) -> None:
    (root / "in").mkdir()
    (root / "in" / "latest.txt").write_bytes(b"\xef\xbb\xbfone\r\n\xff\x00")
    document = read(root, "in/latest.txt").documents[0]
    assert document.raw == b"\xef\xbb\xbfone\r\n\xff\x00"
    assert (document.location, document.charset) == ("in/latest.txt", "")


def test_an_absolute_path_inside_the_newsroom_is_named_like_a_relative_one(root: Path) -> None:
    (root / "a.txt").write_text("x")
    assert names(read(root, str(root / "a.txt"))) == ["a.txt"]


def test_an_empty_file_is_a_document(root: Path) -> None:
    (root / "a.txt").touch()
    assert read(root, "a.txt").documents[0].raw == b""


@pytest.mark.parametrize(
    "location", ["../secret.txt", "in/../../secret.txt", "{tmp}/secret.txt", "link.txt", "way/secret.txt"]
)
def test_a_path_that_leads_outside_the_newsroom_is_refused(root: Path, location: str) -> None:
    (root / "in").mkdir()
    (root.parent / "secret.txt").write_text("x")
    (root / "link.txt").symlink_to("../secret.txt")
    (root / "way").symlink_to(root.parent, target_is_directory=True)
    assert "outside the newsroom folder" in refusal(root, location.format(tmp=root.parent))


def test_a_folder_beside_the_newsroom_with_a_longer_name_is_outside(root: Path) -> None:
    (root.parent / "newsroom-old").mkdir()
    (root.parent / "newsroom-old" / "a.txt").write_text("x")
    assert "outside" in refusal(root, "../newsroom-old/a.txt")


def test_a_path_a_person_typed_may_be_outside(root: Path) -> None:
    outside = root.parent / "a.txt"
    outside.write_text("x")
    assert names(read(root, str(outside), outside=True)) == [outside.as_posix()]


def test_a_link_inside_the_newsroom_is_followed(root: Path) -> None:
    (root / "a.txt").write_text("here")
    (root / "latest.txt").symlink_to("a.txt")
    assert read(root, "latest.txt").documents[0].raw == b"here"


def test_a_newsroom_that_is_itself_a_link_is_read(root: Path) -> None:
    (root / "a.txt").write_text("x")
    (root.parent / "current").symlink_to(root)
    assert names(read(root.parent / "current", "a.txt")) == ["a.txt"]


@pytest.mark.parametrize(
    "location", ["file:///etc/hostname", "FILE:/etc/hostname", "ftp://example.org/a", "data:text/plain,x"]
)
def test_schemes_other_than_http_are_refused(root: Path, location: str) -> None:
    assert "is not read" in refusal(root, location)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("missing.txt", "no such file"),
        ("", "empty"),
        ("a\0b", "not possible"),
        ("x" * 5000, "too long"),
        ("folder", "is a folder, not a file"),
        ("pipe", "is a pipe, not a file"),
        ("socket", "is a socket, not a file"),
        ("circle", "cannot be opened"),
    ],
)
def test_what_is_no_readable_file_is_refused_in_plain_words(root: Path, location: str, reason: str) -> None:
    (root / "folder").mkdir()
    os.mkfifo(root / "pipe")
    (root / "circle").symlink_to("circle")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(root / "socket"))
        assert reason in refusal(root, location)


def test_a_device_is_refused_even_when_a_person_typed_it(root: Path) -> None:
    with pytest.raises(SourceError, match="is a device, not a file"):
        read(root, "/dev/zero", outside=True)


def test_a_file_larger_than_the_limit_is_refused(root: Path) -> None:
    (root / "exact.txt").write_bytes(b"x" * 1000)
    (root / "large.txt").write_bytes(b"x" * 1001)
    assert len(read(root, "exact.txt", limits=Limits(document_bytes=1000)).documents[0].raw) == 1000
    assert "larger than 1000 bytes" in refusal(root, "large.txt", limits=Limits(document_bytes=1000))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(root: Path) -> None:
    (root / "a.txt").touch(mode=0o000)
    assert "permission denied" in refusal(root, "a.txt")


# --- folders -------------------------------------------------------------------------------------------------


def test_a_markdown_folder_gives_its_documents_in_the_order_of_their_paths(root: Path) -> None:
    for name in ("b.md", "a/z.md", "a.md", "a/b/c.MD", ".hidden.md", ".git/x.md", "a/.draft/y.md", "notes.txt"):
        (root / "stories" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "stories" / name).write_text(name)
    found = read(root, "stories", "markdown")
    assert names(found) == ["stories/a/b/c.MD", "stories/a/z.md", "stories/a.md", "stories/b.md"]
    assert found.documents[1].raw == b"a/z.md"


def test_a_markdown_source_may_be_one_file(root: Path) -> None:
    (root / "a.md").write_text("x")
    assert names(read(root, "a.md", "markdown")) == ["a.md"]


def test_a_folder_without_documents_gives_none(root: Path) -> None:
    (root / "stories").mkdir()
    assert read(root, "stories", "markdown") == Answer()


def test_a_file_of_a_folder_that_cannot_be_read_is_a_problem_and_costs_only_itself(root: Path) -> None:
    stories = root / "stories"
    stories.mkdir()
    (root.parent / "secret.md").write_text("x")
    (stories / "a.md").write_text("x")
    (stories / "b.md").symlink_to(root.parent / "secret.md")
    (stories / "c.md").symlink_to("nowhere.md")
    os.mkfifo(stories / "d.md")
    (stories / "e").symlink_to(root.parent, target_is_directory=True)
    found = read(root, "stories", "markdown")
    assert names(found) == ["stories/a.md"]
    assert [(problem.origin.location, problem.lost) for problem in found.problems] == [
        (f"stories/{name}", True) for name in ("b.md", "c.md", "d.md", "e")
    ]
    assert "outside" in found.problems[0].reason


def test_a_folder_of_which_nothing_can_be_read_is_an_error(root: Path) -> None:
    (root / "stories").mkdir()
    (root / "stories" / "a.md").symlink_to("nowhere.md")
    assert "None of its 1 documents" in refusal(root, "stories", "markdown")


def test_links_that_run_in_a_circle_end_and_no_document_comes_twice(root: Path) -> None:
    (root / "stories" / "deep").mkdir(parents=True)
    (root / "stories" / "a.md").write_text("x")
    (root / "stories" / "b.md").symlink_to("a.md")
    (root / "stories" / "deep" / "up").symlink_to(root / "stories", target_is_directory=True)
    assert names(read(root, "stories", "markdown")) == ["stories/a.md"]


def test_a_file_name_that_is_no_text_can_still_be_printed(root: Path) -> None:
    (root / "stories").mkdir()
    Path(os.fsdecode(os.fsencode(root / "stories") + b"/\xb1\xb1.md")).write_text("x")
    assert names(read(root, "stories", "markdown")) == ["stories/\ufffd\ufffd.md"]


def test_a_folder_has_limits_as_a_whole(root: Path) -> None:
    (root / "stories").mkdir()
    for name in "abc":
        (root / "stories" / f"{name}.md").write_text("x" * 100)
    assert "more than 2 documents" in refusal(root, "stories", "markdown", limits=Limits(folder_files=2))
    assert "more than 299 bytes" in refusal(root, "stories", "markdown", limits=Limits(folder_bytes=299))
    assert len(read(root, "stories", "markdown", limits=Limits(folder_files=3, folder_bytes=300)).documents) == 3


def test_a_file_that_was_swapped_for_a_link_after_the_check_is_not_followed(root: Path) -> None:
    from digest.fetch import files

    (root / "a.txt").symlink_to("/etc/hostname")
    with pytest.raises(files._UnreadableError):
        files._bytes(root / "a.txt", root / "a.txt", Limits())
