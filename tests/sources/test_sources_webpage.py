"""Title, date and text of single pages."""

import pytest

from digest.errors import SourceError
from digest.sources import webpage

PARAGRAPHS = (
    "<p>北方群岛的渡船在港口维修两年之后恢复通航,老师、护士和渔民星期五早上第一批过海,很多人唱起了歌。</p>"
    "<p>最大的岛上有一所学校希望再有一条船,这条船要能装下自行车、书和一架小钢琴,港务局说正在研究。</p>"
)


def page(head: str = "", body: str = "", title: str = "渡船恢复通航") -> str:
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>渡船恢复通航</h1>{body}{PARAGRAPHS}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("written", "site", "heading", "title"),
    [
        ("渡船恢复通航_证券时报网", "", "", "渡船恢复通航"),
        ("渡船恢复通航-新华网", "", "", "渡船恢复通航"),
        ("渡船恢复通航_要闻_渡口日报", "", "", "渡船恢复通航"),
        ("Ferries run again | United Nations", "", "", "Ferries run again"),
        ("Ferries run again - Harbour Post", "Harbour Post", "", "Ferries run again"),
        ("Ferries run again – a first trip", "", "", "Ferries run again – a first trip"),
        ("Ferries run again - what now", "", "Ferries run again - what now", "Ferries run again - what now"),
        ("Well-being on the islands", "", "", "Well-being on the islands"),
        ('他说"渡船"来了_新闻网', "", "", '他说"渡船"来了'),
        ("渡船恢复通航——两年的维修", "", "", "渡船恢复通航——两年的维修"),
        ("x" * 600 + "_y", "", "", "x" * 600 + "_y"),
    ],
)
def test_name_of_the_site_is_taken_off_a_title_and_nothing_else(written, site, heading, title):
    assert webpage.without_site(written, site, heading) == title


@pytest.mark.parametrize(
    ("head", "body", "written"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-08-01"}</script>',
            "",
            "2025-08-01",
        ),
        (
            '<script type="application/ld+json">{bad</script><meta name="pubdate" content="2025-08-01">',
            "",
            "2025-08-01",
        ),
        (
            '<meta property="article:published_time" content="2025-08-01T09:30:00+08:00">',
            "",
            "2025-08-01T09:30:00+08:00",
        ),
        ("", '<time datetime="2025-08-01">yesterday</time>', "2025-08-01"),
        ("", "<span>2025年8月1日</span>", "2025年8月1日"),
    ],
)
def test_date_is_what_the_page_states_and_the_note_says_where(parse, head, body, written):
    article = parse("webpage", page(head, body)).articles[0]
    assert (str(article.published_day), article.published_as_written) == ("2025-08-01", written)
    assert article.notes[0].startswith("the date is from ") or article.notes[0].startswith("the date is ")


LINKED_DATA = '<script type="application/ld+json">{{"@type": "{}", "datePublished": "{}"}}</script>'
PUBLISHED = '<meta property="article:published_time" content="{}">'
ABOUT_SOMETHING_ELSE = [
    "<table><tr><td>2 June 1999</td></tr></table>",
    "<p>Born</p><p>4 May 1961</p>",
    "<div>Born</div><div>4 May 1961</div>",
    '<p>The bridge opens on <time datetime="2026-03-01">1 March</time>, at noon.</p>',
    'Opens on <time datetime="2026-03-01">1 March</time>',
    "<aside><span>3 May 2019</span></aside>",
    '<div class="sidebar"><span>3 May 2019</span></div>',
    'Last updated: <time datetime="2025-08-03">3 August 2025</time>',
    "<span>Last updated</span> <span>3 August 2025</span>",
    "<span>更新时间：2025年8月3日</span>",
    '<div itemscope itemtype="https://schema.org/Comment"><b itemprop="datePublished">2025-08-03</b></div>',
    "<ul><li>3 August 2025</li></ul>",
    '<meta name="dcterms.modified" content="2025-08-03">',
]


