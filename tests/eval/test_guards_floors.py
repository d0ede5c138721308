"""The model guards over the sample newsroom: damaged drafts are refused, sound ones are not."""

import pytest

from digest.summarizers import Summarizer, extractive, lead
from tests.eval import guards
from tests.eval.documents import Document


@pytest.fixture(scope="module")
def sample() -> tuple[Document, ...]:
    return guards.sample()


@pytest.fixture(scope="module")
def counted(sample: tuple[Document, ...]) -> dict[str, tuple[int, int]]:
    return guards.refused(guards.cases(sample, lambda document: guards.sound(document, lead.summarize)))


def test_there_are_at_least_three_hundred_damaged_drafts(counted: dict[str, tuple[int, int]]) -> None:
    assert sum(total for damage, (_, total) in counted.items() if damage) >= 300


@pytest.mark.parametrize(("damage", "floor"), guards.FLOORS.items())
def test_damaged_drafts_are_refused(counted: dict[str, tuple[int, int]], damage: str, floor: int) -> None:
    refused, total = counted[damage]

    assert total >= 4
    assert refused >= floor / 100 * total


@pytest.mark.parametrize("summarize", [extractive.summarize, lead.summarize])
def test_sound_drafts_are_not_refused(sample: tuple[Document, ...], summarize: Summarizer) -> None:
    drafts = [(document, guards.sound(document, summarize)) for document in sample]
    cases = [guards.Case(document=document, sentences=draft, damage="") for document, draft in drafts if draft]
    refused = [case for case in cases if case.reasons()]

    assert len(cases) >= 30
    assert len(refused) <= 0.1 * len(cases)
