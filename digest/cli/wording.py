"""`digest wording`: what people write in the place of what was made. Part of digest.cli."""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, names
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
    by: Annotated[str, typer.Option(metavar="NAME", help="Who wrote them.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the words back; the text is made again.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a headline or summary by hand, for one variant.

    It wins over what is made, in every later build. Without a field it lists what has been written. Words that were
    written for a text that changed later are kept and marked as stale.

    Examples:
      digest wording
      digest wording ecccf3dd headline "修好一臺收音機" --for zh-Hant-TW --by Lin
      digest wording ecccf3dd headline --for zh-Hant-TW --remove
    """
    from digest import newsroom

    open_newsroom = newsroom.open_desk if field else newsroom.look_in
    with open_newsroom(context.obj.root) as desk:
        if field is None:
            _list(context.obj, desk, article, as_json)
            return
        if variant is None:
            raise UsageError("For which variant?", next=f"Add --for and one of: {', '.join(Variant)}.")
        found = names.article(desk, article)
        if remove:
            done = _remove(desk, found.id, variant, field)
        else:
            done = _write(desk, found.id, variant, field, _words(text), by)
    if as_json:
        console.emit(done)
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


def _write(desk: "Desk", article: str, variant: Variant, field: Field, text: str, by: str) -> dict[str, Any]:
    from digest import wordings

    found = names.article(desk, article)
    base = wordings.base(found, variant, field, desk.store.wordings.of([found.id]))
    new = Wording(
        article=found.id,
        variant=variant,
        field=field,
        text=text,
        stands_for=wordings.stands_for(found, field, base),
        by=by,
        at=datetime.now(UTC),
    )
    desk.store.wordings.put(new)
    return _document(new, stale=False)


def _remove(desk: "Desk", article: str, variant: Variant, field: Field) -> dict[str, Any]:
    if not desk.store.wordings.remove(article, variant, field):
        raise UsageError(f"Nobody has written the {field} of {article} for {variant}.", next="See: digest wording")
    return {"article": article, "variant": variant.value, "field": field.value, "removed": True}


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
