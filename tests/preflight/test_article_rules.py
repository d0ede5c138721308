"""The rules of WeChat's editor: each finds what it forbids, and lets pass what it allows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet

from digest import preflight, render
from digest.model import Rendered, Variant
from digest.preflight import Level, Sheet, article, dark, styles

WORDS = "汐澜沿海四十个城镇签署协议，决定合并各自的风暴预警电话，全天有人接听。"
PICTURE = '<img src="https://mmbiz.qpic.cn/p/640" data-w="1080" style="width:100%'

FORBIDDEN = {
    f'<p style="font-family:Arial">{WORDS}</p>': "font-family: arial",
    f"<p style=\"font-family:'mp-quote', 'system-ui', Roboto\">{WORDS}</p>": "font-family",
    f'<p style="text-align:start">{WORDS}</p>': "text-align: start",
    f'<p style="color:#191919!important">{WORDS}</p>': "!important",
    f'<p style="color:var(--ink)">{WORDS}</p>': "variable",
    f'<section style="line-height:0">{WORDS}</section>': "pile up",
    f'<section style="line-height:12px"><p style="font-size:16px">{WORDS}</p></section>': "Lines of 12 px",
    f'<section style="width:586.438px">{WORDS}</section>': "width: 586.438px",
    f'<section style="min-width:500px">{WORDS}</section>': "min-width",
    f'<section style="margin-left:294pt">{WORDS}</section>': "off a telephone",
    f'<section style="margin:0 0 0 294pt">{WORDS}</section>': "off a telephone",
    f'<table><thead><tr><th style="width:200px">{WORDS}</th></tr></thead></table>': "width: 200px",
    f'<section style="height:0px"><p>{WORDS}</p></section>': "hides the text",
    f'<section style="height:1px;overflow:hidden">{WORDS}</section>': "cuts off",
    f'<p style="caret-color:rgba(0, 0, 0, 0)">{WORDS}</p>': "caret-color",
    f'{PICTURE};opacity:0">': "transparent",
    '<img src="https://example.org/p.jpg" data-w="1080">': "upload it",
    '<img src="http://[" data-w="1080">': "upload it",
    '<img src="https://mmbiz.qpic.cn/p/640">': "data-w",
    f'<p><a href="https://example.org/">{WORDS}</a></p>': "refused",
    f'<p><a href="#top">{WORDS}</a></p>': "within the article",
    f"<pre>{WORDS}</pre>": "does not wrap",
    f"<style>p{{}}</style><p>{WORDS}</p>": "<style> is taken out",
    f'<p onclick="x()">{WORDS}</p>': "onclick=",
    f'<span leaf=""><section>{WORDS}</section></span>': "<span leaf>",
    f'<section nodeleaf=""><section>{WORDS}</section></section>': "<section nodeleaf>",
    "<section>" * 11 + WORDS + "</section>" * 11: "11 times",
    '<svg><circle r="4"><animate begin="touchstart"></animate></circle></svg>': "touch alone",
    f'<p style="background-image:linear-gradient(#fff, #f00)">{WORDS}</p>': "gradient",
    f"<p style=\"background:url('x.png')\">{WORDS}</p>": "picture",
    f'<p style="position:absolute;top:0">{WORDS}</p>': "position: absolute",
    f'<p style="transform:translateY(-20px)">{WORDS}</p>': "transform",
}

ALLOWED = (
    f"<p style=\"font-family:'mp-quote', PingFang SC, system-ui, -apple-system, Arial\">{WORDS}</p>",
    f'<p style="text-align:center">{WORDS}</p>',
    f'<section style="line-height:0">{PICTURE};vertical-align:top"></section>',  # closes the gap between pictures
    '<section style="line-height:0"><span leaf="">一行文字</span></section>',
    '<section style="height:0">' + PICTURE + '"></section>',
    f'<section style="height:200px;overflow-y:scroll;overflow:scroll">{WORDS}</section>',
    f'<section style="width:90%;max-width:400px;margin:0 auto">{WORDS}</section>',
    '<section style="width:4px;height:16px;background:#009EDB"></section>',
    '<section style="background-image:linear-gradient(#fff, #f00)"><br></section>',
    f'<p><a href="https://mp.weixin.qq.com/s/abc">{WORDS}</a></p>',
    f'<span leaf=""><strong>{WORDS}</strong>{PICTURE}"></span>',
    "<section>" * 10 + WORDS + "</section>" * 10,
    "<section>" * 8 + '<section style="margin:0">' * 8 + WORDS + "</section>" * 16,
    '<svg><animate begin="touchstart; click"></animate></svg>',
)


def found(html: str) -> list[str]:
    return [remark.words for remark in article.structure(_pasted(html))]


def _pasted(html: str) -> Sheet:
    return replace(_BARE, files=(Rendered(channel="wechat", filename="wechat.html", content=html.encode()),))


@pytest.fixture(scope="module", autouse=True)
def _sound(templates: render.Templates) -> None:
    global _BARE
    _BARE = sheet(templates, Variant.ZH_HANS)


_BARE: Sheet


@pytest.mark.parametrize("html", FORBIDDEN)
def test_what_the_editor_forbids_is_found_once_with_its_place(html: str) -> None:
    remarks = list(article.structure(_pasted(html)))
    assert [FORBIDDEN[html] in remark.words for remark in remarks] == [True], [each.words for each in remarks]
    assert remarks[0].where.file == "wechat.html"
    assert html[remarks[0].where.offset or 0] == "<"


@pytest.mark.parametrize("html", ALLOWED)
def test_what_the_editor_allows_is_not_found(html: str) -> None:
    assert found(html) == []


@pytest.mark.parametrize("variant", Variant)
def test_our_own_articles_keep_to_the_rules(variant: Variant, templates: render.Templates) -> None:
    made = sheet(templates, variant)
    assert [remark.words for check in (article.structure, article.colours) for remark in check(made)] == []


def test_the_html_of_a_mail_is_not_judged_by_these_rules(templates: render.Templates) -> None:
    mail = replace(sheet(templates), files=tuple(f for f in sheet(templates).files if f.channel == "email"))
    assert list(article.structure(mail)) == []


@given(st.text(alphabet="<>/=\"': ;()%-#0123456789pxabcstylehrfimgection汐", max_size=200))
def test_no_markup_stops_the_checks(html: str) -> None:
    pasted = _pasted(f'<section style="{html}">{WORDS}</section><img src="{html}">{html}')
    list(article.structure(pasted))
    list(article.colours(pasted))
    preflight.check(pasted)


# --- colours ---------------------------------------------------------------------------------------------------


def test_grey_letters_that_dark_mode_leaves_alone_are_found() -> None:
    html = f'<p style="color:#55636F">{WORDS}</p><p style="color:#595959">{WORDS}</p>'
    words = [remark.words for remark in article.colours(_pasted(html))]
    assert words == [
        "#55636f on #ffffff becomes #55636f on #191919 in dark mode: a contrast of 2.8, where 4.5 reads well."
    ]


def test_pale_letters_on_white_are_found_and_block_where_nobody_reads_them() -> None:
    pale, gone = (list(article.colours(_pasted(f'<p style="color:{c}">{WORDS}</p>'))) for c in ("#009EDB", "#F0F0F0"))
    assert [each.level for each in pale] == [Level.WARNING]
    assert "#009edb on #ffffff: a contrast of 3.0" in pale[0].words
    assert gone[0].level is Level.BLOCKER


def test_colours_written_in_other_ways_are_left_alone() -> None:
    assert list(article.colours(_pasted(f'<p style="color:inherit;background:url(x)">{WORDS}</p>'))) == []


def test_a_colour_is_read_in_three_ways() -> None:
    assert {dark.read(each) for each in ("#fa0", "#FFAA00", "rgb(255, 170, 0)")} == {(255, 170, 0)}
    assert [dark.read(each) for each in ("red", "#12345", "rgba(0,0,0,.5)", "rgb(1,2)")] == [None] * 4


def test_white_and_grey_grounds_become_dark_and_tinted_ones_do_not() -> None:
    assert dark.ground((255, 255, 255)) == dark.GROUND
    assert max(dark.ground((0xF7, 0xF7, 0xF7))) < 0x30
    assert min(dark.ground((0xF3, 0xF6, 0xF8))) > 0xB0


_COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@given(_COLOURS, _COLOURS)
def test_every_colour_becomes_one(letters: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    turned = dark.ground(ground)
    for each in (*turned, *dark.letters(letters, turned)):
        assert 0 <= each <= 255


def test_lengths_are_told_in_pixels_or_not_at_all() -> None:
    assert styles.pixels("12px") == 12
    assert styles.pixels("0") == 0
    assert styles.pixels("294pt") == 392
    assert [styles.pixels(each) for each in ("50%", "auto", "calc(1px + 2px)", "12", "")] == [None] * 5
