"""Feeds as they are served: with lying labels, broken markup and dates that nobody can read."""

import pytest

from digest.errors import SourceError

TITLE, BODY = "渡船恢复通航的消息", "北方群岛的渡船在港口维修两年之后恢复通航,老师和护士第一批过海。"


def rss(*items: str, declared: str = "utf-8") -> str:
    return f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def item(title: str = TITLE, body: str = BODY, more: str = "") -> str:
    return f"<item><title>{title}</title><description>{body}</description>{more}</item>"


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("gb18030", "gb2312"),
        ("gbk", "gbk"),
        ("gbk", "utf-8"),
        ("gb18030", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-8-sig", "gb2312"),
        ("utf-8", "iso-8859-1"),
    ],
)
def test_chinese_comes_out_right_whatever_the_label_says(parse, written, declared):
    article = parse("feed", rss(item(), declared=declared).encode(written)).articles[0]
    assert (article.original_title, article.original_body) == (TITLE, BODY)


@pytest.mark.parametrize("written", ["2025年4月17日", "2025/4/17", "2025.04.17", "2025/04/17 00:00:00"])
def test_date_is_read_from_what_the_feed_says_and_not_invented(parse, written):
    article = parse("feed", rss(item(more=f"<pubDate>{written}</pubDate>"))).articles[0]
    assert (str(article.published_day), article.published_as_written) == ("2025-04-17", written)


@pytest.mark.parametrize("written", ["", "1744884000", "0000-00-00T00:00:00Z", "17日", "soon"])
def test_date_that_cannot_be_read_stays_unknown(parse, written):
    article = parse("feed", rss(item(more=f"<pubDate>{written}</pubDate>"))).articles[0]
    assert (article.published, article.published_day) == (None, None)


def test_date_of_an_rdf_entry_is_that_of_its_publication(parse):
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    entry = '<item rdf:about="http://a.example/1"><title>T</title><dc:date>2025-01-02T03:04:05+01:00</dc:date></item>'
    article = parse(
        "feed", f'<rdf:RDF {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/">{entry}</rdf:RDF>'
    ).articles[0]
    assert (article.published.isoformat(), article.notes) == ("2025-01-02T02:04:05+00:00", ())
    assert article.keys[0] == "guid:test://a.example/1"


def test_cst_is_the_time_of_the_source_and_not_of_chicago(parse):
    written = "<pubDate>Thu, 17 Apr 2025 10:00:00 CST</pubDate>"
    assert parse("feed", rss(item(more=written))).articles[0].published.isoformat() == "2025-04-17T02:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more", "Bold & more"),
        ("<![CDATA[<i>One</i> &lt; two]]>", "One < two"),
        ("&lt;script&gt;x()&lt;/script&gt;Safe", "Safe"),
        ("大学实施&lt;未来契约&gt;计划", "大学实施<未来契约>计划"),
        ("1 &lt; 2", "1 < 2"),
    ],
)
def test_title_is_text_without_markup(parse, written, title):
    assert parse("feed", rss(item(title=written))).articles[0].title == title


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_link_that_is_no_web_address_is_left_out_and_reported(parse, link):
    parsed = parse("feed", rss(item(more=f"<link>{link}</link>")))
    assert parsed.articles[0].url == ""
    assert any("not an http(s) address" in problem.reason for problem in parsed.problems)


def test_scripts_styles_and_hidden_elements_are_not_in_the_text(parse):
    hidden = "<style>p{}</style><p hidden>a</p><div aria-hidden='true'>b</div><svg><text>c</text></svg>"
    assert parse("feed", rss(item(body=f"<![CDATA[{hidden}<p>Seen</p>]]>"))).articles[0].body == "Seen"


def test_pixel_for_counting_readers_is_no_picture(parse):
    body = (
        "<![CDATA[<img src='https://x.example/1.gif' width='1' height='1'><p>Text</p><img src='/b.jpg' alt='Boat'>]]>"
    )
    picture = parse("feed", rss(item(body=body))).articles[0].picture
    assert (picture.url, picture.alt) == ("https://site.example/b.jpg", "Boat")


def test_repeated_guid_keeps_both_entries(parse):
    parsed = parse("feed", rss(item(more="<guid>x</guid>"), item(title="另一条消息", more="<guid>x</guid>")))
    assert len(parsed.articles) == 2
    assert not any(key.startswith("guid:") for article in parsed.articles for key in article.keys)


def test_feed_without_entries_is_rightly_empty(parse):
    parsed = parse("feed", rss("<title>Quiet</title>"))
    assert (parsed.articles, parsed.problems) == ((), ())


def test_broken_feed_keeps_what_is_readable_and_says_where_it_broke(parse):
    parsed = parse("feed", rss(item(), item(title="第二条消息"))[:-30])
    assert [article.title for article in parsed.articles] == [TITLE, "第二条消息"]
    assert any(
        "not well-formed" in problem.reason and "line 1" in problem.origin.location for problem in parsed.problems
    )


