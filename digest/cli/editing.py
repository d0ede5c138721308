"""`digest edit`, `move`, `pin`, `drop`, `defer` and `add`: changes of an issue. Part of digest.cli."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, names, people
from digest.cli.articles import JsonOption
from digest.cli.people import AsOption, CommentOption
from digest.cli.reading import IssueArgument
from digest.errors import UsageError
from digest.model import Field, Variant

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.review import Review, Text

ArticleArgument = Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id or address.")]
LONGEST = 20_000  # characters that are read from standard input


def edit(
    context: typer.Context,
    issue: IssueArgument,
    place: Annotated[
        str, typer.Argument(metavar="ARTICLE|FILE", help="An article's id, or a draft such as mainland/weibo-01.txt.")
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD] [TEXT]", help="The field of an article; the text, - reads it, none shows it."),
    ] = None,
    variant: Annotated[
        Variant | None, typer.Option("--for", help="The variant that the text is for.", show_default=False)
    ] = None,
    seen: Annotated[
        str, typer.Option(metavar="VERSION", help="Refuse when the text is not this version any more.")
    ] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take a hand-made text back; it is made again.")] = False,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Write a text of an issue by hand, or show it.

    It is a field of a story, a post, or email.subjects.txt, which takes the subject of a mail and, on a second line,
    the preheader. Without a text it shows what is there, and its version. What is written stays through later builds,
    and is marked when what it was written for changes.

    Examples:
      digest edit weekly/2025-W46 ecccf3dd headline "蘆汀來客：三萬隻候鳥" --for zh-Hant-TW
      digest edit weekly/2025-W46 mainland/weibo-01.txt - < post.txt
      digest edit weekly/2025-W46 international/email.subjects.txt
    """
    from digest import newsroom
    from digest.review import documents

    given = list(words or ())
    with newsroom.open_desk(context.obj.root) as desk:
        read, write = _file(desk, issue, place) if "/" in place else _field(desk, issue, place, given, variant)
        if not given and not remove:
            found = read()
            console.emit(documents.of_text(found)) if as_json else _show(found)
            return
        if len(given) > 1:
            raise UsageError("More than one text was given.", next="Put the text between quotation marks.")
        text = "" if remove else _read(given[0])
        made = write(text, seen=seen or None, actor=people.actor(who), now=people.moment())
    _tell(context, made, as_json, "Taken back." if remove else "Written.")


