"""Tables of regional terms: what is in order is read whatever its order, what is not is refused with file and line."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import config
from digest.config import terms
from digest.errors import ConfigError
from digest.model import Variant

TW = Variant.ZH_HANT_TW
HEADER = "source\ttarget\tgroup\tnote\torigin\n"
GOOD = "网络\t網路\tdigital\t\teditorial\n"
SHIPPED = Path(__file__).parent.parent / "config"


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    (tmp_path / "config" / "terms").mkdir(parents=True)
    for name in ("digest.toml", "platforms.toml"):
        (tmp_path / "config" / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path


def put(newsroom: Path, content: str | bytes, name: str = "zh-Hant-TW.own.tsv") -> None:
    raw = content.encode() if isinstance(content, str) else content
    (newsroom / "config" / "terms" / name).write_bytes(raw)


def faults(newsroom: Path) -> list[str]:
    return [str(fault) for fault in terms.load(newsroom).faults]


def own(newsroom: Path, variant: Variant = TW) -> list[tuple[str, str]]:
    rows = terms.load(newsroom).glossary.for_groups(("default",)).rows(variant)
    return [(term.source, term.target) for term in rows if term.own]


def used(newsroom: Path) -> dict[str, str]:
    rows = terms.load(newsroom).glossary.for_groups(("default",)).rows(TW)
    return {term.source: term.target for term in rows}


# (what a table holds after its header, the line of the fault, a word of it)
REFUSED = [
    ("网络\t網路\tdigital\t\n", 2, "has 4 cells, not 5"),
    ("网络\t網路\tdigital\t\teditorial\tmore\n", 2, "has 6 cells"),
    ("网络\n", 2, "has 1 cell,"),
    ("\t網路\tdigital\t\teditorial\n", 2, "source: is empty"),
    ("网络\t\tdigital\t\teditorial\n", 2, "target: is empty"),
    ("网络\t網路\t\t\teditorial\n", 2, "group: '' is no name"),
    ("网络\t網路\tdigital\t\t\n", 2, "origin: is empty"),
    ("网络\t網路\tDigital things\t\teditorial\n", 2, "small letters"),
    ("网络\t網路\tdefault\t\teditorial\n", 2, "not 'default'"),
    (GOOD + GOOD, 3, "repeats config/terms/zh-Hant-TW.own.tsv:2"),
    (GOOD + "网络\t網絡\tdigital\t\teditorial\n", 3, "contradicts config/terms/zh-Hant-TW.own.tsv:2, where it is 網路"),
    (GOOD + "\n# a remark\n网络\t網絡\tother\t\teditorial\n", 5, "contradicts config/terms/zh-Hant-TW.own.tsv:2"),
    ("网<b>络</b>\t網路\tdigital\t\teditorial\n", 2, "'<'"),
    ("网络\t<i>網路</i>\tdigital\t\teditorial\n", 2, "markup"),
    ("网络\t網&nbsp;路\tdigital\t\teditorial\n", 2, "'&nbsp;'"),
    ("网络\t{{ 網路 }}\tdigital\t\teditorial\n", 2, "template"),
    ("网络\t%%網路%%\tdigital\t\teditorial\n", 2, "'%%'"),
    ("网络\t*|網路|*\tdigital\t\teditorial\n", 2, "'|'"),
    ("@联合国\t@聯合國\tun\t\teditorial\n", 2, "'@'"),
    ("网络://络\t網路\tun\t\teditorial\n", 2, "'://'"),
    ('"网络"\t網路\tun\t\teditorial\n', 2, "quotation marks"),
    ("网\x00络\t網路\tdigital\t\teditorial\n", 2, "U+0000"),
    ("网\u200b络\t網路\tdigital\t\teditorial\n", 2, "U+200B"),
    ("网络\t網\u202e路\tdigital\t\teditorial\n", 2, "U+202E"),
    ("网\x0b络\t網路\tdigital\t\teditorial\n", 2, "line break"),
    (" 网络\t網路\tdigital\t\teditorial\n", 2, "begins or ends with a space"),
    ("网络\t網路 \tdigital\t\teditorial\n", 2, "begins or ends with a space"),
    ("网络\t網路\tdigital\ta\x07b\teditorial\n", 2, "note: holds invisible characters"),
    ("網路\t網路\tdigital\t\teditorial\n", 2, "holds '網', which is Traditional; this column is Simplified"),
    ("网络\t网路\tdigital\t\teditorial\n", 2, "holds '网', which is Simplified; this column is Traditional"),
    ("network\t網路\tdigital\t\teditorial\n", 2, "no Chinese character"),
    ("岂\t\uf900\tdigital\t\teditorial\n", 2, "composed form"),
    (f"{'网' * 61}\t網路\tdigital\t\teditorial\n", 2, "61 characters; at most 60"),
    (f"网络\t網路\tdigital\t{'a' * 401}\teditorial\n", 2, "at most 400"),
    (f"{'网络' * 1_000_000}\n{GOOD}", 2, "2,000,000 characters; at most 2,000"),
    ("胡冬冬\t胡鼕鼕\tnames\t\teditorial\n", 2, "never applies: product:protected.tsv:"),
]


@pytest.mark.parametrize(("content", "line", "word"), REFUSED, ids=[word[:40] for _, _, word in REFUSED])
def test_a_row_that_cannot_be_used_is_refused_with_its_line(newsroom: Path, content: str, line: int, word: str) -> None:
    put(newsroom, HEADER + content)
    found = faults(newsroom)
    assert any(fault.startswith(f"config/terms/zh-Hant-TW.own.tsv:{line}: ") and word in fault for fault in found), (
        found
    )


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "has no header"),
        (b"source\ttarget\tgroup\tnote\n", "the column origin is missing"),
        (b"source\ttarget\tgroup\tnote\torigin\tsize\n", "'size' is no column"),
        (b"source\tsource\ttarget\tgroup\tnote\torigin\n", "the column source stands there twice"),
        (b"source,target,group,note,origin\n", "the column source is missing"),
        ("source\ttarget\n".encode("utf-16"), "is UTF-16"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(newsroom: Path, content: bytes, word: str) -> None:
    put(newsroom, content)
    assert any(fault.startswith("config/terms/zh-Hant-TW.own.tsv:1: ") and word in fault for fault in faults(newsroom))


def test_bytes_that_are_not_utf_8_are_refused_with_their_line_and_the_other_rows_are_still_checked(
    newsroom: Path,
) -> None:
    put(newsroom, HEADER.encode() + "网络\t網路".encode("gbk") + b"\n" + "网络\t网路\ta\t\tb\n".encode())
    found = faults(newsroom)
    assert [fault.split(": ")[0] for fault in found] == [f"config/terms/zh-Hant-TW.own.tsv:{line}" for line in (2, 3)]
    assert "is not UTF-8" in found[0]


def test_everything_wrong_is_told_at_once_with_the_rest_of_the_configuration(newsroom: Path) -> None:
    put(newsroom, HEADER + "网络\t网路\tdigital\t\teditorial\n数据\t\tdigital\t\teditorial\n")
    put(newsroom, HEADER + "网络\n", "zh-Hant-HK.own.tsv")
    toml = newsroom / "config" / "digest.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("summary_words", "sumary_words"), encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        config.load(newsroom)
    places = [f"{fault.file}:{fault.line}" for fault in raised.value.faults]
    assert [place.rpartition("/")[2] for place in places[1:]] == [
        "zh-Hant-HK.own.tsv:2",
        "zh-Hant-TW.own.tsv:2",
        "zh-Hant-TW.own.tsv:3",
    ]


def test_a_file_full_of_faults_is_told_of_in_brief(newsroom: Path) -> None:
    put(newsroom, HEADER + "网络\n" * 5_000)
    found = faults(newsroom)
    assert len(found) == 51
    assert "4950 more" in found[-1]


def test_a_file_whose_name_says_no_variant_is_refused(newsroom: Path) -> None:
    put(newsroom, HEADER + GOOD, "taiwan.tsv")
    assert any("taiwan.tsv: its name says no variant" in fault for fault in faults(newsroom))


def test_a_table_as_a_spreadsheet_saves_it_is_read(newsroom: Path) -> None:
    put(newsroom, b"\xef\xbb\xbf" + (HEADER + "网红\t網紅\tdigital\t\teditorial\n").replace("\n", "\r\n").encode())
    assert faults(newsroom) == []
    assert own(newsroom) == [("网红", "網紅")]


def test_columns_may_stand_in_any_order(newsroom: Path) -> None:
    put(newsroom, "origin\tgroup\ttarget\tsource\tnote\neditorial\tdigital\t網紅\t网红\t\n")
    assert own(newsroom) == [("网红", "網紅")]


def test_a_row_of_the_newsrooms_own_overrules_ours_and_nothing_else(newsroom: Path) -> None:
    before = used(newsroom)
    put(newsroom, HEADER + "气候变化\t氣候變化\town\t\teditorial\n")
    after = used(newsroom)
    assert faults(newsroom) == []
    assert before["气候变化"] == "氣候變遷"
    assert after == before | {"气候变化": "氣候變化"}


def test_optional_groups_are_used_only_where_they_are_named(newsroom: Path) -> None:
    glossary = terms.load(newsroom).glossary
    by_default = {term.source for term in glossary.for_groups(("default",)).rows(TW)}
    with_press = {term.source for term in glossary.for_groups(("default", "optional-press")).rows(TW)}
    assert "朝鲜" not in by_default
    assert "朝鲜" in with_press
    assert by_default < with_press
    assert glossary.for_groups(()).rows(TW) == ()


def test_an_audience_names_groups_that_exist(newsroom: Path) -> None:
    toml = newsroom / "config" / "digest.toml"
    text = toml.read_text(encoding="utf-8")
    line = '# terms = ["default", "optional-press"]'
    assert line in text
    toml.write_text(text.replace(line, line.removeprefix("# ")), encoding="utf-8")
    assert config.load(newsroom).audiences["taiwan"].terms == ("default", "optional-press")
    toml.write_text(text.replace(line, 'terms = ["press"]'), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"press.*optional-press"):
        config.load(newsroom)


def test_the_hash_of_the_terms_follows_every_table(newsroom: Path) -> None:
    hashes = [config.load(newsroom).terms_sha256]
    put(newsroom, HEADER + "网红\t網紅\tdigital\t\teditorial\n")
    hashes.append(config.load(newsroom).terms_sha256)
    put(newsroom, HEADER + "网红\t網紅\tother\t\teditorial\n")
    hashes.append(config.load(newsroom).terms_sha256)
    assert len(set(hashes)) == 3
    assert config.load(newsroom).terms_sha256 == hashes[-1]


_LINES = (SHIPPED / "terms" / "zh-Hant-TW.tsv").read_text(encoding="utf-8").splitlines()[3:]


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(shuffler: random.Random) -> None:
    lines = _LINES[:120]
    shuffler.shuffle(lines)
    table = "\n".join([HEADER.strip(), *lines])
    assert _sources_and_targets(table) == _sources_and_targets("\n".join([HEADER.strip(), *_LINES[:120]]))


def _sources_and_targets(table: str) -> list[tuple[str, str]]:
    from digest.config.terms import rows

    read = rows.read(table.encode(), "table", terms.COLUMNS)
    assert not read.faults
    return sorted((row.cells["source"], row.cells["target"]) for row in read.rows)
