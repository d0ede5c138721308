"""Any text and markup: nothing lost, nothing touched that is kept, tags and text independent of one another."""

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import converted, letters, words

from digest.chinese import spans
from digest.chinese.spans import Markup, Piece
from tests import growth

HAN = "发后里国展可持续头中家"
TEXT = st.text(alphabet=HAN + "aB 1,.“”\n", max_size=6)
BROKEN = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("<>&\"'{}%#*|$!-/=[]@.:;`~_\\ \n\t\0\ud800\udfff" + HAN + "aの한")), st.characters()
    ),
    max_size=60,
)
# fmt: off
PIECES_OF_MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<code>",
        "</code>",
        "<!--",
        "-->",
        "<a href='后' title=\"里",
        '">',
        "<script>",
        "</script>",
        "{{",
        "}}",
        "{%",
        "%}",
        "&#21457;",
        "&amp;",
        "<span lang=ja>",
        "</span>",
        "<br>",
        "```\n",
        "`",
        "**",
        "\n\n",
        "    ",
        "https://un.org/后",
        "info@联合国.cn",
        "@后",
        "[发](/后 '里')",
        "> ",
        "- ",
        "| 后 | 里 |\n|--|--|\n",
        "](",
        "#话题#",
        "<",
        "<mj-raw>",
    ]
)
# fmt: on
JUMBLE = st.lists(st.one_of(PIECES_OF_MARKUP, TEXT), max_size=25).map("".join)
ANY = st.one_of(BROKEN, JUMBLE)


@given(ANY, st.sampled_from(Markup), st.booleans())
@settings(max_examples=400)
def test_what_nobody_changes_comes_back_byte_for_byte(text: str, markup: Markup, hashtags: bool) -> None:
    layout = spans.read(text, markup, hashtags=hashtags)

    assert layout.write([() for _ in layout.runs]) == text
    assert layout.write([[Piece(0, len(run.text), run.text)] for run in layout.runs]) == text
    assert layout.write([[Piece(i, i + 1, c) for i, c in enumerate(run.text)] for run in layout.runs]) == text


@given(ANY, st.sampled_from(Markup))
@settings(max_examples=400)
def test_of_a_run_only_its_free_parts_change(text: str, markup: Markup) -> None:
    layout = spans.read(text, markup)
    for run in layout.runs:
        for start, end in run.kept:
            source = text[slice(*run.source(start, end))]
            assert len(source) >= end - start

    changed = [[Piece(start, end, "✓" * (end - start)) for start, end in run.free()] for run in layout.runs]
    again = layout.write(changed)

    touched = sorted(run.source(i, i + 1) for run in layout.runs for span in run.free() for i in range(*span))
    assert all(before[1] <= after[0] for before, after in pairwise(touched))
    assert sum(len(run.text) for run in layout.runs) <= len(text)
    assert again.count("✓") == sum(end - start for run in layout.runs for start, end in run.free()) + text.count(
        "✓"
    ) - sum(run.text[start:end].count("✓") for run in layout.runs for start, end in run.free())


@given(ANY, st.sampled_from(Markup))
def test_each_place_of_a_run_is_its_place_in_the_source(text: str, markup: Markup) -> None:
    for run in spans.read(text, markup).runs:
        for index, letter in enumerate(run.text):
            start, end = run.source(index, index + 1)
            written = text[start:end]
            assert written == letter or unescape(written) == letter or written.lower().startswith("<br")


INLINE = st.sampled_from(
    ["<b>", "</b>", "<i class='后'>", "</i>", "<a href='https://un.org/后'>", "</a>", "<!-- 后 -->", "<wbr>"]
)
FLOWING = st.lists(st.one_of(INLINE, TEXT.map(lambda text: text.replace("\n", ""))), max_size=12).map("".join)
PARAGRAPHS = st.lists(FLOWING, max_size=4).map(lambda paragraphs: "".join(f"<p>{one}</p>\n\n" for one in paragraphs))


def stripped(markup: str) -> str:
    return re.sub(r"<!--.*?-->|<[^>]*>", "", markup, flags=re.DOTALL)


@given(PARAGRAPHS, st.sampled_from([letters, words]))
@settings(max_examples=300)
def test_stripping_tags_and_converting_commute(markup: str, toy) -> None:  # type: ignore[no-untyped-def]
    result = converted(spans.read(markup, Markup.HTML), toy)

    assert stripped(result) == converted(spans.read(stripped(markup)), toy)
    assert re.findall(r"<[^>]*>", result) == re.findall(r"<[^>]*>", markup)


# fmt: off
UNITS = [
    "<", "<!--", "<a ", '<a "', "<p title='", "<b>", "<b>后</i>", "<p>后", "</b>", "{{", "{{后 ", "{% {# {{", "<%", "&",
    "&#", "%(后", "#后", "`", "`后", "``后", "后@a.b", "@", "@a.", "a.", "a.b.c.d.e/", "www.", "://", "https://a.b/后_(",
    "の后", "한后", "*", "**后", "_", "[", "[后](", "![", "](", "> ", "- 后\n", "|后", "\\", "<后", "后\n", "\n",
    "\n\n后", "    后\n", "~~~\n", "后", "<script>", "<code>后", "<span lang=ja>", "<br>", "*|", "${", "%%",
    "[a]: 后\n",    "# 后\n", "\r", "后\0", "[后]",
]
# fmt: on


@pytest.mark.parametrize("markup", Markup)
@pytest.mark.parametrize("unit", UNITS)
def test_thousands_of_anything_are_read_in_one_pass(unit: str, markup: Markup) -> None:
    text = unit * 8_000

    def write_back() -> str:
        layout = spans.read(text, markup)
        return layout.write([[Piece(0, len(run.text), run.text)] for run in layout.runs])

    assert write_back() == text
    assert growth.takes_under(3, write_back)  # its square takes five and more