@pytest.mark.parametrize("fault", ["A & B", "A &nbsp; B", "A \x0b B"])
def test_common_faults_do_not_lose_an_entry(parse, fault):
    assert [a.title for a in parse("feed", rss(item(title="First"), item(title=fault), item(title="Last"))).articles][
        ::2
    ] == [
        "First",
        "Last",
    ]


def test_web_page_instead_of_a_feed_names_the_feed_it_links_to(parse):
    page = '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/news.xml?a=1&amp;b=2">'
    with pytest.raises(SourceError, match=r"web page, not a feed.*/news\.xml\?a=1&b=2"):
        parse("feed", page)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("", "empty"),
        ("just words", "not a feed"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "not a feed"),
        ("{}", "items"),
        ('{"items": []}', "version"),
        ("{", "line 1"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_document_that_is_no_feed_says_why(parse, document, said):
    with pytest.raises(SourceError, match=said):
        parse("feed", document)


@pytest.mark.parametrize("root", ["rss", "rdf:RDF", "feed"])
def test_empty_feed_of_each_family_is_no_error(parse, root):
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://www.w3.org/2005/Atom"'
    assert parse("feed", f"<{root} {spaces}></{root}>").articles == ()


def test_entities_of_the_document_s_own_are_refused(parse):
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(SourceError, match="entities of its own"):
        parse("feed", f'<?xml version="1.0"?>{laughs}<rss><channel><item><title>&b;</title></item></channel></rss>')


def test_words_about_entities_in_a_text_are_harmless(parse):
    body = "<![CDATA[<p>Write &lt;!ENTITY a 'b'&gt; or <!ENTITY x 'y'> here</p>]]>"
    assert parse("feed", rss(item(body=body))).articles[0].body.startswith("Write <!ENTITY a")


def test_doctype_of_the_oldest_feeds_is_no_reason_to_refuse(parse):
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    assert len(parse("feed", f"{doctype}<rss version='0.91'><channel>{item()}</channel></rss>").articles) == 1


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Ferry &#55357;&#56832;", "Ferry \U0001f600"),
        ("Ferry &#xD83D;&#xDE00;", "Ferry \U0001f600"),
        ("Ferry &#55357; one", "Ferry \ufffd one"),
        ("Ferry &#x110000;", "Ferry \ufffd"),
        ("Ferry &#99999999999;", "Ferry \ufffd"),
        ("Ferry &#99999999999; & &#1234567890", "Ferry \ufffd & \ufffd"),
    ],
)
def test_reference_to_a_character_that_does_not_exist_costs_one_character(parse, written, title):
    assert parse("feed", rss(item(title=written))).articles[0].title == title


def test_document_on_which_the_reader_fails_is_a_source_error_in_words(parse):
    place = '<gml:pos xmlns:gml="http://www.opengis.net/gml" srsDimension="x">1 2</gml:pos>'
    with pytest.raises(SourceError, match="cannot be read"):
        parse("feed", rss(item(more=place)))


SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:e="http://e.example/"'
)


def dated(more: str) -> str:
    return f"<rss version='2.0' {SPACES}><channel>{item(more=more)}</channel></rss>"


@pytest.mark.parametrize("name", ["atom:updated", "dcterms:modified"])
def test_day_of_change_is_taken_only_with_a_note(parse, name):
    article = parse("feed", dated(f"<{name}>2025-08-01</{name}>")).articles[0]
    assert str(article.published_day) == "2025-08-01"
    assert article.notes[0] == "the date is that of the last change: the feed gives no other"


def test_entry_with_two_contradicting_dates_has_none(parse):
    parsed = parse("feed", dated("<pubDate>2025-08-01</pubDate><pubDate>2025-08-09</pubDate>"))
    assert parsed.articles[0].published_day is None
    assert parsed.articles[0].notes[0].startswith("the dates contradict each other")
    assert [problem.lost for problem in parsed.problems] == [False]


@pytest.mark.parametrize(
    "more",
    [
        "<media:content url='/x.mp4' type='video/mp4'><pubDate>2019-08-01</pubDate></media:content>",
        "<e:date>2019-08-01</e:date>",
        "<source><pubDate>2019-08-01</pubDate></source>",
    ],
)
def test_date_of_something_within_an_entry_is_not_the_entry_s(parse, more):
    assert parse("feed", dated(more)).articles[0].published_day is None


def test_raw_ampersands_in_a_cdata_section_stay_as_they_are(parse):
    assert parse("feed", rss(item(body="<![CDATA[<p>A & B &amp;amp; C</p>]]>"))).articles[0].body == "A & B &amp; C"