def move(
    context: typer.Context,
    issue: IssueArgument,
    article: ArticleArgument,
    to: Annotated[str, typer.Argument(metavar="up|down|N", help="Where to: a place up or down, or a position.")],
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Move a story of an issue.

    Examples:
      digest move weekly/2025-W46 ecccf3dd up
      digest move weekly/2025-W46 ecccf3dd 3
    """
    from digest import review

    _change(context, issue, article, who, as_json, "Moved.", review.move, to=int(to) if to.isdecimal() else to)


def pin(
    context: typer.Context,
    issue: IssueArgument,
    article: ArticleArgument,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Put an article first in an issue, whatever the rules say.

    Examples:
      digest pin weekly/2025-W46 ecccf3dd
    """
    from digest import review

    _change(context, issue, article, who, as_json, "Pinned.", review.pin)


def drop(
    context: typer.Context,
    issue: IssueArgument,
    article: ArticleArgument,
    message: CommentOption = "",
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Leave an article out of an issue, and say why.

    Examples:
      digest drop weekly/2025-W46 ecccf3dd -m "The partner asked us to wait."
    """
    from digest import review

    _change(context, issue, article, who, as_json, "Dropped.", review.drop, why=message)


def defer(
    context: typer.Context,
    issue: IssueArgument,
    article: ArticleArgument,
    message: CommentOption = "",
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Put an article off to the next issue, and say why.

    Examples:
      digest defer weekly/2025-W46 ecccf3dd -m "The launch is next week."
    """
    from digest import review

    _change(context, issue, article, who, as_json, "Put off.", review.defer, why=message)


def add(
    context: typer.Context,
    issue: IssueArgument,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id or address; none lists what is out.")] = "",
    position: Annotated[int | None, typer.Option("--to", metavar="N", help="Where to; the end by default.")] = None,
    who: AsOption = "",
    as_json: JsonOption = False,
) -> None:
    """Take in an article that was left out, or came late.

    Without an article it lists what is not in, and why; nothing ever slips in by itself.

    Examples:
      digest add weekly/2025-W46
      digest add weekly/2025-W46 ecccf3dd --to 2
    """
    from digest import newsroom, review
    from digest.review import documents

    if article:
        _change(context, issue, article, who, as_json, "Added.", review.add, position=position)
        return
    with newsroom.look_in(context.obj.root) as desk:
        out = review.left_out(desk, names.issue_name(issue))
    if as_json:
        console.emit({"issue": issue, "left_out": [documents.of_offer(each, why) for each, why in out]})
    elif out:
        rows = [(each.article.id, each.article.kind, f"{each.words}{f': {why}' if why else ''}", each.article.title)
                for each, why in out]  # fmt: skip
        console.table(("article", "kind", "why", "title"), rows)
    else:
        console.line("Every article that this issue may have is in it.")


def _change(
    context: typer.Context,
    issue: str,
    article: str,
    who: str,
    as_json: bool,
    words: str,
    verb: Callable[..., "Review"],
    **more: Any,
) -> None:
    from digest import newsroom

    with newsroom.open_desk(context.obj.root) as desk:
        found = names.article(desk, article).id
        made = verb(desk, names.issue_name(issue), found, actor=people.actor(who), now=people.moment(), **more)
    _tell(context, made, as_json, words)


_Ways = tuple[Callable[[], "Text"], Callable[..., "Review"]]


def _file(desk: "Desk", issue: str, path: str) -> _Ways:
    """How a draft is read and written."""
    from digest import review

    name = names.issue_name(issue)
    return (
        lambda: review.file_of(desk, name, path),
        lambda text, **more: review.write_file(desk, name, path, text, **more),
    )


def _field(desk: "Desk", issue: str, article: str, given: list[str], variant: Variant | None) -> _Ways:
    """How a field of a story is read and written; takes its name from what was `given`."""
    from digest import review

    field = next((each for each in Field if given and each == given[0]), None)
    if field is None:
        raise UsageError("Which text of the article?", next=f"Name one of: {', '.join(Field)}.")
    if variant is None:
        raise UsageError("For which variant?", next=f"Add --for and one of: {', '.join(Variant)}.")
    given.pop(0)
    name, found = names.issue_name(issue), names.article(desk, article).id
    return (
        lambda: review.text_of(desk, name, found, variant, field),
        lambda text, **more: review.write(desk, name, found, variant, field, text, **more),
    )


def _read(text: str) -> str:
    words = sys.stdin.read(LONGEST + 1) if text == "-" else text
    if not words.strip():
        raise UsageError("There are no words to write.", next="To take a hand-made text back: --remove")
    return words


def _show(found: "Text") -> None:
    for each in found.text.split("\n"):
        console.line(console.safe(each))
    written = f"by hand, {console.safe(found.by)}" if found.by_hand else "made"
    stale = ", for a text that has changed since" if found.stale else ""
    console.line(console.muted(f"{written}{stale} · version {found.version}"))


def _tell(context: typer.Context, made: "Review", as_json: bool, words: str) -> None:
    from digest.review import documents

    if as_json:
        console.emit(documents.of_review(made))
    else:
        people.print_state(context.obj, made, words)


COMMANDS: Mapping[str, Callable[..., None]] = {
    "edit": edit,
    "move": move,
    "pin": pin,
    "drop": drop,
    "defer": defer,
    "add": add,
}
