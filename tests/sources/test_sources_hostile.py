"""Documents made to hurt: every format answers with articles, problems or a SourceError, and soon."""

import re
import subprocess
import sys
import time
import unicodedata
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest import sources
from digest.errors import SourceError
from digest.model import Fetched, Parsed, Role, Source

KINDS = sorted(sources.PARSERS)
HOSTILE = {
    "nothing": b"",
    "nul bytes": b"\0" * 1000,
    "nul in text": b"Story\n1 May 2025\nT\0itle\nBo\0dy\n1 of 1",
    "byte order mark alone": b"\xef\xbb\xbf",
    "half a utf-16 character": b"\xff\xfea",
    "invalid utf-8": b"\xff\xfe\xfd" * 50,
    "one line of 20 MB": b'{"title": "' + b"a" * 20_000_000 + b'"}',
    "200,000 nested elements": b"<rss><channel><item><title>" + b"<a>" * 200_000,
    "200,000 nested lists": b"[" * 200_000,
    "unclosed tags": b"<rss><item>" + b"<a" * 200_000,
    "unclosed comments": b"<rss>" + b"<!--" * 100_000,
    "billion laughs": b'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>',
    "external entity": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///x">]><rss><item><title>&a;</title></item></rss>',
    "quotation marks": b'title\n"' + b'"' * 500_001,
    "200,000 spaces": b"<rss><channel><item><title>T</title><description>" + b" " * 200_000 + b"</description></item>",
    "200,000 lines": b"<rss><channel><item><title>T</title><description>" + b"\n" * 200_000 + b"</description></item>",
    "ampersands": b"<rss><channel><item><title>T</title><description>" + b"& " * 900_000 + b"</description></item>",
    "references": b"<rss><channel><item><title>T</title><description>" + b"&x1;" * 200_000 + b"</description></item>",
    "quotation marks never closed": b"title,body\n" + b'T,"""a\nT,x\n' * 10_000,
    "quotation marks in the middle": b"title,body\n" + b'"a" b,c\n' * 10_000 + b'"',
    "hash marks": b"Story\n1 May 2025\nT\n" + b"#a" * 200_000 + b"# ",
    "people": b"".join(b"Ann Lee Ann Lee %d\n" % n for n in range(10_000)).join((b"Story\n1 May 2025\nT\n", b"")),
    "names": b"Story\n1 May 2025\nT\n" + b"Ann Lee is a cook. " * 5000,
    "dates": b"1 May 2025\n" * 5_000,
    "marks": b"Story\n1 May 2025\nT\n" + "最新\n".encode() * 50_000 + b"1 of 5",
}


def read(kind: str, raw: bytes, charset: str = "") -> Parsed | None:
    source = Source(name="test", kind=kind, location="x", site="https://site.example/")
    try:
        return sources.parse(source, Fetched(raw=raw, location="/folder/x", charset=charset))
    except SourceError:
        return None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_document_is_answered_in_seconds(kind, name):
    started = time.monotonic()
    parsed = read(kind, HOSTILE[name])
    assert time.monotonic() - started < 60  # a guard against hanging, no measurement: 3 on two idle cores
    assert parsed is None or all(len(article.body) < 1_000_001 for article in parsed.articles)


@pytest.mark.parametrize("name", ["billion laughs", "external entity"])
def test_entities_are_never_expanded(name):
    assert read("feed", HOSTILE[name]) is None


# Pieces that parsers care about, mixed with anything at all.
PIECES = st.sampled_from(
    [
        *(
            "Story\n",
            "报道\n",
            "1 May 2025\n",
            "2025年4月17日\n",
            "Title\n",
            "1 of 5\n",
            "Learn more\n",
            "最新\n",
            "\n\n",
        ),
        *("---\n", "title: x\n", "date: 2025-05-01\n", "&a *a", "# H\n", "- ", "> ", "`", "![a](b)"),
        *("<p>", "</p>", "<br>", "<html>", "<h1>", "<article>", "<time>", "<meta property='og:title' content='x'>"),
        *("<?xml", "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<pubDate>", "</pubDate>"),
        *(
            "<![CDATA[",
            "]]>",
            "<!--",
            "{",
            "}",
            "[",
            "]",
            '"title"',
            ":",
            ",",
            '"x"',
            '"',
            "title,date\n",
            "title;body\n",
        ),
        *('{"version": "https://jsonfeed.org/version/1.1", "items": [', "date_published", "2024-12-31T23:59:59Z"),
        *(
            "About UN UN is",
            "关于我们组织我们组织",
            "#tag ",
            "Ann Lee Ann Lee is a cook. ",
            "。 ",
            "\ud800",
            "\0",
            "\u202e",
        ),
    ]
)
DOCUMENTS = st.one_of(
    st.binary(max_size=300),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map(
        lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
    ),
    st.lists(PIECES, max_size=60).map(lambda pieces: "".join(pieces).encode("gb18030", "replace")),
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=DOCUMENTS, charset=st.sampled_from(["", "utf-8", "gbk", "nonsense"]))
def test_any_bytes_give_articles_or_a_source_error_and_no_invented_year(kind, raw, charset):
    parsed = read(kind, raw, charset)
    for article in parsed.articles if parsed else ():
        assert article.title.strip()
        assert article.keys[-1].startswith("text:")
        assert all(p.text == " ".join(p.text.split()) and p.text for p in article.paragraphs)
        assert all(isinstance(p.role, Role) for p in article.paragraphs)
        if article.published_day:
            assert stands_in(article.published_day.year, article.published_as_written)


def stands_in(year: int, written: str) -> bool:
    """True if the year is there in digits of any script, in Chinese numerals or as a year of Taiwan."""
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in unicodedata.normalize("NFKC", written))
    digits = digits.translate(str.maketrans("〇零一二三四五六七八九", "00123456789"))
    return any(re.search(str(number), digits) for number in (year, year - 1911, f"{year % 100:02d}"))


@pytest.mark.parametrize("kind", KINDS)
def test_same_bytes_give_equal_results(kind):
    raw = b"---\ntitle: x\n---\nStory\n1 May 2025\nT\nBody\n"
    assert read(kind, raw) == read(kind, raw)


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_of_the_registry_has_a_reader(kind):
    assert callable(import_module(sources.PARSERS[kind]).read)


def test_large_libraries_are_not_loaded_before_their_format_is_used():
    large = {"feedparser", "trafilatura", "nh3", "yaml"}
    asked = f"import sys, digest.sources; print(sorted({large} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"
