"""How well the sentences of the labelled texts in tests/data/sentences are found; the floors only ever rise."""

from pathlib import Path

import pytest

from digest.text import sentences

LABELLED = Path(__file__).resolve().parent.parent / "data" / "sentences"
FLOORS = {"english": 0.995, "glued": 0.99, "chinese": 0.995, "mixed": 0.995}


def documents(name: str) -> list[tuple[str, set[int]]]:
    """Each text of the file without its marks, with the offsets where the marks stood."""
    lines = (LABELLED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    read = []
    for line in lines:
        if line and not line.startswith("# "):
            parts = line.split("¶")
            read.append(("".join(parts), {len("".join(parts[:count])) for count in range(1, len(parts))}))
    return read


def found(text: str) -> set[int]:
    return {span.end for span in sentences.spans(text)} - {len(text)}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_boundaries_are_found_at_least_as_well_as_the_floor(name: str, floor: float) -> None:
    right = wrong = missed = 0
    for text, labelled in documents(name):
        right += len(labelled & found(text))
        wrong += len(found(text) - labelled)
        missed += len(labelled - found(text))
    assert 2 * right / (2 * right + wrong + missed) >= floor


def test_the_labelled_set_is_large_and_half_chinese() -> None:
    counts = {name: sum(len(labelled) for _, labelled in documents(name)) for name in FLOORS}
    assert sum(counts.values()) >= 700
    assert 2 * (counts["chinese"] + counts["mixed"]) >= sum(counts.values())


def test_a_third_of_the_glued_boundaries_have_lost_their_space() -> None:
    boundaries = [(text, place) for text, labelled in documents("glued") for place in labelled]
    lost = sum(not text[place].isspace() for text, place in boundaries)
    assert 0.3 <= lost / len(boundaries) <= 0.6


def test_no_mark_is_left_in_a_labelled_text_and_none_stands_beside_lost_space() -> None:
    for name in FLOORS:
        for text, labelled in documents(name):
            assert all(not text[place - 1].isspace() for place in labelled), text
