"""`digest subscribers` as people type it: in, out, and nobody by accident."""

import csv
import io
import json
import subprocess

import pytest
from cli_room import COMMAND, ENVIRONMENT, Room, refused

LIST = """Email;姓名;语言;标签;Phone
li@example.org;李明;zh-CN;press
LI@example.org;;zh-CN;
nobody;x;en;
""".replace("\n", "\r\n").encode("gb18030")
KEY = {"DIGEST_LINK_KEYS": "1:" + "k" * 40}


def test_a_list_comes_in_once_and_what_is_wrong_with_it_is_said_with_its_line(fresh: Room) -> None:
    fresh.write("list.csv", LIST)
    tried = fresh.digest("subscribers", "import", "list.csv", "--to", "weekly", "--dry-run")
    assert tried.code == 5
    assert tried.out.splitlines() == [
        " line 3: repeats line 2: LI@example.org",
        " line 4: 'nobody' is no e-mail address: it has no name before an @",
        " not used: the columns Phone",
        "Would add 1 subscriber; 1 repeated in the list; 1 refused.",
    ]
    assert fresh.digest("subscribers", "import", "list.csv", "--to", "weekly", "--refused", "look.csv").code == 5
    assert (fresh.folder / "look.csv").read_text("utf-8-sig").splitlines()[1].startswith("3,repeats line 2")
    again = fresh.digest("subscribers", "import", "list.csv", "--to", "weekly", "--json").document
    assert again["counts"] == {"there": 2, "refused": 1}
    exported = fresh.digest("subscribers", "export").out
    (row,) = csv.DictReader(io.StringIO(exported))
    assert (row["name"], row["variant"], row["tags"], row["newsletters"]) == ("李明", "zh-Hans", "press", "weekly")


def test_the_sample_list_reaches_every_audience(fresh: Room) -> None:
    ran = fresh.digest("subscribers", "import", "config/sample/subscribers.csv", "--to", "weekly")
    assert ran.code == 0, ran.told
    listed = fresh.digest("subscribers", "list", "--json").document
    assert [each["recipients"] for each in listed["audiences"] if each["newsletter"] == "weekly"] == [4, 4, 2, 2]


def test_which_newsletter_is_asked_for_where_there_are_several(fresh: Room) -> None:
    fresh.write("list.csv", LIST)
    refused(fresh.digest("subscribers", "import", "list.csv"), 2, "Which newsletter", "weekly, monthly")


def test_somebody_is_added_shown_removed_and_erased(fresh: Room) -> None:
    add = ("subscribers", "add", "li@example.org", "--to", "weekly", "--variant", "zh-Hans")
    assert fresh.digest(*add, "--origin", "asked by phone").code == 0
    shown = fresh.digest("subscribers", "show", "li@example.org", "--json").document
    assert shown["history"][0]["origin"] == "asked by phone"
    assert fresh.digest("subscribers", "remove", "LI@example.org").code == 0
    refused(fresh.digest(*add), 2, "has unsubscribed, and is not brought back")
    refused(fresh.digest("subscribers", "erase", "li@example.org"), 2, "Add --yes")
    assert fresh.digest("subscribers", "erase", "li@example.org", "--yes").code == 0
    refused(fresh.digest("subscribers", "show", "li@example.org"), 2, "Nobody subscribes with li@example.org")


def test_bounces_need_a_key_and_a_mailbox(fresh: Room) -> None:
    refused(fresh.digest("subscribers", "bounces", "box"), 2, "DIGEST_LINK_KEYS")
    refused(fresh.digest("subscribers", "bounces", "box", env=KEY), 1, "The mailbox box cannot be read")
    fresh.write("box", b"From a\nFrom: x@y.org\nSubject: hello\n\ntext\n")
    told = json.loads(fresh.digest("subscribers", "bounces", "box", "--json", env=KEY).raw)
    assert told["counts"] == {"nothing": 1}


def test_the_pages_for_readers_say_what_they_lack(fresh: Room) -> None:
    refused(fresh.digest("public"), 2, "DIGEST_LINK_KEYS")
    refused(fresh.digest("public", env=KEY), 2, "[public]")
    fresh.change("config/digest.toml", "\n# [public]\n# address", "\n[public]\naddress")
    refused(fresh.digest("public", env=KEY), 1, "No relay is configured")


HEADING = b"email,variant\n"
BIG = {
    "one line of 300 MB": (HEADING, b"x" * 1_000_000, 300, " line 2: the line is longer"),
    "nothing but separators": (HEADING, b"," * 1_000_000, 300, " line 2: the line is longer"),
    "nothing but zeros": (b"", b"\0" * 1_000_000, 300, "begins with a line that is longer"),
    "a quotation mark that never closes": (HEADING + b'"', b"a@example.org,en\n" * 60_000, 2, "1 subscriber"),
    "no text at all": (HEADING, bytes(range(256)) * 4_000, 1, "Added 0 subscribers"),
}


@pytest.mark.parametrize(("first", "piece", "times", "said"), BIG.values(), ids=BIG)
def test_a_list_as_long_as_anybody_likes_takes_no_more_memory(
    fresh: Room, first: bytes, piece: bytes, times: int, said: str
) -> None:
    # No more than 200 MB of data may be held: a longer list that was kept would be an error of memory.
    words = ["sh", "-c", 'ulimit -d 200000; exec "$@"', "", *COMMAND, "subscribers", "import", "-", "--to", "weekly"]
    with (fresh.folder / "told").open("w+b") as told:
        process = subprocess.Popen(
            words, cwd=fresh.folder, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=told, stderr=told
        )
        assert process.stdin
        try:
            process.stdin.write(first)
            for _ in range(times):
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it has seen enough
        assert process.wait() in (2, 5)
        told.seek(0)
        assert said in told.read().decode()
