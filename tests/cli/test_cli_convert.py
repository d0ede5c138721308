"""Texts in, texts in another written form out; nothing lost on the way."""

import json
from pathlib import Path

import pytest
from cli_room import Ran, refused, run

SIMPLIFIED = "多个中国城市被发布。\r\nChina’s “plan”\n“头发”\n"
TRADITIONAL = "多個中國城市被發布。\r\nChina’s “plan”\n「頭髮」\n"


def digest(folder: Path, *words: str, told: bytes = b"") -> Ran:
    return run(words, folder, told)


def records(ran: Ran) -> list[dict]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_what_is_piped_in_comes_out_converted_with_its_line_ends(tmp_path: Path) -> None:
    assert digest(tmp_path, "convert", "--to", "zh-Hant-TW", told=SIMPLIFIED.encode()).out == TRADITIONAL


def test_the_way_back_gives_the_text_again(tmp_path: Path) -> None:
    assert digest(tmp_path, "convert", "--to", "zh-Hans", told=TRADITIONAL.encode()).out == SIMPLIFIED


@pytest.mark.parametrize("variant", ["zh-Hant-TW", "zh-Hant-HK"])
def test_a_text_in_the_wanted_script_comes_out_byte_for_byte(tmp_path: Path, variant: str) -> None:
    text = "臺北與香港：裏面、裡面，“引號”。"
    assert digest(tmp_path, "convert", "--to", variant, told=text.encode()).out == text


def test_hong_kong_and_taiwan_are_told_apart_only_where_the_source_is_named(tmp_path: Path) -> None:
    text = "裏面的説明".encode()
    assert digest(tmp_path, "convert", "--to", "zh-Hant-TW", told=text).raw == text
    ran = digest(tmp_path, "convert", "--to", "zh-Hant-TW", "--from", "zh-Hant-HK", told=text)
    assert ran.out == "裡面的說明"


@pytest.mark.parametrize(
    ("lang", "to", "expected"),
    [
        ("zh-Hant-TW", "zh-Hant-HK", "裏面"),
        ("zh_TW", "zh-Hant-HK", "裏面"),
        ("zh-Hant", "zh-Hant-HK", "裡面"),
        ("zh-TW", "zh-Hant-TW", "裡面"),
        ("en", "zh-Hant-HK", "裡面"),
    ],
)
def test_a_page_that_names_its_region_is_taken_at_its_word(tmp_path: Path, lang: str, to: str, expected: str) -> None:
    page = f"<!doctype html>\n<html class=x lang='{lang}'><body lang=zh-Hant><p>裡面的說明</p></body></html>"
    out = digest(tmp_path, "convert", "--to", to, "--markup", "html", told=page.encode()).out
    assert f"<p>{expected}" in out


