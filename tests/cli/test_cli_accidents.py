"""Disks that are full, databases that are not ours, people who press Ctrl-C: nothing is half done, nothing is lost."""

import fcntl
import json
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from cli_room import BUILD, COMMAND, ENVIRONMENT, Room, refused

TEMPLATE = "templates/email/weekly.mjml.j2"


def no_file_beyond(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_every_fault_of_a_configuration_is_told_at_once_with_its_line(ingested: Room) -> None:
    before = ingested.state()
    for old, new in (
        ('zone = "Asia/Shanghai" ', 'zone = "Asia/Shangai" '),
        ('kind = "site-text"', 'kind = "sitetext"'),
        ("maximum = 12", "maximun = 12"),
        ('variant = "zh-Hant-TW"', 'variant = "zh-TW"'),
        ('"FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9;BYMINUTE=0"', '"every month"'),
    ):
        ingested.change("config/digest.toml", old, new)
    ran = ingested.digest(*BUILD, "--json")
    assert ran.code == 2
    for word in ("Asia/Shangai", "sitetext", "maximun", "zh-TW", "every month", "digest check"):
        assert word in ran.told
    assert len(re.findall(r"config/digest\.toml:\d+: ", ran.told)) == 5
    assert len({fault["line"] for fault in ran.document["error"]["faults"]}) == 5
    assert ingested.state() == before


def test_a_template_with_an_unknown_variable_is_named_and_the_drafts_stay(built: Room) -> None:
    before = built.state()
    template = built.folder / TEMPLATE
    template.write_text(template.read_text(encoding="utf-8") + "\n{{ nwesroom }}\n", encoding="utf-8")
    refused(built.digest(*BUILD), 1, "email/weekly.mjml.j2:16: ", "nwesroom", "unchanged")
    ran = built.digest("check")
    assert ran.code == 2
    assert "nwesroom" in ran.out
    assert built.state() == before


def test_an_outbox_that_cannot_be_written_takes_nothing_from_the_database(ingested: Room) -> None:
    shutil.rmtree(ingested.folder / "outbox")
    ingested.write("outbox", "a file in its place")
    before = ingested.rows()
    refused(ingested.digest(*BUILD), 1, "could not be written", "unchanged", "build again")
    assert ingested.rows() == before
    assert (ingested.folder / "outbox").read_text() == "a file in its place"


def test_a_disk_that_fills_up_during_an_ingest_leaves_whole_sources(fresh: Room) -> None:
    ran = fresh.digest("ingest", preexec_fn=no_file_beyond(420_000))  # room for the tables and a little more
    refused(ran, 1, "disk is full", "nothing was stored", "run the same command again")
    again = fresh.digest("ingest", "--json")
    assert again.code == 0
    assert [source["new"] for source in again.document["sources"]][-1], "the last source was not to fit"
    assert fresh.stored() == 37


def test_a_disk_that_fills_up_during_a_build_leaves_the_issue_as_it_was(built: Room) -> None:
    # A mail that is longer than anything the database writes for one build, so that the mail is what does not fit.
    built.change("config/digest.toml", "18 Harbour Road, Chengpu", "18 Harbour Road, " + "Chengpu, " * 10_000)
    before = built.state()
    ran = built.digest(*BUILD, preexec_fn=no_file_beyond(80_000))
    refused(ran, 1, "File too large", "unchanged", "build again")
    assert built.state() == before


def test_a_result_that_cannot_be_printed_is_no_traceback(seen: Room) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, "articles"], cwd=seen.folder, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 1
    assert b"No space left" in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr


def test_a_file_that_is_no_database_stays_as_it_is(fresh: Room) -> None:
    fresh.write("digest.db", b"Dear diary, " * 1000)
    refused(fresh.digest("ingest"), 1, "digest.db", "not a database", "Nothing was changed")
    assert fresh.database.read_bytes() == b"Dear diary, " * 1000


def test_a_database_of_a_newer_version_stays_as_it_is(ingested: Room) -> None:
    with closing(sqlite3.connect(ingested.database)) as connection, connection:
        connection.execute("UPDATE digest_version SET version_num = '9000'")
    before = ingested.rows()
    refused(ingested.digest("ingest"), 1, "newer version", "Nothing was changed", "Upgrade")
    assert ingested.rows() == before


def test_two_ingests_at_once_store_every_article_once(fresh: Room) -> None:
    running = [fresh.start("ingest", "--json") for _ in range(2)]
    ended = [child.communicate(timeout=60) for child in running]
    assert [child.returncode for child in running] == [0, 0], ended
    added = [len(source["new"]) for out, _ in ended for source in json.loads(out)["sources"]]
    assert sum(added) == 37
    assert fresh.stored() == 37


def test_ctrl_c_in_an_ingest_keeps_the_sources_that_were_finished(fresh: Room) -> None:
    fresh.change("config/digest.toml", '# allowed_networks = ["10.1.0.0/16"]', 'allowed_networks = ["127.0.0.0/8"]')
    with socket.create_server(("127.0.0.1", 0)) as server:  # it takes the call and says nothing
        server.settimeout(30)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/feed.xml"
        child = fresh.start("ingest", "config/sample/latest.txt", address)
        caller, _ = server.accept()
        with caller:
            code, told = interrupt(child)
    assert code == 130
    assert "Stopped" in told
    assert "KeyboardInterrupt" not in told  # a warning of an open socket may be shown where warnings are
    assert fresh.stored() == 10


def test_ctrl_c_in_a_build_leaves_the_issue_as_it_was(built: Room) -> None:
    before = built.state()
    with (built.folder / "outbox" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        child = built.start(*BUILD, "--exclude", built.stories()[0])
        wait_until(lambda: is_locked(built.database), child)
        code, told = interrupt(child)
    assert code == 130
    assert "Traceback" not in told
    assert built.state() == before


def test_a_reader_that_leaves_early_is_no_error(seen: Room) -> None:
    child = seen.start("articles", "--json", "--limit", "10000")
    assert child.stdout
    assert child.stderr
    with child.stdout, child.stderr:
        child.stdout.close()
        told = child.stderr.read()
        assert child.wait(timeout=60) == 0
    assert told == b""


def interrupt(child: subprocess.Popen[bytes]) -> tuple[int, str]:
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=60)
    return child.returncode, told.decode()


def is_locked(database: Path) -> bool:
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        connection.execute("ROLLBACK")
        return False


def wait_until(happened: Callable[[], bool], child: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if happened():
            return
        assert child.poll() is None, "the command ended before it was to be stopped"
        time.sleep(0.05)
    raise AssertionError("nothing happened within 30 s")
