"""Texts are compared by words, Chinese ones by characters; orders by as few moves as possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import comparing
from digest.comparing import Kept
from tests import growth


def marked(old: str, new: str) -> str:
    signs = {Kept.SAME: "{}", Kept.GONE: "[-{}-]", Kept.NEW: "[+{}+]"}
    return "".join(signs[piece.kept].format(piece.text) for piece in comparing.texts(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("政府宣布下周起調整港口收費", "政府宣布下月起調整港口收費", "政府宣布下[-周-][+月+]起調整港口收費"),
        ("下周起三百家增长5%", "下月起五百家增长7%", "下[-周-][+月+]起[-三-][+五+]百家增长[-5-][+7+]%"),
        ("It opens with 1,200 men.", "It opens with 1,300 men.", "It opens with [-1,200-][+1,300+] men."),
        ("The port opens today", "The harbour opens today", "The [-port-][+harbour+] opens today"),
        ("a port opens", "a big harbour opens", "a [-port-][+big harbour+] opens"),  # the space between is a crumb
        ("家庭👨‍👩‍👧", "家庭👨‍👩‍👦", "家庭[-👨‍👩‍👧-][+👨‍👩‍👦+]"),
        ("Nothing in common", "港口今天开放", "[-Nothing in common-][+港口今天开放+]"),
        ("", "新", "[+新+]"),
        ("同", "同", "同"),
        ("", "", ""),
    ],
)
def test_what_differs_is_shown_in_the_units_of_the_script(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


ANY = st.text(alphabet="ab c,.。港口开\n👍\u0301", max_size=60)


@given(ANY, ANY)
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = comparing.texts(old, new)
    assert "".join(piece.text for piece in pieces if piece.kept is not Kept.NEW) == old
    assert "".join(piece.text for piece in pieces if piece.kept is not Kept.GONE) == new


def test_long_texts_that_repeat_themselves_are_compared_in_bounded_time() -> None:
    for old, new in (("的。" * 10_000, "的。" * 9_999 + "港。"), ("ab" * 10_000, "ba" * 10_000), ("字" * 20_000, "字")):
        assert growth.takes_under(4, lambda old=old, new=new: comparing.texts(old, new))  # type: ignore[misc]


@given(st.permutations(list("abcdef")), st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("uvw")))
def test_moves_name_who_came_who_went_and_by_how_far(after: list[str], gone: set[str], new: set[str]) -> None:
    now_there = [name for name in after if name not in gone] + sorted(new)
    moves = comparing.orders("abcdef", now_there)
    assert (set(moves.went), set(moves.came)) == (gone, new)
    before, stayed = [x for x in "abcdef" if x not in gone], [x for x in now_there if x not in new]
    assert all(before.index(name) - stayed.index(name) == by for name, by in moves.moved.items())
    quiet = [name for name in stayed if name not in moves.moved]
    assert before == stayed or moves.moved
    assert len(quiet) >= 1 or not stayed


def test_one_story_moved_is_one_move() -> None:
    assert dict(comparing.orders("abcd", "dabc").moved) == {"d": 3}
    assert dict(comparing.orders("abcd", "bcda").moved) == {"a": -3}
    assert comparing.orders("abc", "xabc").moved == {}