def test_the_file_s_name_says_how_it_is_marked_up(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<p lang="zh-CN">头<b>发</b> <a href="/发展">发展</a></p>', encoding="utf-8")
    ran = digest(tmp_path, "convert", "page.html", "--to", "zh-Hant-HK")
    assert ran.out == '<p lang="zh-Hant-HK">頭<b>髮</b> <a href="/发展">發展</a></p>'


def test_a_text_in_another_encoding_comes_out_in_utf_8(tmp_path: Path) -> None:
    ran = digest(tmp_path, "convert", "--to", "zh-Hant-TW", told="他们在这里发布报告。".encode("gb18030"))
    assert ran.out == "他們在這裡發布報告。"


def test_a_long_text_goes_through_whole(tmp_path: Path) -> None:
    text = "联合国发布报告。" * 40_000 + "\n" + "最后一行\n" * 50_000
    ran = digest(tmp_path, "convert", "--to", "zh-Hant-TW", told=text.encode())
    assert ran.out == "聯合國發布報告。" * 40_000 + "\n" + "最後一行\n" * 50_000


def test_json_gives_the_text_with_its_changes_and_doubts(tmp_path: Path) -> None:
    made = digest(tmp_path, "convert", "--to", "zh-Hant-TW", "--json", told="他说：“被发布”".encode()).document
    assert set(made) == {"text", "changes", "doubts", "problems"}
    for change in made["changes"]:
        assert "他说：“被发布”"[change["start"] : change["end"]] == change["source"]
        assert made["text"][change["target_start"] : change["target_end"]] == change["target"]


def test_a_record_is_answered_by_one_whatever_stands_in_the_line(tmp_path: Path) -> None:
    lines = (
        '{"id": 1, "text": "头发"}\n\n{"id": "b"}\nnot JSON\n'
        '{"id": 4, "text": "甲\\u0000发展\\ud800"}\n{"text": "干燥"}'
    )
    ran = digest(tmp_path, "convert", "--to", "zh-Hant-TW", "--jsonl", told=lines.encode())
    answers = records(ran)
    assert ran.code == 5
    assert [answer["id"] for answer in answers] == [1, "b", None, 4, None]
    assert [answer.get("text") for answer in answers] == ["頭髮", None, None, "甲\0發展\ud800", "乾燥"]
    assert [answer.get("line") for answer in answers] == [None, 3, 4, None, None]


def test_japanese_stays_as_it_is(tmp_path: Path) -> None:
    text = "国連の学校は東京にあります。"
    assert digest(tmp_path, "convert", "--to", "zh-Hant-TW", told=text.encode()).out == text


def test_what_cannot_be_done_is_refused_in_words(tmp_path: Path) -> None:
    refused(digest(tmp_path, "convert", "--to", "en", told=b""), 2, "Nothing is translated")
    refused(digest(tmp_path, "convert", "missing.txt"), 2, "missing.txt")
    refused(digest(tmp_path, "convert", "--group", "nonsense", told=b""), 2, "nonsense")


def test_detect_tells_script_and_confidence(tmp_path: Path) -> None:
    assert digest(tmp_path, "detect", told="他们说".encode()).out.split()[0] == "zh-Hans"
    lines = (
        '{"id": 1, "text": "他们"}\n{"id": 2, "text": "中文"}\n'
        '{"id": 3, "text": "中文", "declared": "zh-Hant"}\n{"id": 4}'
    )
    ran = digest(tmp_path, "detect", "--jsonl", told=lines.encode())
    assert ran.code == 5
    assert [(each["id"], each.get("label"), each.get("confidence")) for each in records(ran)] == [
        (1, "zh-Hans", 0.667),
        (2, "undetermined", 0.0),
        (3, "zh-Hant", 0.5),
        (4, None, None),
    ]


def test_a_declared_language_that_the_text_cannot_be_in_is_not_believed(tmp_path: Path) -> None:
    ran = digest(tmp_path, "detect", "--json", "--declared", "zh-Hant", told="Доклад".encode())
    assert ran.document == {"label": "undetermined", "confidence": 0.0}
    bad = digest(tmp_path, "detect", "--jsonl", told=b'{"text": "x", "declared": "klingon"}')
    assert "declared" in records(bad)[0]["error"]


@pytest.mark.parametrize("text", ["Ship it \U0001fae8 now", "A\x85B", "logo \uf8ff", "a\ufffdb", "\U00031350"])
def test_what_is_utf_8_is_read_as_utf_8_however_little_of_it_there_is(tmp_path: Path, text: str) -> None:
    assert digest(tmp_path, "convert", "--to", "zh-Hant-TW", told=text.encode()).out == text


def test_a_late_line_in_another_encoding_is_read_too(tmp_path: Path) -> None:
    raw = b"plain line of text\n" * 6_000 + "中国的发展\n".encode("gb18030")
    assert digest(tmp_path, "convert", "--to", "zh-Hant-TW", told=raw).out.endswith("中國的發展\n")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_that_is_none_is_no_json(tmp_path: Path, number: str) -> None:
    ran = digest(tmp_path, "detect", "--jsonl", told=f'{{"id": {number}, "text": "x"}}'.encode())
    assert "JSON" in records(ran)[0]["error"]
