"""`digest terms`: tables checked, rows added to the newsroom's own, tried on a text, taken from foreign glossaries."""

import pytest
from cli_room import Room, refused

OWN = "config/terms/zh-Hant-TW.own.tsv"
HEADER = "source\ttarget\tgroup\tnote\torigin\n"
TBX = """<tbx><text><body>
<conceptEntry><langSec xml:lang="zh-Hans"><termSec><term>志愿军团</term></termSec></langSec>
<langSec xml:lang="zh-Hant-TW"><termSec><term>志工團</term></termSec></langSec></conceptEntry>
<conceptEntry><langSec xml:lang="zh-Hans"><termSec><term>数<b/>字{{</term></termSec></langSec>
<langSec xml:lang="zh-Hant-TW"><termSec><term>數位</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


def table(room: Room) -> str:
    file = room.folder / OWN
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_a_new_newsroom_uses_our_tables_and_holds_no_copy_of_them(fresh: Room) -> None:
    assert not (fresh.folder / "config" / "terms").exists()
    ran = fresh.digest("terms", "check", "--json")
    assert ran.code == 0
    assert ran.document["files"] == [
        "product:protected.tsv",
        "product:zh-Hans.tsv",
        "product:zh-Hant-HK.tsv",
        "product:zh-Hant-TW.tsv",
    ]
    assert ran.document["rows"]["zh-Hant-TW"] > 400
    assert ran.document["faults"] == []


def test_an_added_term_is_used_and_overrules_ours(fresh: Room) -> None:
    added = fresh.digest("terms", "add", "--to", "zh-Hant-TW", "气候变化", "氣候變化", "--origin", "style guide")
    assert added.code == 0, added.told
    assert "overrules product:zh-Hant-TW.tsv:" in added.out
    assert table(fresh) == HEADER + "气候变化\t氣候變化\town\t\tstyle guide\n"
    tried = fresh.digest("terms", "test", "--to", "zh-Hant-TW", "应对气候变化和网络", "--json")
    assert tried.document["text"] == "因應氣候變遷和網路"  # a longer row of ours still wins over a shorter one
    tried = fresh.digest("terms", "test", "--to", "zh-Hant-TW", "谈气候变化", "--json")
    assert tried.document["text"] == "談氣候變化"
    (term,) = tried.document["terms"]
    assert (term["start"], term["end"], term["place"]) == (1, 5, f"{OWN}:2")
    assert fresh.digest("check").code == 0


def test_longer_terms_that_win_over_the_new_one_are_named(fresh: Room) -> None:
    added = fresh.digest("terms", "add", "--to", "zh-Hant-TW", "气候变化", "氣候變化")
    assert "note: inside 应对气候变化 stays 因應氣候變遷 (product:zh-Hant-TW.tsv:" in added.out


def test_a_removed_term_gives_way_to_ours_and_the_other_rows_stay(fresh: Room) -> None:
    fresh.digest("terms", "add", "--to", "zh-Hant-TW", "网络", "網絡")
    fresh.digest("terms", "add", "--to", "zh-Hant-TW", "志愿军团", "志工團", "--note", "网络")
    assert fresh.digest("terms", "test", "网络", "--to", "zh-Hant-TW", "--json").document["text"] == "網絡"
    removed = fresh.digest("terms", "remove", "--to", "zh-Hant-TW", "网络")
    assert (removed.code, removed.out) == (0, f"Removed 网络 from {OWN}.\n")
    assert table(fresh) == HEADER + "志愿军团\t志工團\town\t网络\teditorial: this newsroom\n"
    assert fresh.digest("terms", "test", "网络", "--to", "zh-Hant-TW", "--json").document["text"] == "網路"
    again = fresh.digest("terms", "remove", "--to", "zh-Hant-TW", "网络")
    assert (again.code, again.out) == (3, f"{OWN} has no row for 网络; nothing was changed.\n")


def test_adding_twice_changes_nothing_the_second_time(fresh: Room) -> None:
    words = ("terms", "add", "--to", "zh-Hant-TW", "志愿军团", "志工團")
    assert fresh.digest(*words).code == 0
    before = table(fresh)
    again = fresh.digest(*words)
    assert again.code == 3
    assert "1 term there already" in again.out
    assert table(fresh) == before


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("志愿军团", "义工团", "Simplified"),
        ("志願軍團", "志工團", "Traditional"),
        ("<b>团</b>", "團", "markup"),
        ("团\n长", "團長", "U+000A"),
        ("", "團", "is empty"),
        ("胡冬冬", "胡鼕鼕", "protects it"),
    ],
)
def test_a_term_that_cannot_be_used_is_refused_and_nothing_is_written(
    seen: Room, source: str, target: str, word: str
) -> None:
    refused(seen.digest("terms", "add", "--to", "zh-Hant-TW", source, target), 2, word, OWN)
    assert table(seen) == ""


def test_a_contradiction_is_refused_with_the_place_of_the_other_row(fresh: Room) -> None:
    fresh.write(OWN, HEADER + "\n志愿军团\t志工團\town\t\tus\n")
    refused(fresh.digest("terms", "add", "--to", "zh-Hant-TW", "志愿军团", "志願軍團"), 2, f"{OWN}:3", "志工團")


def test_a_table_with_faults_is_not_added_to(fresh: Room) -> None:
    fresh.write(OWN, HEADER + "志愿军团\n")
    refused(fresh.digest("terms", "add", "--to", "zh-Hant-TW", "团长", "團長"), 2, f"{OWN}:2")
    assert table(fresh) == HEADER + "志愿军团\n"


def test_check_tells_of_terms_with_everything_else(fresh: Room) -> None:
    fresh.write(OWN, HEADER + "网络\t網路\tdigital\t\tus\n网络\t網絡\tdigital\t\tus\n")
    fresh.write("config/terms/zh-Hant-HK.own.tsv", HEADER.encode() + b"\xcd\xf8\t\xc2\xb7\ta\t\tb\n")
    fresh.change("config/digest.toml", "summary_words = 75", "sumary_words = 75")
    for command in (("check",), ("terms", "check")):
        ran = fresh.digest(*command)
        assert ran.code == 2
        assert f"{OWN}:3: 网络: contradicts {OWN}:2, where it is 網路, not 網絡" in ran.out
        assert "config/terms/zh-Hant-HK.own.tsv:2: is not UTF-8" in ran.out
        assert ("sumary_words" in ran.out) == (command == ("check",))


def test_one_table_can_be_checked_before_it_is_put_in_place(fresh: Room) -> None:
    fresh.write("drafts/zh-Hant-TW.health.tsv", HEADER + "网络\t网络\tdigital\t\tus\n")
    ran = fresh.digest("terms", "check", "drafts/zh-Hant-TW.health.tsv", "--json")
    assert ran.code == 2
    (fault,) = ran.document["faults"]
    assert (fault["file"], fault["line"]) == ("drafts/zh-Hant-TW.health.tsv", 2)
    refused(fresh.digest("terms", "check", "drafts/nothing.tsv"), 2, "drafts/nothing.tsv")


def test_a_glossary_is_taken_in_and_each_refused_row_is_told_with_its_line(fresh: Room) -> None:
    fresh.write("unterm.tbx", TBX)
    tried = fresh.digest("terms", "import", "unterm.tbx", "--to", "zh-Hant-TW", "--dry-run")
    assert tried.code == 5
    assert "Would add 1 term" in tried.out
    assert table(fresh) == ""
    ran = fresh.digest("terms", "import", "unterm.tbx", "--to", "zh-Hant-TW", "--group", "unterm")
    assert ran.code == 5
    assert "unterm.tbx:4: source: holds '{'" in ran.out
    assert table(fresh) == HEADER + "志愿军团\t志工團\tunterm\t\tunterm.tbx\n"
    assert fresh.digest("check").code == 0


def test_a_glossary_in_csv_is_taken_in_once(fresh: Room) -> None:
    fresh.write("glossary.csv", "zh-Hans,zh-Hant-HK,note\n志愿军团,義工團,yes\n志愿军团,義工團,again\n")
    ran = fresh.digest("terms", "import", "glossary.csv", "--to", "zh-Hant-HK", "--json")
    assert ran.code == 0, ran.told
    assert [term["target"] for term in ran.document["added"]] == ["義工團"]
    assert fresh.digest("terms", "import", "glossary.csv", "--to", "zh-Hant-HK").code == 3


def test_a_glossary_that_is_none_is_refused(fresh: Room) -> None:
    fresh.write("hostile.tbx", '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>')
    ran = fresh.digest("terms", "import", "hostile.tbx", "--to", "zh-Hant-TW")
    assert ran.code == 1
    assert "declares entities" in ran.out
    assert table(fresh) == ""
    refused(fresh.digest("terms", "import", "nothing.csv", "--to", "zh-Hant-TW"), 2, "nothing.csv")


def test_a_text_can_be_tried_from_a_file_with_chosen_groups(fresh: Room) -> None:
    fresh.write("text.txt", "朝鲜的网络")
    by_default = fresh.digest("terms", "test", "text.txt", "--to", "zh-Hant-TW")
    assert by_default.code == 0
    assert by_default.out.endswith("朝鮮的網路\n")
    words = ("terms", "test", "text.txt", "--to", "zh-Hant-TW", "--group")
    assert fresh.digest(*words, "optional-press", "--json").document["text"] == "北韓的網絡"
    refused(fresh.digest(*words, "press"), 2, "'press'", "optional-press")


def test_the_way_back_to_the_mainland_can_be_tried_too(seen: Room) -> None:
    ran = seen.digest("terms", "test", "永續發展目標與網路", "--to", "zh-Hans", "--json")
    assert ran.document["text"] == "可持续发展目标与网络"
    refused(seen.digest("terms", "test", "text", "--to", "en"), 2, "Chinese")
