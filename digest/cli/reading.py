"""`digest issues`, `show`, `explain` and `outbox`. Part of digest.cli."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, documents, names
from digest.cli.articles import JsonOption
from digest.errors import UsageError
from digest.model import Decision, Newsletter, Reason, Role, Standing, Window

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.store import IssueRecord

IssueArgument = Annotated[str, typer.Argument(metavar="ISSUE", help="Such as weekly/2025-W46.")]


def issues(
    context: typer.Context,
    newsletter: Annotated[str, typer.Argument(metavar="NEWSLETTER", help="Only this newsletter.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List the issues that have been built, newest first.

    Examples:
      digest issues
      digest issues weekly
    """
    from digest import newsroom

    with newsroom.look_in(context.obj.root) as desk:
        if newsletter:
            names.newsletter(desk, newsletter)
        records = desk.store.issues.list(newsletter)
        rows = [(record, len(desk.store.issues.drafts(record.id))) for record in records]
    if as_json:
        console.emit({"issues": [_issue_document(record, drafts) for record, drafts in rows]})
    elif rows:
        console.table(
            ("issue", "covers", "articles", "drafts", "revision"),
            [(each.id, names.span(each.window), len(each.chosen), drafts, each.revision) for each, drafts in rows],
            right=(2, 3, 4),
        )
    else:
        console.line(f"No issue has been built yet; run: {context.obj.command('build NEWSLETTER')}")


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ISSUE|ARTICLE", help="An issue, or an article's id or address.")],
    evidence: Annotated[
        bool, typer.Option("--evidence", help="With the place of each sentence in its article, counted from 0.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show an issue with its summaries, or one whole article.

    With --evidence each sentence is followed by where it comes from, and by the rules that shortened it.

    Examples:
      digest show weekly/2025-W46
      digest show weekly/2025-W46 --evidence
      digest show ecccf3dd
    """
    from digest import newsroom, outbox

    with newsroom.look_in(context.obj.root) as desk:
        if "/" not in name or "://" in name:
            if evidence:
                raise UsageError("--evidence is for issues: an article is shown whole.", next="Leave it out.")
            _show_article(desk, name, as_json)
            return
        document = outbox.manifest(desk.outbox, names.issue_name(name))
    if document is None:
        raise UsageError(f"The issue {name} is not in the outbox.", next="See what is there: digest issues")
    if as_json:
        console.emit(document)
        return
    items: dict[str, int] = {}
    for story in document["stories"]:
        article = story["article"]
        position = items.setdefault(article["translation_key"] or article["id"], len(items) + 1)
        console.line(console.bold(f"{position}. {console.safe(story['headline'])}"))
        console.line(
            f"   {article['kind']} · {article['published'] or 'no date'} · {article['language']} · {article['id']}"
        )
        if evidence:
            console.line(f"   {console.safe(story['method'])}")
        for sentence in story["summary"]:
            console.line(f"   {console.safe(sentence['text'])}")
            if evidence:
                console.line(console.muted(f"   <- {_place(sentence)}"))
        for note in story.get("notes", ()):
            console.line(f"   note: {console.safe(note)}")
    here = context.obj
    console.line(f"why these:  {here.command(f'explain {name}')}     files:  {here.command(f'outbox {name}')}")


def explain(
    context: typer.Context,
    issue: IssueArgument,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Only this article: its id or address.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Say of each article why it is in an issue, or out of it.

    Examples:
      digest explain weekly/2025-W46
      digest explain weekly/2025-W46 ecccf3dd
    """
    from digest import newsroom, pipeline

    with newsroom.look_in(context.obj.root) as desk:
        letter, window = names.issue_window(desk, issue)
        picked = pipeline.explain(desk, letter, window)
        decisions = [(True, decision) for decision in picked.chosen] + [(False, d) for d in picked.left_out]
        stored = desk.store.articles.count()
        if article:
            decisions = _only(desk, article, decisions, letter, window)
    if as_json:
        console.emit({"issue": issue, "decisions": [documents.of_decision(taken, each) for taken, each in decisions]})
        return
    console.table(
        ("", "article", "kind", "why", "title"),
        [("in" if taken else "out", d.article.id, d.article.kind, d.words, d.article.title) for taken, d in decisions],
    )
    if not decisions:
        console.line(f"No article was published {names.span(window)}, nor is one late or undated.")
    if not article and stored > len(decisions):
        console.line(
            f"The other {console.count(stored - len(decisions), 'article')} were not published in this window."
        )


def outbox(
    context: typer.Context,
    issue: Annotated[str, typer.Argument(metavar="ISSUE", help="Such as weekly/2025-W46.")] = "",
    draft: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="Print this draft, such as mainland/weibo-01.txt; or list those whose names begin so."
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """List the drafts in the outbox, or print one, ready to paste.

    Examples:
      digest outbox
      digest outbox weekly/2025-W46
      digest outbox weekly/2025-W46 mainland/weibo-01.txt
    """
    from digest import newsroom
    from digest import outbox as box

    if draft and not issue:
        raise UsageError(f"Which issue is {draft!r} of?", next="Name it: digest outbox ISSUE FILE")
    with newsroom.look_in(context.obj.root) as desk:
        wanted = [names.issue_name(issue)] if issue else [record.id for record in desk.store.issues.list("")]
        rows = [row for name in wanted for row in _draft_rows(desk, name)]
        if issue and not rows:
            raise UsageError(f"The issue {issue} is not in the outbox.", next="See what is there: digest issues")
        if draft in {row["path"] for row in rows}:
            _print_draft(box.read(desk.outbox, issue, draft), as_json)
            return
        rows = [row for row in rows if row["path"].startswith(draft)]
        if draft and not rows:
            raise UsageError(f"{issue} has no draft {draft!r}.", next=f"See its drafts: digest outbox {issue}")
    if as_json:
        console.emit({"drafts": rows})
        return
    if rows:
        console.table(
            ("issue", "draft", "bytes", "state", "warnings"),
            [(r["issue"], r["path"], r["size"], r["state"], "; ".join(r["warnings"])) for r in rows],
            right=(2,),
        )
    else:
        console.line(f"The outbox is empty; run: {context.obj.command('build NEWSLETTER')}")


def _issue_document(record: "IssueRecord", drafts: int) -> dict[str, Any]:
    return {
        "issue": record.id,
        "newsletter": record.newsletter,
        "window": documents.of_window(record.window),
        "due": record.due.isoformat(),
        "stories": len(record.chosen),
        "drafts": drafts,
        "revision": record.revision,
        "built_at": record.built_at.isoformat(),
    }


def _print_draft(content: bytes, as_json: bool) -> None:
    if not as_json:
        console.verbatim(content)
        return
    try:
        console.emit({"content": content.decode()})
    except UnicodeDecodeError:  # a picture
        console.emit({"base64": b64encode(content).decode()})


def _only(
    desk: "Desk", name: str, decisions: Sequence[tuple[bool, Decision]], letter: Newsletter, window: Window
) -> list[tuple[bool, Decision]]:
    article = names.article(desk, name)
    found = [each for each in decisions if each[1].article.id == article.id]
    if found:
        return found
    day = f"published {article.published_day}" if article.published_day else "it has no date"
    held = desk.store.issues.sent_before(letter.name, "", (article.id,))
    pin = f"it is in {held[article.id]}" if held else "pin it to take it in"
    words = f"{day}, not {names.span(window)}; {pin}"
    return [(False, Decision(article=article, standing=Standing.OUTSIDE, reason=Reason.OUTSIDE, words=words))]


def _place(sentence: Mapping[str, Any]) -> str:
    """paragraph 0 [32:128] dateline dropped"""
    used = ", ".join(map(console.safe, sentence["rules"])) or "word for word"
    return f"paragraph {sentence['paragraph']} [{sentence['start']}:{sentence['end']}] {used}"


def _draft_rows(desk: "Desk", issue: str) -> list[dict[str, Any]]:
    from digest import outbox as box

    states = box.states(desk.outbox, issue, {d.path: d.sha256 for d in desk.store.issues.drafts(issue)})
    return [
        {
            "issue": draft.issue,
            "audience": draft.audience,
            "channel": draft.channel,
            "path": draft.path,
            "size": draft.size,
            "sha256": draft.sha256,
            "revision": draft.revision,
            "state": states[draft.path],
            "warnings": list(draft.warnings),
        }
        for draft in desk.store.issues.drafts(issue)
    ]


def _show_article(desk: "Desk", name: str, as_json: bool) -> None:
    article = names.article(desk, name)
    if as_json:
        console.emit(documents.of_article(article))
        return
    console.line(console.bold(console.safe(article.title)))
    when = article.published_day or f"no date (written: {article.published_as_written or 'nothing'})"
    console.line(f"{article.kind} · {console.safe(when)} · {article.language} · {article.id}")
    for origin in article.origins:
        console.line(f"from {console.safe(origin.location)}  {console.safe(origin.url)}".rstrip())
    for note in article.notes:
        console.line(f"note: {console.safe(note)}")
    for paragraph in article.paragraphs:
        mark = "" if paragraph.role is Role.TEXT else f"[{paragraph.role}] "
        console.line(f"\n{mark}{console.safe(paragraph.text)}")


COMMANDS: Mapping[str, Callable[..., None]] = {"issues": issues, "show": show, "explain": explain, "outbox": outbox}
