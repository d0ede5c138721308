"""Terms out of foreign glossaries, CSV and TBX, friendly and hostile."""

import pytest

from digest.config.terms import exchange
from digest.model import Variant

TW, HK, HANS = Variant.ZH_HANT_TW, Variant.ZH_HANT_HK, Variant.ZH_HANS

TBX_2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="1">
 <langSet xml:lang="en"><tig><term>climate change</term></tig></langSet>
 <langSet xml:lang="zh-CN"><tig><term>气候变化</term></tig></langSet>
 <langSet xml:lang="zh-TW">
  <tig><term>氣候變化</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  <tig><term>氣候變異</term></tig>
  <tig><term>氣<hi>候</hi>變遷</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
 </langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>food</term></tig></langSet></termEntry>
</body></text></martif>"""

TBX_3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dct" xml:lang="en"><text><body>
<conceptEntry id="1">
 <langSec xml:lang="zh-Hans"><termSec><term>志愿者</term></termSec><termSec><term>志愿人员</term></termSec></langSec>
 <langSec xml:lang="zh-Hant"><termSec><term>志工</term></termSec></langSec>
 <langSec xml:lang="zh-Hant-HK"><termSec><term>義工</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def pairs(text: str | bytes, variant: Variant = TW) -> list[tuple[str, str]]:
    raw = text.encode() if isinstance(text, str) else text
    return [(term.source, term.target) for term in exchange.read(raw, "glossary", variant, "imported").terms]


def faults(text: str | bytes, variant: Variant = TW) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    return [str(fault) for fault in exchange.read(raw, "glossary", variant, "imported").faults]


def test_tbx_of_version_2_gives_the_preferred_term_and_never_a_deprecated_one() -> None:
    assert pairs(TBX_2) == [("气候变化", "氣候變遷")]


def test_an_entry_without_the_languages_wanted_is_refused_with_its_line() -> None:
    (fault,) = faults(TBX_2)
    assert fault.startswith("glossary:13: has no source term")


def test_tbx_of_version_3_gives_a_row_for_every_source_and_the_nearest_target() -> None:
    assert pairs(TBX_3, TW) == [("志愿者", "志工"), ("志愿人员", "志工")]
    assert pairs(TBX_3, HK) == [("志愿者", "義工"), ("志愿人员", "義工")]


def test_tbx_on_the_way_back_has_every_traditional_term_as_source() -> None:
    assert pairs(TBX_3, HANS) == [("義工", "志愿者"), ("志工", "志愿者")]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "志工">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a SYSTEM "http://127.0.0.1:9/terms">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/terms"> %a;',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">',
    ],
)
def test_a_tbx_with_entities_is_refused_whole(declaration: str) -> None:
    hostile = TBX_3.replace("<tbx", f"<!DOCTYPE tbx [{declaration}]><tbx", 1).replace("志工", "&a;")
    assert pairs(hostile) == []
    assert faults(hostile)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<tbx><text></tbx>", "is not XML"),
        ("<html><body>志工</body></html>", "it is no TBX"),
        ("<" * 100_000, "is not XML"),
        ("<a>" * 5_000, "is not XML"),
        ("", "is empty"),
        ("source,note\n网络,x\n", "the column target is missing"),
        ("target,note\n網路,x\n", "the column source is missing"),
        ('source,target\n"网络,網路\n', "is not CSV"),
        (b"source,target\n\xcd\xf8\xc2\xe7,x\n", "glossary:2: is not UTF-8"),
        (f"source,target\n网络,{'網' * 2_001}\n", "glossary:2: has a cell of more than 2,000"),
        ("source,target,note\n网络,網路,\n数据\n", "glossary:3: has only 1 cells"),
        (f"source,target\n网络,{'網' * 200_000}\n", "glossary:"),
    ],
)
def test_what_is_no_glossary_is_refused_in_words(text: str | bytes, word: str) -> None:
    assert any(word in fault for fault in faults(text)), faults(text)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_may_name_its_columns_by_language_and_separate_them_as_it_likes(separator: str) -> None:
    lines = [["en", "zh-Hans", "zh-TW", "note"], ["network", "网络", "網路", "two\nlines"], ["", "", "", ""]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    (term,) = exchange.read(text.encode(), "glossary", TW, "imported").terms
    assert (term.source, term.target, term.note, term.group) == ("网络", "網路", "two lines", "imported")


def test_csv_rows_may_bring_their_group_and_origin() -> None:
    text = "\ufeffsource,target,group,origin\n网络,網路,digital,the style guide\n"
    (term,) = exchange.read(text.encode(), "glossary.csv", TW, "imported").terms
    assert (term.group, term.origin, term.place) == ("digital", "the style guide", "glossary.csv:2")
