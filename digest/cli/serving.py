"""`digest serve`: the review page and the scheduler in one process. Part of digest.cli."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Annotated

import typer

from digest.cli import console, scheduling
from digest.errors import UsageError

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
) -> None:
    """Serve the review page, and do what is due: build issues ahead, send what is approved at its hour.

    Whoever comes in needs an account: digest user add NAME --role admin. Without --url only this machine is answered.

    Examples:
      digest serve
      digest serve --port 8080 --url https://digest.example.org
    """
    from digest import newsroom, web

    if host not in HERE and not url:
        raise UsageError(
            f"Others may reach {host}, but not by which name.", next="Add --url and the address that they will type."
        )
    with newsroom.look_in(context.obj.root) as desk:
        nobody = not desk.store.people.list()
    if nobody:
        console.notice(f"Nobody has an account yet: {context.obj.command('user add NAME --role admin')}")
    shown = f"[{host}]" if ":" in host else host
    console.line(f"The review page is at {url or f'http://{shown}:{port}'} until you press Ctrl-C.")
    looks = scheduling.Looks(context.obj, as_json=False)
    if with_scheduler:
        console.line("What is due is built, and sent once it is approved. Without that: --no-scheduler")
    console.finish()
    with looks.running() if with_scheduler else nullcontext():
        web.serve(context.obj.root, host=host, port=port, url=url, looked=lambda: looks.looked)


COMMANDS: Mapping[str, Callable[..., None]] = {"serve": serve}
