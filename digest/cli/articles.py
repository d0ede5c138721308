"""`digest parse`, `digest ingest` and `digest articles`. Part of digest.cli."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, documents, names
from digest.model import Article, Kind, Language, Origin, Problem

if TYPE_CHECKING:
    from digest.pipeline import Ingested

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
KindOption = Annotated[
    str,
    typer.Option(
        "--kind", metavar="KIND", help="site-text, feed, markdown, jsonl, csv or webpage; else the file's name tells."
    ),
]


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, an address, or a folder of Markdown files.")],
    kind: KindOption = "",
    zone: Annotated[str, typer.Option(metavar="ZONE", help="Time zone of dates that state none.")] = "Asia/Shanghai",
    language: Annotated[Language, typer.Option(help="Language of texts too short to tell.")] = Language.UNDETERMINED,
    as_json: JsonOption = False,
) -> None:
    """Show the articles in a file without storing anything.

    Examples:
      digest parse latest.txt
      digest parse --kind site-text latest.txt --json
    """
    from digest import fetch, sources
    from digest.errors import SourceError

    source = names.source_by_hand(file, kind, names.time_zone(zone), language)
    try:
        answer = fetch.read(source, root=Path.cwd(), now=_now(), outside_root=True)
        parsed = [sources.parse(source, document) for document in answer.documents]
    except SourceError as e:
        if not as_json:
            raise
        console.complain(e)
        origin = Origin(source=e.source, location=e.location)
        console.emit({"articles": [], "problems": [documents.of_problem(Problem(origin=origin, reason=e.what))]})
        raise typer.Exit(console.FAILED) from None
    articles = [article for document in parsed for article in document.articles]
    problems = [problem for document in parsed for problem in document.problems]
    if as_json:
        console.emit(
            {
                "articles": [documents.of_article(a) for a in articles],
                "problems": [documents.of_problem(p) for p in problems],
            }
        )
    else:
        _article_table(articles)
        found = f"{console.count(len(articles), 'article')}, {console.count(len(problems), 'problem')}"
        console.line(f"{found}. Nothing was stored.")
        _print_problems(problems)
    if any(problem.lost for problem in problems):
        raise typer.Exit(console.PARTLY)


def ingest(
    context: typer.Context,
    locations: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Files or addresses; all configured sources if none are given."),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="Only this configured source; repeatable.")
    ] = None,
    kind: KindOption = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and parse, store nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take in articles; a second run of the same adds nothing.

    Examples:
      digest ingest
      digest ingest --source latest --dry-run
      digest ingest latest.txt --kind site-text
    """
    from digest import newsroom, pipeline

    open_newsroom = newsroom.look_in if dry_run else newsroom.open_desk
    with open_newsroom(context.obj.root) as desk:
        wanted = names.sources_wanted(desk.settings, locations or [], source or [], kind)
        with console.progress(len(wanted), "sources") as step:
            results = pipeline.ingest(
                desk,
                wanted,
                now=_now(),
                by_hand=bool(locations),
                dry_run=dry_run,
                tick=lambda each: step(each.name),
            )
        build = names.next_build(desk, _now())
    if as_json:
        console.emit({"dry_run": dry_run, "sources": [_ingested_document(result) for result in results]})
    else:
        _print_ingested(results, dry_run)
        if not dry_run and any(not result.failure for result in results):
            look = context.obj.command("articles")
            console.line(f"next:  {console.bold(context.obj.command(build))}     look:  {look}")
    _leave_by(results)


def articles(
    context: typer.Context,
    kind: Annotated[Kind | None, typer.Option(help="Only this kind.")] = None,
    language: Annotated[Language | None, typer.Option(help="Only this language.")] = None,
    source: Annotated[str, typer.Option(metavar="NAME", help="Only from this source.")] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="Published on this day or later.")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Published before this day.")] = "",
    undated: Annotated[bool, typer.Option("--undated", help="Only articles without a known date.")] = False,
    text: Annotated[str, typer.Option(metavar="WORDS", help="Only with these words in the title or the text.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, metavar="N", help="At most so many, newest first.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List the stored articles, newest first.

    Examples:
      digest articles --kind speech --since 2025-10-01
      digest articles --text "climate" --json
    """
    from digest import newsroom

    with newsroom.look_in(context.obj.root) as desk:
        zone = desk.settings.newsroom.zone
        found = desk.store.articles.list(
            kind=kind,
            language=language,
            source=source or None,
            since=names.start_of("--since", since, zone),
            until=names.start_of("--until", until, zone),
            undated=undated,
            text=text,
            limit=limit,
        )
        total = desk.store.articles.count()
    if as_json:
        console.emit({"articles": [documents.of_article(article) for article in found], "stored": total})
        return
    _article_table(found)
    if total:
        console.line(f"{len(found)} of {console.count(total, 'stored article')}.")
    else:
        console.line(f"No articles yet; run: {context.obj.command('ingest')}")


def _now() -> datetime:
    return datetime.now(UTC)


def _article_table(articles: Sequence[Article]) -> None:
    if not articles:
        return
    rows = [
        (
            article.id,
            article.kind_word if article.kind is Kind.UNKNOWN and article.kind_word else article.kind,
            article.published_day or "–",
            article.language,
            article.title,
        )
        for article in articles
    ]
    console.table(("id", "kind", "published", "language", "title"), rows)


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        mark = "lost" if problem.lost else "kept"
        console.line(f"  {mark}: {console.safe(problem.origin.location)}: {console.safe(problem.reason)}")


def _print_ingested(results: Sequence["Ingested"], dry_run: bool) -> None:
    rows = [
        (r.source.name, len(r.new), len(r.changed), len(r.merged), len(r.unchanged), len(r.problems), _remark(r))
        for r in results
    ]
    console.table(("source", "new", "changed", "joined", "known", "problems", ""), rows, right=(1, 2, 3, 4, 5))
    for result in results:
        _print_problems(result.problems)
        if result.failure:
            console.notice(f"{console.bold('failed:', sys.stderr)} {console.safe(result.failure)}")
    new = sum(len(result.new) for result in results)
    console.line(f"{console.count(new, 'article')} {'would be added' if dry_run else 'added'}.")


def _remark(result: "Ingested") -> str:
    return "failed" if result.failure else "; ".join(result.notes)


def _ingested_document(result: "Ingested") -> dict[str, Any]:
    return {
        "source": result.source.name,
        "new": [article.id for article in result.new],
        "changed": [article.id for article in result.changed],
        "merged": [article.id for article in result.merged],
        "unchanged": [article.id for article in result.unchanged],
        "problems": [documents.of_problem(problem) for problem in result.problems],
        "notes": list(result.notes),
        "failure": str(result.failure) if result.failure else None,
    }


def _leave_by(results: Sequence["Ingested"]) -> None:
    failed = sum(result.failure is not None for result in results)
    lost = any(problem.lost for result in results for problem in result.problems)
    if failed == len(results):
        raise typer.Exit(console.FAILED)
    if failed or lost:
        raise typer.Exit(console.PARTLY)


COMMANDS: Mapping[str, Callable[..., None]] = {"parse": parse, "ingest": ingest, "articles": articles}
