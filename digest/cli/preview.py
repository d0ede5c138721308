"""`digest preview`: all drafts of an issue on one page. Part of digest.cli."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import console, names
from digest.cli.articles import JsonOption
from digest.cli.reading import IssueArgument

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.preflight import Sheet

WIDTHS_PX = (640, 375)


def preview(
    context: typer.Context,
    issue: IssueArgument,
    audience: Annotated[str, typer.Option(metavar="NAME", help="Only this audience.")] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
    png: Annotated[bool, typer.Option("--png", help="Make pictures of each mail too; needs Chromium.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a page that shows all drafts of an issue side by side.

    It is outbox/NEWSLETTER/ISSUE/index.html and needs no server: mails at two widths, their text, each post with its
    count and a button to copy it. The page is no draft; the next build that changes a draft takes it away.

    Examples:
      digest preview weekly/2025-W46 --open
      digest preview weekly/2025-W46 --audience taiwan --png
    """
    from digest import gallery, newsroom, outbox, pipeline, preflight

    with newsroom.look_in(context.obj.root) as desk:
        sheets = pipeline.reopen(desk, names.issue_name(issue), audience)
        checked = [(sheet, preflight.check(sheet)) for sheet in sheets]
        page = gallery.page(sheets[0].issue, checked, desk.templates, desk.settings.newsroom)
        file = outbox.put_beside(desk.outbox, issue, outbox.GALLERY, page)
        pictures = list(_pictures(desk, issue, sheets)) if png else []
    if open_it and not _opened(file):
        console.notice(f"No browser could be started; open this file in one: {console.safe(file)}")
    shown = [
        f"outbox/{issue}/{outbox.GALLERY}",
        *(f"outbox/{issue}/{outbox.PICTURES}/{each.name}" for each in pictures),
    ]
    if as_json:
        console.emit({"issue": issue, "page": shown[0], "pictures": shown[1:]})
        return
    for name in shown:
        console.line(f"Wrote {name}")
    if not open_it:
        console.line(f"look:  {context.obj.command(f'preview {issue} --open')}")


def _opened(file: Path) -> bool:
    """Whether a browser was started with the page."""
    import webbrowser

    return webbrowser.open(file.as_uri())


def _pictures(desk: "Desk", issue: str, sheets: Sequence["Sheet"]) -> Iterator[Path]:
    """A picture of each mail at each width."""
    from digest import outbox, screenshots

    chromium = screenshots.program()
    mails = [(sheet.audience.name, sheet.html.source) for sheet in sheets if sheet.html]
    with console.progress(len(mails) * len(WIDTHS_PX), "pictures") as step:
        for name, html in mails:
            for width in WIDTHS_PX:
                step(f"{name} {width} px")
                picture = screenshots.take(chromium, html, width)
                yield outbox.put_beside(desk.outbox, issue, f"{outbox.PICTURES}/{name}-{width}.png", picture)


COMMANDS: Mapping[str, Callable[..., None]] = {"preview": preview}
