"""What a build has to say of its drafts stays readable with many channels."""

from digest.cli import building


def test_a_note_names_three_of_its_drafts_and_counts_the_others() -> None:
    assert building.places(("en/x.txt", "en/line.txt")) == "en/x.txt, en/line.txt"
    assert building.places(tuple("abcde")) == "a, b, c and 2 more"
