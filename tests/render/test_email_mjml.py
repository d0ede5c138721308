"""The guard around the MJML compiler: what it keeps whole and what it refuses."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import RenderError
from digest.render import mjml
from tests import growth


def page(inside: str) -> str:
    section = f"<mj-section><mj-column><mj-text>{inside}</mj-text></mj-column></mj-section>"
    return f"<mjml><mj-body>{section}</mj-body></mjml>"


def title_of(value: str) -> str:
    made = mjml.compile(page(f'<a title="{html.escape(value)}">x</a>'), template="t")
    found = re.search(r'title="([^"]*)"', made)
    assert found
    return html.unescape(found.group(1))


@pytest.mark.parametrize(
    "value",
    [
        "全角\u3000空格",
        "no\u00a0break",
        "👩‍👩‍👧‍👦 and ❤️",
        "e\u0301 か\u3099 ﾊﾟ",
        "back\\slash",
        "ไทย हिन्दी עִבְרִית العَرَبيّة",
        "soft\u00adhyphen zero\u200bwidth \u200fmark",
        "two\nlines\tand a tab",
        'it\'s "quoted" & <angled>',
        "ㅤᅠﾠ",
    ],
)
def test_attributes_come_out_as_they_went_in(value: str) -> None:
    assert title_of(value) == value


# HTML knows no noncharacters (U+FDD0 and its like); content is free of them before it gets here.
NONCHARACTERS = [chr(c) for c in range(0xFDD0, 0xFDF0)] + [
    chr(p * 0x10000 + c) for p in range(17) for c in (0xFFFE, 0xFFFF)
]


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=NONCHARACTERS), min_size=1, max_size=40)
)
@settings(max_examples=300, deadline=None)
def test_any_attribute_comes_out_as_it_went_in(value: str) -> None:
    assert title_of(value) == value


def test_an_attribute_in_single_quotes_cannot_break_out() -> None:
    made = mjml.compile(page("""<a title='x" onclick="y'>x</a>"""), template="t")
    assert 'onclick="' not in made


def test_attributes_of_mjml_tags_are_guarded_too() -> None:
    made = mjml.compile(page("x").replace("<mj-text>", '<mj-text css-class="a\u3000b">'), template="t")
    assert r"\u{" not in made


def test_text_between_tags_is_untouched() -> None:
    text = "全角\u3000空格 ❤️ back\\slash e\u0301"
    assert text in mjml.compile(page(text), template="t")


def test_no_font_is_loaded_from_anywhere() -> None:
    made = mjml.compile(page("x").replace("<mj-text>", '<mj-text font-family="Roboto,Open Sans,Lato">'), template="t")
    assert "Roboto" in made
    assert "fonts.googleapis" not in made


def test_comments_are_untouched() -> None:
    assert "<!-- \u3000 'x' -->" in mjml.safe("<mjml><!-- \u3000 'x' --></mjml>")


def test_control_characters_are_gone() -> None:
    assert mjml.safe(page("a\x00b\x1bc\x85d")) == page("abcd")


@pytest.mark.parametrize("tag", ["mj-foo", "mj-txt", "mjml-body", "MJ-FOO"])
def test_an_unknown_tag_is_refused_with_its_line(tag: str) -> None:
    source = page(f"\n\n<{tag}>lost</{tag}>")
    (fault,) = mjml.faults(source, "a.mjml.j2")
    assert (fault.file, fault.line, fault.key) == ("a.mjml.j2", 3, f"<{tag.lower()}>")
    with pytest.raises(RenderError, match=tag.lower()):
        mjml.compile(source, template="a.mjml.j2")


def test_an_include_is_refused() -> None:
    with pytest.raises(RenderError, match="mj-include") as caught:
        mjml.compile(page('<mj-include path="/etc/passwd" />'), template="t")
    assert caught.value.channel == "email"


def test_nesting_is_refused_before_it_ends_the_process() -> None:
    deep = "<b>" * 20_000 + "</b>" * 20_000
    with pytest.raises(RenderError, match="200"):
        mjml.compile(page(deep), template="t")


def test_closing_tags_that_were_never_opened_hide_no_nesting() -> None:
    assert mjml.faults("</b>" * 500 + "<b>" * 500, "t")


def test_usual_nesting_is_no_fault() -> None:
    assert mjml.faults(page("<b>" * 150 + "x" + "</b>" * 150), "t") == ()


def test_many_elements_beside_one_another_are_no_nesting() -> None:
    assert mjml.faults(page("<p>a<br>b<img src='x'></p>" * 500), "t") == ()


def test_mjml_that_cannot_be_read_names_template_and_channel() -> None:
    with pytest.raises(RenderError) as caught:
        mjml.compile(page("<p>never closed"), template="email/x.mjml.j2")
    assert (caught.value.template, caught.value.channel) == ("email/x.mjml.j2", "email")
    assert "email/x.mjml.j2" in str(caught.value)


@pytest.mark.parametrize("hostile", ["<a '" * 50_000, "<a " + 'b="' * 50_000, "<" * 100_000, "<!--" * 50_000])
def test_hostile_markup_costs_no_more_than_its_length(hostile: str) -> None:
    assert growth.takes_under(5, lambda: mjml.safe(hostile))
