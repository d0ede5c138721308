"""`digest wording`: what people write in the place of what was made. Part of digest.cli."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, names, people
from digest.cli.articles import JsonOption
from digest.errors import UsageError
from digest.model import Field, Variant, Wording

if TYPE_CHECKING:
    from digest.pipeline import Desk

LONGEST = 4_000  # characters; the longest summary that may be configured has 800


def wording(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An article's id or address.")] = "",
    field: Annotated[Field | None, typer.Argument(help="Which text of it.", show_default=False)] = None,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The words; - reads them from standard input.")] = "",
    variant: Annotated[
        Variant | None, typer.Option("--for", help="The variant that these words are for.", show_default=False)
    ] = None,
    who: people.AsOption = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the words back; the text is made again.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a headline or summary by hand, for one variant.

    It wins over what is made, in every later build, and whoever writes counts as an editor of the issues that hold
    it. Without a field it lists what has been written. Words that were written for a text that changed later are
    kept and marked as stale.

    Examples:
      digest wording
      digest wording ecccf3dd headline "修好一臺收音機" --for zh-Hant-TW --as Lin
      digest wording ecccf3dd headline --for zh-Hant-TW --remove
    """
    from digest import newsroom, review

    open_newsroom = newsroom.open_desk if field else newsroom.look_in
    with open_newsroom(context.obj.root) as desk:
        if field is None:
            _list(context.obj, desk, article, as_json)
            return
        if variant is None:
            raise UsageError("For which variant?", next=f"Add --for and one of: {', '.join(Variant)}.")
        found = names.article(desk, article)
        words = "" if remove else _words(text)
        actor = people.actor(who)
        written = review.reword(desk, found, variant, field, words, actor=actor, now=people.moment())
    if as_json:
        taken_back = {"article": found.id, "variant": variant.value, "field": field.value, "removed": True}
        console.emit(_document(written, stale=False) if written else taken_back)
        return
    console.line(f"{'Taken back' if remove else 'Written'}: {field} of {found.id} for {variant}.")
    console.line("The drafts hold it after the next build of an issue with this article.")


def _words(text: str) -> str:
    from digest.sources import cleaning

    text = sys.stdin.read(LONGEST + 1) if text == "-" else text
    words = cleaning.one_line(text)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError("The words are not UTF-8.", kept="Nothing was kept.", next="Write them in a UTF-8 terminal.")
    if not words:
        raise UsageError("There are no words to write.", next="Give them after the field, or - to read them.")
    if len(words) > LONGEST:
        raise UsageError(f"More than {LONGEST:,} characters are no headline and no summary.", kept="Nothing was kept.")
    return words


def _list(here: names.Place, desk: "Desk", article: str, as_json: bool) -> None:
    store = desk.store.wordings
    written = store.of([names.article(desk, article).id]) if article else store.list()
    rows = [(each, _is_stale(desk, each)) for each in written]
    if as_json:
        console.emit({"wordings": [_document(each, stale=stale) for each, stale in rows]})
        return
    if not rows:
        console.line(f"Nobody has written anything by hand. How to:  {here.command('wording --help')}")
        return
    console.table(
        ("article", "field", "for", "by", "", "words"),
        [(w.article, w.field, w.variant, w.by or "–", "stale" if stale else "", w.text) for w, stale in rows],
    )


def _is_stale(desk: "Desk", wording: Wording) -> bool:
    from digest import wordings

    return wordings.is_stale(names.article(desk, wording.article), wording, desk.store.wordings.of([wording.article]))


def _document(wording: Wording, *, stale: bool) -> dict[str, Any]:
    return {
        "article": wording.article,
        "variant": wording.variant.value,
        "field": wording.field.value,
        "text": wording.text,
        "by": wording.by,
        "at": wording.at.isoformat(),
        "stale": stale,
    }


COMMANDS: Mapping[str, Callable[..., None]] = {"wording": wording}
