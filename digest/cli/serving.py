"""`digest serve`: the review page and the scheduler in one process. Part of digest.cli."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import console, scheduling
from digest.errors import DigestError, UsageError

if TYPE_CHECKING:
    from digest.pipeline import Desk
    from digest.web import Door

HERE = ("127.0.0.1", "::1", "localhost")


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; by default this machine's.")
    ] = ("127.0.0.1"),
    url: Annotated[
        str, typer.Option(metavar="URL", help="Where people reach it through a proxy: https://digest.example.org")
    ] = "",
    with_scheduler: Annotated[
        bool, typer.Option("--scheduler/--no-scheduler", help="Also build what is due and send it at its hour.")
    ] = True,
    public_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the pages for readers listen; 0: nowhere.")
    ] = 8001,
) -> None:
    """Serve the review page and the pages for readers, and do what is due: build ahead, send at the hour.

    Whoever comes in needs an account: digest user add NAME --role admin. Without --url only this machine is answered.
    The pages for readers have a port of their own, and are there once [public] in config/digest.toml has an address.

    Examples:
      digest serve
      digest serve --port 8080 --url https://digest.example.org
    """
    from digest import log, web

    if host not in HERE and not url:
        raise UsageError(
            f"Others may reach {host}, but not by which name.", next="Add --url and the address that they will type."
        )
    log.start()
    looks = scheduling.Looks(context.obj, as_json=False)
    with web.open_site(context.obj.root, url, lambda: looks.looked) as site:
        if not site.desk.store.people.list():
            console.notice(f"Nobody has an account yet: {context.obj.command('user add NAME --role admin')}")
        review = web.Door(pages=web.application(site), host=host, port=port, proxied=site.secure)
        console.line(f"The review page is at {url or review.url} until you press Ctrl-C.")
        readers = _for_readers(site.desk, public_port)
        if with_scheduler:
            console.line("What is due is built, and sent once it is approved. Without that: --no-scheduler")
        console.finish()
        with looks.running() if with_scheduler else nullcontext():
            web.serve([review, *readers])


def _for_readers(desk: "Desk", port: int) -> "list[Door]":
    """The door to the pages for readers; none where they are not wanted or lack something, which is said."""
    from digest import web
    from digest.web.public import application, house

    if not port or desk.settings.public is None:
        return []
    try:
        pages = application(house(desk))
    except DigestError as e:
        console.notice(f"The pages for readers are not served. {e}")
        return []
    door = web.Door(pages=pages, host="127.0.0.1", port=port, proxied=True)
    console.line(f"The pages for readers are at {door.url}, for a proxy that stands at {desk.settings.public.address}.")
    return [door]


COMMANDS: Mapping[str, Callable[..., None]] = {"serve": serve}
