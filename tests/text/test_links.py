"""One form for every address, and none for what is no address."""

import pytest

from digest.text import links

SITE = "https://site.example.org/en/news"
CANONICAL = {
    "HTTP://WWW.Example.ORG:80/A/../b/?x=1#top": "http://www.example.org/b/?x=1",
    "https://example.org": "https://example.org/",
    "https://example.org:443/a": "https://example.org/a",
    "https://example.org:8443/a": "https://example.org:8443/a",
    "https://example.org/a/": "https://example.org/a/",
    "https://example.org/a/./b/..": "https://example.org/a/",
    "  https://example.org/a\n": "https://example.org/a",
    "//example.org/a": "https://example.org/a",
    "/zh/1": "https://site.example.org/zh/1",
    "2": "https://site.example.org/en/2",
    "?page=2": "https://site.example.org/en/news?page=2",
    "https://例子.中国/路径": "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF%E5%BE%84",
    "https://straße.example/": "https://xn--strae-oqa.example/",
    "http://ex。ample.org.": "http://ex.ample.org/",
    "http://[::1]:8080/a": "http://[::1]:8080/a",
    "https://example.org/a b?q=c d": "https://example.org/a%20b?q=c%20d",
    "https://example.org/%e4%b8%ad%zz": "https://example.org/%e4%b8%ad%25zz",
    'https://example.org/"><script>': "https://example.org/%22%3E%3Cscript%3E",
}


@pytest.mark.parametrize(("url", "expected"), CANONICAL.items())
def test_an_address_has_one_form(url: str, expected: str) -> None:
    assert links.canonical(url, SITE) == expected


NOT_ADDRESSES = [
    "",
    " ",
    "#top",
    "/relative",
    "//example.org/a",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "mailto:a@example.org",
    "ftp://example.org/",
    "http:///path",
    "http://",
    "http://[zz]/",
    "http://example.org:99999/",
    "http://example.org:0/",
    "http://user:word@example.org/",
    "https://example.org@evil.example/",
    "https://example.org\\@evil.example/",
    "http://a..b/",
    "http://exa mple.org/",
    "http://ex%61mple.org/",
    "http://😀.example/",
    "http://" + "a" * 64 + ".example/",
    "http://example.org/\ud800",
    "https://example.org/" + "a" * 5000,
]


@pytest.mark.parametrize("url", NOT_ADDRESSES)
def test_what_is_no_web_address_is_empty(url: str) -> None:
    assert links.canonical(url) == ""
    assert links.identity(url) == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "mailto:a@example.org", "https://u@example.org/", "#top", ""])
def test_a_site_does_not_make_a_bad_address_good(url: str) -> None:
    assert links.canonical(url, SITE) == ""


@pytest.mark.parametrize(
    "parameter",
    ["utm_source=x", "UTM_Medium=y", "mtm_campaign=z", "fbclid=1", "gclid=2", "spm=a.b", "from=timeline", "igshid=3"],
)
def test_parameters_that_count_clicks_go(parameter: str) -> None:
    assert links.canonical(f"https://example.org/a?b=2&{parameter}&a=1") == "https://example.org/a?b=2&a=1"
    assert links.canonical(f"https://example.org/a?{parameter}") == "https://example.org/a"


def test_parameters_that_choose_the_page_stay_in_their_order() -> None:
    url = "https://example.org/?id=7&from=rome&for=all&ref=b&lang=zh&empty=&lang=en"
    assert links.canonical(url) == url


def test_wechat_pages_lose_what_only_sharing_adds() -> None:
    shared = "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=f&chksm=c&scene=27"
    assert links.canonical(shared) == "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=f"
    assert links.canonical("https://example.org/?scene=27") == "https://example.org/?scene=27"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a/b?x=1",
        "https://www.example.org/a/b/?x=1",
        "https://EXAMPLE.org/a/%62?x=1#part",
        "https://example.org:443/a/b?utm_source=feed&x=1",
    ],
)
def test_one_page_has_one_identity(other: str) -> None:
    assert links.identity(other) == links.identity("https://example.org/a/b?x=1")


@pytest.mark.parametrize(
    "other",
    ["https://example.org/a/b?x=2", "https://example.org/a/B?x=1", "https://en.example.org/a/b?x=1"],
)
def test_other_pages_have_other_identities(other: str) -> None:
    assert links.identity(other) != links.identity("https://example.org/a/b?x=1")


def test_percent_signs_in_capitals_or_not_are_one_page() -> None:
    assert links.identity("https://example.org/%e4%b8%ad") == links.identity("https://example.org/中")
    assert links.identity("https://example.org/a%2Fb") != links.identity("https://example.org/a/b")


@pytest.mark.parametrize(
    ("url", "secured"),
    [
        ("http://example.org/a?b#c", "https://example.org/a?b#c"),
        ("HTTP://EN.Example.org:80", "https://en.example.org"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://notexample.org/", "http://notexample.org/"),
        ("http://example.org.evil.example/", "http://example.org.evil.example/"),
        ("http://user@example.org/", "http://user@example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("", ""),
    ],
)
def test_only_a_host_that_is_known_to_answer_by_https_is_written_so(url: str, secured: str) -> None:
    assert links.secured(url, ("example.org",)) == secured
    assert links.secured(url, ()) == url
