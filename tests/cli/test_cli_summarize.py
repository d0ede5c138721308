"""`digest summarize`: texts in, summaries out, without any newsroom."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli_room import COMMAND, ENVIRONMENT, Ran, refused, run

ENGLISH = (
    "YANXI, 12 November 2025 – The lake at Yanxi was opened for swimming again\nafter eleven years of work, the county "
    "said on Monday. Some 4,200 people\ncame on the first day.\n\nHowever, the eastern shore stays closed until next "
    "spring. “We counted the\nswimmers on the first morning and then we wept,” said Arthur Bell, who\nleads the water "
    "office of the county.\n\nAbout us\nThe county of Yanxi lies on the lake. Click here to learn more.\n"
)
CHINESE = (
    "县政府在周一表示,砚溪湖在治理十一年之后重新开放游泳,第一天来了四千二百多人。\n\n东岸要到明年春天才会开放。"
    "水务局局长沈玉兰说：“第一天早上我们数了数下水的人，然后都哭了。”\n"
)


def summarize(*words: str, text: str | bytes = b"", folder: Path = Path("/")) -> Ran:
    return run(("summarize", *words), folder, text.encode() if isinstance(text, str) else text)


def records(ran: Ran) -> list[Any]:
    return [json.loads(line) for line in ran.out.splitlines()]


def lines(*of: object) -> str:
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in of)


def test_a_text_that_is_piped_in_comes_out_shorter() -> None:
    ran = summarize(text=ENGLISH)

    assert (ran.code, ran.told) == (0, "")
    assert ran.out.startswith("The lake at Yanxi was opened for swimming again after eleven years of work")
    assert "Click" not in ran.out
    assert "YANXI" not in ran.out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "utf-32"])
def test_a_file_is_read_in_whatever_encoding_it_is(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "lake.txt").write_bytes(CHINESE.encode(encoding))
    ran = summarize("lake.txt", folder=tmp_path)

    assert ran.code == 0
    assert ran.out.startswith("县政府在周一表示，砚溪湖在治理十一年之后重新开放游泳")
    assert [path.name for path in tmp_path.iterdir()] == ["lake.txt"]


@pytest.mark.parametrize("limit", [8, 20, 30, 45, 60])
def test_a_limit_in_words_is_kept_and_a_chinese_character_is_a_word(limit: int) -> None:
    english = summarize("--words", str(limit), "--json", text=ENGLISH).document
    chinese = summarize("--words", str(limit), "--json", text=CHINESE).document

    assert len(english["summary"].split()) <= limit
    assert len(english["teaser"].split()) <= limit
    assert len(chinese["summary"]) <= limit


@pytest.mark.parametrize("limit", [1, 60, 110, 150, 300])
def test_a_limit_in_characters_is_kept_in_every_language(limit: int) -> None:
    for text in (ENGLISH, CHINESE):
        made = summarize("--chars", str(limit), "--json", text=text).document
        assert len(made["summary"]) <= limit
        assert len(made["teaser"]) <= limit


@pytest.mark.parametrize("name", ["extractive", "lead"])
def test_every_sentence_is_traced_to_the_text_as_it_came_in(name: str) -> None:
    for text in (ENGLISH, CHINESE):
        record = {"id": 7, "text": text, "title": "The lake"}
        (made,) = records(summarize("--jsonl", "--summarizer", name, text=lines(record)))

        assert made["id"] == 7
        assert made["sentences"]
        for sentence in made["sentences"]:
            passage = " ".join(text[sentence["start"] : sentence["end"]].split()).replace(
                ",", "，" if "湖" in text else ","
            )
            assert passage.endswith(sentence["text"][1:]) or "connective dropped" in sentence["rules"]
        assert made["summary"] == ("" if "湖" in text else " ").join(each["text"] for each in made["sentences"])


def test_a_quotation_comes_with_its_speaker_and_its_place() -> None:
    said = summarize("--json", text=CHINESE).document["quote"]

    assert said["speaker"].endswith("沈玉兰")
    assert CHINESE[said["start"] : said["end"]] == said["text"]


def test_a_bad_line_costs_itself_alone_and_is_named() -> None:
    text = (
        lines({"id": "a", "text": CHINESE})
        + "nonsense\n\n[1]\n"
        + lines({"id": "b"}, {"id": "c", "text": 7}, {"text": ENGLISH})
    )
    ran = summarize("--jsonl", text=text)

    made = records(ran)
    assert ran.code == 5
    assert [(each["id"], each.get("line")) for each in made] == [
        ("a", None), (None, 2), (None, 4), ("b", 5), ("c", 6), (None, None),
    ]  # fmt: skip
    assert all(each["error"] for each in made if "line" in each)
    assert made[0]["summary"]
    assert made[-1]["summary"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_records_are_read_in_whatever_encoding_they_are(encoding: str) -> None:
    text = lines({"id": 1, "text": CHINESE}, {"id": 2, "text": f"{CHINESE}\u2028{CHINESE}"})
    ran = summarize("--jsonl", text=text.encode(encoding))

    assert ran.code == 0
    assert [made["summary"][:8] for made in records(ran)] == ["县政府在周一表示"] * 2


def test_a_line_without_end_is_refused_and_the_next_one_read() -> None:
    text = b'{"id": 1, "text": "' + b"a" * 9_000_000 + b'"}\n' + lines({"id": 2, "text": ENGLISH}).encode()
    made = records(summarize("--jsonl", text=text))

    assert [each["id"] for each in made] == [None, 2]
    assert made[0] == {"id": None, "line": 1, "error": "it is too long"}


def test_what_says_nothing_gives_a_reason_and_an_exit_code() -> None:
    ran = summarize(text="Click here!")

    assert (ran.code, ran.out) == (3, "")
    assert "No summary" in ran.told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.txt",), "nowhere.txt"),
        (("/",), "cannot be read"),
        (("--summarizer", "oracle"), "extractive, lead"),
        (("--words", "9", "--chars", "9"), "do not go together"),
    ],
)
def test_a_wrong_word_is_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    refused(summarize(*words, folder=tmp_path), 2, said)


def test_each_record_is_answered_before_the_next_one_comes() -> None:
    with subprocess.Popen(
        [*COMMAND, "summarize", "--jsonl"], env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin
        assert running.stdout
        for number in range(3):
            running.stdin.write(lines({"id": number, "text": ENGLISH}).encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
    assert running.returncode == 0


def test_a_reader_that_leaves_ends_the_work_in_silence() -> None:
    with subprocess.Popen(
        [*COMMAND, "summarize", "--jsonl"],
        env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdin.write(lines({"id": 1, "text": ENGLISH}).encode())
        running.stdin.flush()
        running.stdout.readline()
        running.stdout.close()
        running.stdin.write(lines({"id": 2, "text": ENGLISH}).encode())
        running.stdin.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_memory_does_not_grow_with_the_stream() -> None:
    assert peak(3_000) < 1.15 * peak(300)


def peak(size: int) -> int:
    """The most memory that the command held over so many texts, in whatever the system counts in."""
    with subprocess.Popen(
        [*COMMAND, "summarize", "--jsonl"], env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as running:
        assert running.stdin
        for number in range(size):
            text = (
                f"The county opened school number {number} on Monday. Some {number + 3} pupils came on the first day."
            )
            running.stdin.write(lines({"id": number, "text": text}).encode())
        running.stdin.close()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    return used.ru_maxrss
