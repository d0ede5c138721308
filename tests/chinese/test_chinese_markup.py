"""HTML and MJML as runs: what is converted, what stays, how pieces are put back."""

import re

import pytest
from toys import converted, letters, words

from digest.chinese import spans
from digest.chinese.spans import Layout, Markup, Piece, page


def read(text: str) -> Layout:
    return spans.read(text, Markup.HTML, source="zh-Hans", target="zh-Hant-TW")


def runs(text: str) -> list[str]:
    return [run.text for run in read(text).runs]


def test_inline_tags_part_no_word_and_block_tags_do() -> None:
    assert runs("<p>头<b>发</b>与<a href='/'>后</a>里<!-- x --></p><p>头</p>发<div>展") == [
        "头发与后里",
        "头",
        "发",
        "展",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("头<b>发</b>", "頭<b>髮</b>"),
        ("<b>可持续</b>发展", "<b>永續</b>開發"),
        ("可<b>持续</b>", "永<b>續</b>"),
        ("<i>中</i>国家", "<i>中</i>國家們"),
        ("中国<i>家</i>", "中國<i>家們</i>"),
        ("后<br>里", "後面<br>裡"),
        ("<b></b>后<i></i>", "<b></b>後面<i></i>"),
    ],
)
def test_words_of_another_length_keep_tags_well_formed(source: str, expected: str) -> None:
    assert converted(read(source), words) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("&#21457;&#x540E;里&nbsp;&amp;", "發後裡&nbsp;&amp;"),
        ("&#21457标", "發標"),
        ("<img alt='图&quot;后' title=\"里\">", "<img alt='圖&quot;後' title=\"裡\">"),
        ("<img alt=后>", "<img alt=後>"),
        ("<meta name=description content='后里'>", "<meta name=description content='後裡'>"),
        ('<meta content="后" property="og:title">', '<meta content="後" property="og:title">'),
        ('<meta name="viewport" content="后">', '<meta name="viewport" content="后">'),
        ("<p content='后' name='description'>", "<p content='后' name='description'>"),
        ("<input placeholder='后' value='后' aria-label='里'>", "<input placeholder='後' value='后' aria-label='裡'>"),
        ("<p>a < 后 & 里 > b</p>", "<p>a < 後 & 裡 > b</p>"),
        ("<p>如果a<b，则后</p>", "<p>如果a<b，则後</p>"),
        (
            "<mj-text>后</mj-text><mj-button href='/后'>里</mj-button>",
            "<mj-text>後</mj-text><mj-button href='/后'>裡</mj-button>",
        ),
        ("<title>后</title>", "<title>後</title>"),
        ("<p lang='zh-CN'>后</p>", "<p lang='zh-Hant-TW'>後</p>"),
        ("<html lang=zh><p>后", "<html lang=zh-Hant-TW><p>後"),
        ("<p lang='en'>x <span lang='zh'>后</span></p>", "<p lang='en'>x <span lang='zh-Hant-TW'>後</span></p>"),
        ("<p lang=ja>后<p>后</p>", "<p lang=ja>后<p>後</p>"),
        ("<P TRANSLATE=NO>后</P>后", "<P TRANSLATE=NO>后</P>後"),
        ("<b translate='no'>后</i></b>后", "<b translate='no'>后</i></b>後"),
        ("{% if a < b %}后{% endif %}", "{% if a < b %}後{% endif %}"),
        (
            '<a href="{{ u|d("后>") }}" title=\'{{ "\'后\'" }}后\'>里',
            '<a href="{{ u|d("后>") }}" title=\'{{ "\'后\'" }}後\'>裡',
        ),
    ],
)
def test_what_people_read_is_converted(source: str, expected: str) -> None:
    assert converted(read(source), letters) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<code>后</code>",
        "<pre>后<b>后</b></pre>",
        "<kbd>后</kbd><samp>后</samp><var>后</var><tt>后</tt>",
        "<script>if (a<b) {'后'}</script>",
        "<STYLE>p::before{content:'后'} @media{#后{}}</STYLE>",
        "<mj-style>后</mj-style><mj-raw><p>后</p></mj-raw>",
        "<!--[if mso]><p>后</p><![endif]-->",
        "<!--[if !mso]><!--><!--<![endif]-->",
        "<![CDATA[后]]><!DOCTYPE 后><?xml 后?>",
        "<a href='/后' data-x='后' class='后' id=后>",
        "<img alt='见 https://un.org/后'>",
        "<span lang='ja'>后<b>后</b></span>",
        "<span lang='zh-TW'>后</span>",
        "<span xml:lang='en' title='后'>后</span>",
        "<span class='x notranslate'>后</span><span class=ignore-opencc>后</span>",
        "<p translate='no'>后<img alt='后'></p>",
        "{{ '<p>后</p>' }}{# <p>后 #}*|后|*${后}",
        "<a href='mailto:张三@例子.中国'>张三@例子.中国</a>",
        "&lt;",
    ],
)
def test_what_nobody_reads_stays(source: str) -> None:
    assert converted(read(source), letters) == source


