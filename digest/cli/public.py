"""`digest public`: the pages for readers. Part of digest.cli."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from digest.cli import console


def public(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8001,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; by default this machine's.")
    ] = "127.0.0.1",
) -> None:
    """Serve the pages for readers: sign up, preferences, unsubscribe, past issues.

    digest serve serves them too; this is a server of its own, for a machine apart from the review page. A proxy with a
    certificate stands before it, on this machine: only from there X-Forwarded-For is believed. [public] in
    config/digest.toml says how people reach it, [dispatch] how its letters leave, DIGEST_LINK_KEYS what links are
    signed with.

    Example:
      digest public --port 8001
    """
    from digest import log, web
    from digest.web.public import application, open_house

    log.start()
    with open_house(context.obj.root) as house:
        door = web.Door(pages=application(house), host=host, port=port, proxied=True)
        console.line(f"The pages for readers are at {door.url} until you press Ctrl-C.")
        console.finish()
        web.serve([door])


COMMANDS: Mapping[str, Callable[..., None]] = {"public": public}
