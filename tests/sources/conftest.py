"""What the tests of the sources share: a document in one call, and the first real page where it is at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from digest import sources
from digest.model import Fetched, Language, Parsed, Source

Parse = Callable[..., Parsed]

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "un-china-latest-zh.txt"


@pytest.fixture
def parse() -> Parse:
    """`parse(kind, document)` as the pipeline calls it; `document` is text or bytes."""

    def _parse(
        kind: str,
        document: str | bytes,
        *,
        zone: str = "Asia/Shanghai",
        language: Language = Language.UNDETERMINED,
        site: str = "https://site.example/",
        location: str = "/folder/page.txt",
        charset: str = "",
    ) -> Parsed:
        raw = document.encode() if isinstance(document, str) else document
        source = Source(name="test", kind=kind, location=location, zone=zone, language=language, site=site)
        return sources.parse(source, Fetched(raw=raw, location=location, charset=charset))

    return _parse


@pytest.fixture(scope="session")
def corpus() -> bytes:
    if not CORPUS.exists():
        pytest.skip(f"the first real page is not here: {CORPUS.name}")
    return CORPUS.read_bytes()
