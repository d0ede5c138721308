"""`digest count` and `digest split`: texts as platforms count and cut them, without any newsroom."""

import json
import resource
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli_room import COMMAND, ENVIRONMENT, Ran, run

CHECKOUT = Path(__file__).parents[2]


def digest(*words: str, text: str = "", folder: Path = Path("/")) -> Ran:
    return run(words, folder, text.encode())


def lines(*of: object) -> str:
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in of)


def records(ran: Ran) -> list[Any]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_text_that_is_piped_in_is_counted_without_the_line_end_of_its_file() -> None:
    ran = digest("count", "--platform", "x", text="看 https://example.org/a。 #新闻\n")
    assert (ran.code, ran.told) == (0, "")
    assert ran.out == "34 / 280  fits\n  link  https://example.org/a\n  tag  #新闻\n"


def test_a_text_that_does_not_fit_ends_with_code_1() -> None:
    ran = digest("count", "--platform", "weibo", "--json", text="字" * 141)
    assert ran.code == 1
    assert ran.document == {"count": 141, "limit": 140, "fits": False, "links": [], "tags": [], "mentions": []}


def test_a_title_is_counted_by_its_own_rule_and_limit() -> None:
    ran = digest("count", "--platform", "xiaohongshu", "--part", "title", text="hello")
    assert ran.out.startswith("3 / 20")
    assert digest("count", "--platform", "x", "--part", "title", text="hello").code == 2


def test_records_are_answered_in_order_and_a_bad_line_with_its_number() -> None:
    given = lines({"id": "a", "text": "看 https://example.org/ 1"}, ["no"], {"id": 2}) + "{\n" + lines({"text": "b"})
    ran = digest("count", "--platform", "bluesky", "--jsonl", text=given)
    first, *wrong, last = records(ran)
    assert ran.code == 5
    assert first == {
        "id": "a",
        "count": 24,
        "limit": 300,
        "fits": True,
        "links": [{"text": "https://example.org/", "start": 2, "end": 22}],
        "tags": [],
        "mentions": [],
    }
    assert [(each["id"], each["line"]) for each in wrong] == [(None, 2), (2, 3), (None, 4)]
    assert all(each["error"] for each in wrong)
    assert (last["id"], last["count"]) == (None, 1)


def test_a_content_warning_counts_on_mastodon_and_is_refused_elsewhere() -> None:
    given = lines({"id": 1, "text": "a", "warning": "food"})
    (counted,) = records(digest("count", "--platform", "mastodon", "--jsonl", text=given))
    assert counted["count"] == 5
    (refused,) = records(digest("count", "--platform", "x", "--jsonl", text=given))
    assert refused["error"] == "X has no content warnings"


def test_a_text_is_split_and_its_parts_stand_between_cut_marks() -> None:
    ran = digest("split", "--platform", "x", "--no-numbers", text="One.\n---\nTwo.\n")
    assert (ran.code, ran.out) == (0, "One.\n---\nTwo.\n")
    assert digest("split", "--platform", "x", "--no-numbers", text=ran.out).out == ran.out


def test_a_traditional_text_is_cut_between_its_words_like_a_simplified_one() -> None:
    text = "\n".join("的" * odd + "教育部長與鄉村小學" * 40 for odd in range(3))
    ran = digest("split", "--platform", "x", "--no-numbers", text=text)
    assert ran.out.count("教育部長") == ran.out.count("鄉村") == 120


def test_records_are_split_and_what_had_to_be_cut_is_told() -> None:
    given = lines(
        {"id": 1, "text": "行动不能再等。" * 30}, {"id": 2, "text": "x" * 500}, {"id": 3, "names": 1, "text": "a"}
    )
    ran = digest("split", "--platform", "x", "--jsonl", text=given)
    first, second, third = records(ran)
    assert ran.code == 5
    assert first["parts"][0].endswith("。（1/2）")
    assert "problems" not in first
    assert second["problems"]
    assert third["line"] == 3


def test_the_figures_of_a_newsroom_win_and_shipped_platforms_stay(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    row = (CHECKOUT / "config" / "platforms.toml").read_text(encoding="utf-8").split("[bluesky]")[0]
    (tmp_path / "config" / "platforms.toml").write_text(row.replace("value = 280", "value = 500"), encoding="utf-8")
    assert "/ 500" in digest("-C", str(tmp_path), "count", "--platform", "x", text="a").out
    assert "/ 500" in digest("count", "--platform", "x", text="a", folder=tmp_path).out
    assert "/ 300" in digest("-C", str(tmp_path), "count", "--platform", "bluesky", text="a").out


@pytest.mark.parametrize("words", [("count", "-p", "nope"), ("-C", "/no/where", "count", "-p", "x"), ("count",)])
def test_what_cannot_be_meant_ends_with_code_2(words: tuple[str, ...]) -> None:
    assert digest(*words).code == 2


def test_a_reader_that_leaves_early_causes_no_noise(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(lines({"id": 1, "text": "text"}) * 5000)
    command = f"{shlex.join(COMMAND)} count -p x --jsonl posts.jsonl | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=ENVIRONMENT | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["count"] == 4


def test_a_long_stream_is_answered_in_flat_memory(tmp_path: Path) -> None:
    def peak(number: int) -> int:
        file = tmp_path / f"{number}.jsonl"
        file.write_text(lines({"id": 1, "text": "看 https://example.org/ " + "字" * 2000}) * number, encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        assert digest("count", "-p", "x", "--jsonl", str(file)).code == 0
        return max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)

    assert peak(3000) < peak(100) + 30_000  # kB; the input is 18 MB
