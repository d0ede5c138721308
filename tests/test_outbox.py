"""The drafts on disk: whole before, whole after, whole through every crash."""

import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from digest import manifest, outbox
from digest.errors import OutboxError

ISSUE = "weekly/2025-W46"
FILES = {"mainland/email.html": b"<p>one</p>", "mainland/x-01.txt": b"one"}


def put(box: Path, files: dict[str, bytes]) -> bytes:
    described = {path: manifest.described(content) for path, content in files.items()}
    document = manifest.dumps({"files": described})
    outbox.put(box, ISSUE, files, document)
    return document


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_issue_folder_holds_its_files_and_the_manifest_and_nothing_else(tmp_path: Path) -> None:
    document = put(tmp_path, FILES)

    assert tree(tmp_path / ISSUE) == {**FILES, "issue.json": document}


def test_a_new_build_replaces_the_old_one_whole(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    document = put(tmp_path, {"taiwan/email.html": b"two"})

    assert tree(tmp_path / ISSUE) == {"taiwan/email.html": b"two", "issue.json": document}
    assert [path.name for path in (tmp_path / "weekly").iterdir()] == ["2025-W46"]


def test_what_was_changed_or_lost_on_disk_is_named(tmp_path: Path) -> None:
    document = put(tmp_path, FILES)
    (tmp_path / ISSUE / "mainland/email.html").write_bytes(b"<p>edited</p>")
    (tmp_path / ISSUE / "mainland/x-01.txt").unlink()

    assert outbox.changed(tmp_path, ISSUE, document) == ("mainland/email.html", "mainland/x-01.txt")
    known = {path: sha256(content).hexdigest() for path, content in FILES.items()}
    assert outbox.states(tmp_path, ISSUE, known) == {"mainland/email.html": "changed", "mainland/x-01.txt": "missing"}


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "mainland/../../x", ".hidden", ""])
def test_a_file_name_that_is_not_ours_is_a_bug_of_ours(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a file name of ours"):
        put(tmp_path, {name: b""})


def test_an_outbox_that_cannot_be_written_keeps_what_it_had(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    before = tree(tmp_path / ISSUE)
    (tmp_path / "weekly" / ".2025-W46.new").write_bytes(b"a file where a folder is needed")

    with pytest.raises(OutboxError, match="unchanged"):
        put(tmp_path, {"mainland/email.html": b"new"})
    assert tree(tmp_path / ISSUE) == before


def test_a_full_disk_keeps_what_the_outbox_had(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    before = tree(tmp_path / ISSUE)
    script = f"""
import resource, signal
from pathlib import Path
from digest import outbox
from digest.errors import OutboxError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    outbox.put(Path({str(tmp_path)!r}), {ISSUE!r}, {{"mainland/email.html": b"x" * 100_000}}, b"{{}}")
except OutboxError as e:
    print(e)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "could not be written" in done.stdout
    assert "unchanged" in done.stdout
    assert tree(tmp_path / ISSUE) == before


def test_a_crash_between_two_renames_is_repaired_by_whoever_looks_next(tmp_path: Path) -> None:
    document = put(tmp_path, FILES)
    (tmp_path / ISSUE).rename(tmp_path / "weekly" / ".2025-W46.old")

    found = outbox.manifest(tmp_path, ISSUE)
    assert found is not None
    assert tree(tmp_path / ISSUE) == {**FILES, "issue.json": document}


def test_an_issue_that_was_never_built_has_no_manifest(tmp_path: Path) -> None:
    assert outbox.manifest(tmp_path, ISSUE) is None


def test_a_killed_writer_leaves_the_old_or_the_new_issue_and_never_half_of_one(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from digest import manifest, outbox
turn = 0
while True:
    turn += 1
    files = {{f"a{{n}}/email.html": (b"%d" % turn) * 2000 for n in range(6)}}
    described = {{path: manifest.described(content) for path, content in files.items()}}
    outbox.put(Path({str(tmp_path)!r}), {ISSUE!r}, files, manifest.dumps({{"files": described}}))
    print(turn, flush=True)
"""
    seen = set()
    for attempt in range(12):
        writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.003 * attempt)
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()

        document = (tmp_path / ISSUE / "issue.json").read_bytes()
        assert outbox.changed(tmp_path, ISSUE, document) == ()
        assert len(tree(tmp_path / ISSUE)) == 7
        seen.add(document)
    assert len(seen) > 1, "the writer was never caught at different moments"
