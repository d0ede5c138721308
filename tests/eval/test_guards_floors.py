"""The model guards over the sample newsroom: damaged drafts are refused, sound ones are not."""

import pytest

from digest.summarizers import Summarizer, extractive, lead
from tests.eval import documents, guards
from tests.eval.documents import Document

DOCUMENTS = 10  # of each tuning set


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


@pytest.mark.skipif(not documents.names(), reason="the tuning sets do not lie beside the project")
def test_damaged_drafts_of_the_tuning_sets_are_refused() -> None:
    found = [document for name in documents.names() for document in documents.load(name, DOCUMENTS)]
    counted = guards.refused(guards.cases(found, lambda document: guards.sound(document, extractive.summarize)))
    sound_refused, sound = counted.pop("")
    below = {
        damage: (refused, total)
        for damage, (refused, total) in counted.items()
        if refused < guards.FLOORS.get(damage, 0) / 100 * total
    }

    assert sum(total for _, total in counted.values()) >= 300
    assert below == {}
    assert sound_refused <= 0.1 * sound
