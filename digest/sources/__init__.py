"""Bytes in, articles and problems out. Floor 2: no I/O, no clock, no network.

`PARSERS` names one module per format; each has `read(source, fetched) -> Reading` and turns a document into
records of strings. What happens to a record is the same for every format (`articles`, `identity`). A new format
is one module and one line here. The modules are imported when their format is first used, because some of them
bring large libraries.
"""

from collections.abc import Callable
from importlib import import_module

from digest.errors import SourceError
from digest.model import Article, Fetched, Parsed, Problem, Source
from digest.sources import articles, identity
from digest.sources.record import Reading

MOST_RECORDS = 5_000  # of one document; the largest real feed seen has 3,000

PARSERS: dict[str, str] = {
    "site-text": "digest.sources.site_text",
    "feed": "digest.sources.feed",
    "markdown": "digest.sources.markdown",
    "jsonl": "digest.sources.jsonl",
    "csv": "digest.sources.table",
    "webpage": "digest.sources.webpage",
}


def parse(source: Source, fetched: Fetched) -> Parsed:
    """The document's articles in its own order, and every record that was refused or doubted.

    SourceError when the document is not of its source's format, or holds records of which not one survived. A
    document that is rightly empty, such as a feed without entries, gives an empty Parsed.
    """
    reader: Callable[[Source, Fetched], Reading] = import_module(PARSERS[source.kind]).read
    reading = reader(source, fetched)
    problems = [
        Problem(origin=articles.origin(source, fetched, doubt.location), reason=doubt.reason, lost=doubt.lost)
        for doubt in reading.doubts
    ]
    made: list[Article] = []
    for record in reading.records[:MOST_RECORDS]:
        article, faults = articles.make(source, fetched, record)
        problems += faults
        made += [article] if article else []
    if len(reading.records) > MOST_RECORDS:
        where = articles.origin(source, fetched, reading.records[MOST_RECORDS].location)
        left = len(reading.records) - MOST_RECORDS
        problems.append(Problem(origin=where, reason=f"{left} records from here on exceed the {MOST_RECORDS} allowed"))
    if not made and any(problem.lost for problem in problems):
        raise _nothing(source, fetched, [problem for problem in problems if problem.lost])
    return Parsed(articles=identity.settle(made), problems=tuple(problems))


def _nothing(source: Source, fetched: Fetched, problems: list[Problem]) -> SourceError:
    first = problems[0]
    more = f" ({len(problems) - 1} more like it)" if len(problems) > 1 else ""
    return SourceError(
        f"Not one article could be read. {first.origin.location}: {first.reason}{more}.",
        source=source.name,
        location=fetched.location,
    )
