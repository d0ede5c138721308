"""Both parts in their transfer encodings: the same as encoding the filled-in text, in lines that every server takes."""

import re
from base64 import b64decode
from quopri import decodestring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.render import bodies, links

PLACES = sorted(links.TOKENS)
PIECE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200),
    st.sampled_from(
        ["", "\n", ".", "\n.", "From me\nFrom you", "  \t  ", " \n", "=", "=3D\n", "%%", "x" * 300, "。" * 90]
    ),
)
TEXT = st.lists(st.one_of(PIECE, st.sampled_from(PLACES))).map("".join)
VALUE = st.from_regex(r"https://[a-z.]{1,20}/[A-Za-z0-9._~/?&=%-]{0,200}", fullmatch=True)
VALUES = st.fixed_dictionaries(dict.fromkeys(PLACES, VALUE))


def filled(text: str, values: dict[str, str], escape: bool = False) -> str:
    text = re.sub("|".join(PLACES), lambda place: values[place[0]].replace("&", "&amp;" if escape else "&"), text)
    return text.replace("\n", "\r\n")


@given(TEXT, VALUES)
@settings(max_examples=100)
def test_a_filled_text_part_decodes_to_the_filled_text(text: str, values: dict[str, str]) -> None:
    made = b"".join(bodies.base64(text).filled(values))
    assert b64decode(made).decode() == filled(text, values)
    assert all(len(line) <= 76 for line in made.split(b"\r\n"))
    # No padding before the end: some readers stop there.
    assert b"=" not in made.rstrip(b"=\r\n")


@given(TEXT, VALUES)
@settings(max_examples=100)
def test_a_filled_page_decodes_to_the_filled_page_and_needs_no_help_from_a_server(
    text: str, values: dict[str, str]
) -> None:
    made = b"".join(bodies.quoted_printable(text).filled(values))
    assert decodestring(made).decode() == filled(text, values, escape=True)
    assert made.isascii()
    assert made.count(b"\n") == made.count(b"\r\n") == made.count(b"\r")
    for line in made.split(b"\r\n"):
        assert len(line) <= 76
        assert not line.startswith((b".", b"From "))
        assert not line.endswith(b" ")
        assert b"  " not in line
        assert b"\t" not in line


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_never_cut_by_the_end_of_a_line(place: str) -> None:
    for width in range(80):
        made = bodies.quoted_printable(f'<a href="{"x" * width}{place}">')
        assert place.encode() in b"".join(made.filled({place: place}))


def test_an_address_ends_no_attribute() -> None:
    made = bodies.quoted_printable(f'<a href="{links.BROWSER}">').filled({links.BROWSER: 'https://a.example/?a&b"><'})
    assert decodestring(b"".join(made)) == b'<a href="https://a.example/?a&amp;b&quot;&gt;&lt;">'


def test_what_is_the_same_for_everybody_is_encoded_once() -> None:
    part = bodies.quoted_printable("汉字" * 5000 + links.BROWSER)
    assert part.filled({links.BROWSER: "https://a.example"})[0] is part.pieces[0]
