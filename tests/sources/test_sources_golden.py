"""One document of each format that others write, beside the articles it must give."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from digest.model import Article

DOCUMENTS = Path(__file__).parent / "data"
KINDS = {"feed.xml": "feed", "atom.xml": "feed", "json-feed.json": "feed", "page.html": "webpage"}
SHOWN = (
    "id kind kind_word title language published published_day day_only published_as_written url tags picture "
    "video_url duration_s notes keys"
)


def plain(value: object) -> object:
    """The value as JSON has it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if hasattr(value, "__slots__") and not isinstance(value, str):
        return {name: plain(getattr(value, name)) for name in value.__slots__}
    return value


def shown(article: Article) -> dict[str, object]:
    fields = {name: plain(getattr(article, name)) for name in SHOWN.split()}
    fields["paragraphs"] = [[p.role.value, p.language.value, p.text] for p in article.paragraphs]
    return fields


@pytest.mark.parametrize("name", KINDS)
def test_document_gives_the_articles_kept_beside_it(parse, request, name):
    parsed = parse(KINDS[name], (DOCUMENTS / name).read_bytes(), location=f"/folder/{name}")
    made = {
        "articles": [shown(article) for article in parsed.articles],
        "problems": [[problem.origin.location, problem.lost, problem.reason] for problem in parsed.problems],
    }
    expected = DOCUMENTS / f"{name}.expected.json"
    if request.config.getoption("--golden"):
        expected.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert made == json.loads(expected.read_text(encoding="utf-8"))