@pytest.mark.parametrize(
    "broken", ["<a title='后", "<!-- 后", "<script>后", "<![CDATA[后", "<p 后", '<p title="后>里</p>']
)
def test_markup_that_cannot_be_understood_stays_with_all_behind_it_and_is_reported(broken: str) -> None:
    layout = read(f"<p>后</p>{broken}")

    assert converted(layout, letters) == f"<p>後</p>{broken}"
    assert [flaw.start for flaw in layout.flaws] == [8]


def test_an_element_kept_to_the_end_of_the_text_is_reported() -> None:
    assert [flaw.why for flaw in read("<code>后").flaws] == [
        "<code> is never closed, so nothing behind it is converted"
    ]


def test_an_address_or_mention_ends_with_its_link() -> None:
    run = read("<a>@联合国</a>发布<a>https://un.org/</a>后").runs[0]

    assert [run.text[start:end] for start, end in run.kept] == ["@联合国", "https://un.org/"]


def test_new_characters_are_written_as_the_place_wants_it() -> None:
    layout = read("<img alt=后 title='后'>后")

    assert layout.write([[Piece(0, 1, "a b'<")]] * 3) == "<img alt=a&#32;b&#39;&lt; title='a b&#39;&lt;'>a b'&lt;"


def test_a_change_of_what_is_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="kept"):
        read("{{ 后 }}后").write([[Piece(0, 8, "後")]])


def test_the_place_of_each_piece_is_known_in_source_and_result() -> None:
    source = "<p lang=zh>可<b>持续</b>&#21457;展后</p>里"
    joined = page.of(read(source))
    assert joined.words == "可持续发展后\n\n里"

    written = page.put_back(
        joined, (1, 5, 6, 8), (3, 6, 8, 9), ("可", "永續", "發展", "後面", "", "\n\n", "", "裡", "")
    )

    assert written.text == "<p lang=zh-Hant-TW>可<b>永續</b>發展後面</p>裡"
    places = zip(written.target_starts, written.target_ends, strict=True)
    assert [written.text[slice(*place)] for index, place in enumerate(places) if index != 2] == ["永續", "後面", "裡"]
    spans_of_source = zip(written.starts, written.ends, strict=True)
    assert [source[slice(*place)] for index, place in enumerate(spans_of_source) if index != 2] == ["持续", "后", "里"]


def test_insertions_stand_behind_the_character_before_them() -> None:
    assert read("<b>后</b>A&#21457;B").write([[Piece(1, 1, " "), Piece(2, 2, " "), Piece(3, 3, " ")]]) == (
        "<b>后 </b>A &#21457; B"
    )


def test_tags_stay_in_their_order() -> None:
    source = "<p>可<b>持<i>续</i></b>发<u>展</u>里<br/>后</p>"
    assert re.findall("<.*?>", converted(read(source), words)) == re.findall("<.*?>", source)
