"""Markdown as runs: what is words, what is code or an address."""

import pytest
from toys import converted, letters, words

from digest.chinese import spans
from digest.chinese.spans import Layout, Markup


def read(text: str) -> Layout:
    return spans.read(text, Markup.MARKDOWN, source="zh-Hans", target="zh-Hant-TW")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 后\n\n里\n", "# 後\n\n裡\n".replace("裡", "裡")),
        ("标题\n===\n\n> 后\n> 里\n", "標題\n===\n\n> 後\n> 裡\n"),
        ("- 后\n  里\n\n  1. 对\n", "- 後\n  裡\n\n  1. 對\n"),
        ("[后](/后 '里')", "[後](/后 '裡')"),
        ('![图](<后 里.png> "后")里', '![圖](<后 里.png> "後")裡'),
        ("[后](https://a.cn/后_(里)) 里", "[後](https://a.cn/后_(里)) 裡"),
        ("[后][对] 和 [里]\n\n[对]: /后 '标'\n[里]: <后>\n", "[後][對] 和 [裡]\n\n[對]: /后 '標'\n[裡]: <后>\n"),
        ("后[^1]\n\n[^1]: 里\n", "後[^1]\n\n[^1]: 裡\n"),
        ("| 后 | `后` |\n|---|---|\n| 里 | 对\\|话 |\n", "| 後 | `后` |\n|---|---|\n| 裡 | 對\\|話 |\n"),
        ("``后 ` 里``后 `里", "``后 ` 里``後 `裡"),
        (
            "<p translate=no>后</p>\n\n后 <b>里</b><code>后</code>",
            "<p translate=no>后</p>\n\n後 <b>裡</b><code>后</code>",
        ),
        ("<div title='后'>里\n\n**后**\n\n</div>", "<div title='後'>裡\n\n**後**\n\n</div>"),
        ("a <b 后", "a <b 後"),
        ("<https://a.cn/后>里 <张三@例子.中国>后", "<https://a.cn/后>裡 <张三@例子.中国>後"),
        ("*后*_里_~~对~~\\*后", "*後*_裡_~~對~~\\*後"),
        ("https://a.cn/后_(里)后", "https://a.cn/后_(里)後"),
        ("&#21518;&amp;里", "後&amp;裡"),
        ("{{ 后 }}里{% if '后' %}", "{{ 后 }}裡{% if '后' %}"),
        ("后<!-- 后 -->里", "後<!-- 后 -->裡"),
        ("---\ntitle: 后\n---\n\n后\n", "---\ntitle: 后\n---\n\n後\n"),
        ("#话题# 后", "#話題# 後"),
        ("后\r\n里\r\n\r\n对", "後\r\n裡\r\n\r\n對"),
    ],
)
def test_words_are_converted_and_signs_stay(source: str, expected: str) -> None:
    assert converted(read(source), letters) == expected


@pytest.mark.parametrize(
    "source",
    [
        "```py\n后\n```\n",
        "~~~\n后\n",
        "    后\n",
        "> ```\n> 后\n> ```\n",
        "- x\n\n      后\n",
        "`后`",
        "<script>\n后\n</script>\n",
        "<!-- 后\n\n后 -->\n",
    ],
)
def test_code_stays(source: str) -> None:
    assert converted(read(source), letters) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [("头**发**", "頭**髮**"), ("**可持续**发展", "**永續**開發"), ("[头](/x)发", "[頭](/x)髮"), ("头_发_", "头_发_")],
)
def test_emphasis_and_links_part_no_word(source: str, expected: str) -> None:
    assert converted(read(source), words) == expected


def test_html_without_an_end_stays_and_is_reported_and_the_next_block_is_read() -> None:
    layout = read("<div title='后\n\n后")

    assert converted(layout, letters) == "<div title='后\n\n後"
    assert [flaw.start for flaw in layout.flaws] == [0]
