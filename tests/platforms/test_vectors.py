"""Counts and marks as the platforms' own libraries give them, pinned by tests.eval.platforms.compare --pin."""

import json

import pytest

from tests.eval.platforms.compare import VECTORS, ours

CASES = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").split("\n") if line]


def test_there_are_vectors_of_every_sort() -> None:
    assert len(CASES) == 250
    for key in ("links", "tags", "mentions"):
        assert sum(bool(case["x"][key]) for case in CASES) > 20
        assert sum(bool(case["bluesky"][key]) for case in CASES) > 3


@pytest.mark.parametrize("name", ["x", "bluesky"])
def test_every_vector_is_counted_and_read_as_the_platform_does(name: str) -> None:
    wrong = [
        (case["text"], key, case[name][key], found)
        for case in CASES
        for key, found in ours(name, case["text"]).items()
        if found != case[name][key] and f"{name} {key}" not in case.get("differs", ())
    ]
    assert wrong == []