@pytest.mark.parametrize("body", ABOUT_SOMETHING_ELSE)
def test_date_of_something_else_is_not_the_page_s(parse, body):
    for document in (page(body=body), page(body=f"{PARAGRAPHS}{body}"), page().replace("</body>", f"{body}</body>")):
        parsed = parse("webpage", document)
        assert [problem.reason for problem in parsed.problems] == ["it names no date"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>1 August 2025</p>",
        "<div>By Mara Quill | 1 August 2025</div>",
        "<div>发布时间：2025-08-01 来源：渡口日报</div>",
        "<span>Press Release</span><span>1 August 2025</span>",
        '<p>Published on <time datetime="2025-08-01">1 August</time></p>',
        "<div>Published: <time>2025-08-01</time> Updated: <time>2025-08-03</time></div>",
        '<time pubdate datetime="2025-08-01">x</time>',
        '<span itemprop="datePublished" content="2025-08-01">yesterday</span>',
    ],
)
def test_date_line_between_heading_and_first_paragraph_is_the_page_s(parse, line):
    assert str(parse("webpage", page(body=line)).articles[0].published_day) == "2025-08-01"


@pytest.mark.parametrize(
    ("head", "written"),
    [
        (PUBLISHED.format("12 November"), "12 November"),
        (LINKED_DATA.format("NewsArticle", "2025-11"), "2025-11"),
        (PUBLISHED.format("2025-08-01") + PUBLISHED.format("August"), "August"),
    ],
)
def test_stated_date_that_cannot_be_read_ends_the_search(parse, head, written):
    parsed = parse("webpage", page(head, "<time>2025-08-01</time>"))
    assert (parsed.articles[0].published_day, parsed.articles[0].published_as_written) == (None, written)
    assert [(problem.lost, written in problem.reason) for problem in parsed.problems] == [(False, True)]


@pytest.mark.parametrize("kind", ["VideoObject", "Comment", "WebSite", "Event"])
def test_linked_data_about_something_else_than_an_article_does_not_count(parse, kind):
    article = parse("webpage", page(LINKED_DATA.format(kind, "2019-01-01"))).articles[0]
    assert (article.published_day, article.published_as_written) == (None, "")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<span>2025年8月1日</span><span>2025年8月2日</span>"),
        (PUBLISHED.format("2025-08-01") + PUBLISHED.format("2025-08-02"), ""),
        (LINKED_DATA.format("Article", "2025-08-01") + PUBLISHED.format("2025-08-02"), ""),
        (LINKED_DATA.format("Article", "2025-08-01"), "<time>2025-08-02</time>"),
    ],
)
def test_page_that_contradicts_itself_about_the_date_has_none(parse, head, body):
    parsed = parse("webpage", page(head, body))
    assert parsed.articles[0].published_day is None
    assert parsed.articles[0].notes[0].startswith("the dates contradict each other: ")
    assert [problem.lost for problem in parsed.problems] == [False]


def test_one_moment_in_two_zones_is_no_contradiction(parse):
    head = LINKED_DATA.format("Article", "2025-07-31T22:00:00Z") + PUBLISHED.format("2025-08-01T06:00:00+08:00")
    assert parse("webpage", page(head)).articles[0].published.isoformat() == "2025-07-31T22:00:00+00:00"


def test_date_within_a_sentence_is_not_the_page_s(parse):
    assert (
        parse("webpage", page(body="<p>渡船将于2025年8月1日在北方群岛的港口恢复通航,时间是早上。</p>"))
        .articles[0]
        .published
        is None
    )


def test_text_is_the_article_s_and_has_its_headings(parse):
    article = parse("webpage", page(body="<h2>第一部分</h2>")).articles[0]
    assert article.title == "渡船恢复通航"
    assert [paragraph.role.value for paragraph in article.paragraphs] == ["heading", "text", "text"]


def test_address_is_the_page_s_own_and_else_where_it_was_fetched(parse):
    fetched_from = "https://harbour.example/a?utm_source=x"
    own = page('<link rel="canonical" href="https://harbour.example/b">')
    assert parse("webpage", own, location=fetched_from).articles[0].url == "https://harbour.example/b"
    assert parse("webpage", page(), location=fetched_from).articles[0].url == "https://harbour.example/a"
    assert parse("webpage", page()).articles[0].url == ""


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("", "not a web page"),
        ("only words", "not a web page"),
        ("<html><body><h1>T</h1></body></html>", "no article text"),
        ("<div>" * 5000 + "x", "nested"),
        ("<html><body>" + "<p>x</p>" * 20_001, "elements"),
    ],
)
def test_document_without_an_article_says_why(parse, document, said):
    with pytest.raises(SourceError, match=said):
        parse("webpage", document)


def test_page_in_gbk_that_claims_utf_8_comes_out_right(parse):
    assert parse("webpage", page().encode("gbk"), charset="utf-8").articles[0].title == "渡船恢复通航"
