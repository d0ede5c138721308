"""Text of strangers in every field of a mail: it is text there, and nothing else."""

from dataclasses import replace
from html.parser import HTMLParser

import email_issues as told
import pytest

from digest import render
from digest.errors import RenderError
from digest.model import Issue, Kind, Picture, Quotation, Story, SummarySentence, Variant

HOSTILE = {
    "markup": "</p></td><script>alert(1)</script><img src=x onerror=alert(1)><!-- <style>*{display:none}",
    "attributes": '"\' onmouseover=alert(1) style="position:fixed" x=\'',
    "MJML": '</mj-text></mj-column><mj-include path="/etc/passwd"/><mj-raw><iframe></iframe></mj-raw>',
    "conditional comment": "<![endif]--><!--[if mso]><v:rect>]]><![CDATA[",
    "template": "{{ letter.__class__ }}{% for x in range(999999) %}{{ config }}{% endfor %}{# #}{% raw %}",
    "entities": "&lt;b&gt; &#60;script&#62; &amp;nbsp; &#x202e; &copy=1",
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f\ud800g",
    "directions": "gpj.\u202etxt\u2066\u2067\u200f\u061c",
    "joiners": "\u3000\u00a0\u200d\ufe0f\u200b\u00ad e\u0301 か\u3099 \\ \\u{3000}",
    "lines": "one\r\nBcc: x@y.example\r\n\r\ntwo\u2028three\u2029four\x0bfive",
    "depth": "<b>" * 3000 + "</b>" * 10,
    "length": "Flood " * 1700,
    "one word": "x" * 10_000,
    "Han": "汉" * 10_000,
    "tokens": "%%unsubscribe_url%% %%%browser_url_en%% %%%%",
    "format": "{} {0} {title} {n!r:>{width}} %s %(x)s {newsroom.site}",
}


class Shape(HTMLParser):
    """The tags of a page with the names of their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))


def story(text: str, kind: Kind, lang: str = "en") -> Story:
    picture = Picture(url="https://a.example/p.jpg", alt=text, width=800, height=450)
    made = told.story(text, text, kind=kind, picture=picture, speaker=text, post=text, lang=lang, kind_word=text)
    sentence = SummarySentence(text=text, paragraph=0, start=0, end=1)
    said = Quotation(text=text, speaker=text, paragraph=0, start=0, end=1) if kind is Kind.SPEECH else None
    return replace(made, summary=replace(made.summary, teaser=sentence, quotation=said))


def issue(text: str, template: str) -> Issue:
    stories = tuple(story(text, kind) for kind in (Kind.STORY, Kind.STORY, *Kind))
    made = told.issue((*stories, story(text, Kind.STORY, lang="zh-Hans")))
    return replace(made, newsletter=replace(made.newsletter, template=template, in_full=1))


@pytest.mark.parametrize("template", ["weekly", "monthly"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_leaves_the_shape_of_the_page_as_it_is(
    text: str, template: str, templates: render.Templates
) -> None:
    made, short, long = (
        render.email(issue(each, template), told.audience(Variant.EN), told.NEWSROOM, templates)
        for each in (text, "A harmless text.", "A harmless text. " * 9)  # the second is too long for the subject
    )
    shape = Shape(made[0].content.decode()).tags
    assert shape in [Shape(plain[0].content.decode()).tags for plain in (short, long)]
    for token in ("%%unsubscribe_url%%", "%%browser_url%%", "%%browser_url_en%%"):
        assert made[0].content.count(token.encode()) == short[0].content.count(token.encode())
        assert made[1].content.count(token.encode()) == short[1].content.count(token.encode())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_adds_no_header_and_no_long_line(text: str, templates: render.Templates) -> None:
    message = render.email(issue(text, "weekly"), told.audience(Variant.EN), told.NEWSROOM, templates)[2].content
    head, _, _ = message.partition(b"\r\n\r\n")
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert len(names) == len(set(names)) == 13
    assert max(map(len, message.split(b"\r\n"))) <= 998


def test_no_mark_of_direction_is_left_to_turn_a_line_over(templates: render.Templates) -> None:
    files = render.email(issue(HOSTILE["directions"], "weekly"), told.audience(Variant.EN), told.NEWSROOM, templates)
    assert not any("\u202e" in file.content.decode() or "&#8238;" in file.content.decode() for file in files)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", 'https://a.example/"onx="1', "https://a.example/<b>", "data:,x"]
)
def test_a_hostile_address_is_no_attribute_of_its_own(url: str, templates: render.Templates) -> None:
    try:
        html = render.email(
            told.issue((told.story("One", url=url, picture=Picture(url=url)), told.story("Two", url=url))),
            told.audience(Variant.EN),
            told.NEWSROOM,
            templates,
        )[0].content.decode()
    except RenderError:
        return
    assert not any("onx" in tag or tag[0] == "b" for tag in Shape(html).tags)
    assert "javascript:" not in html
