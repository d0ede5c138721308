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

    It is a server of its own, apart from the review page; a proxy with a certificate stands before it. [public] in
    config/digest.toml says how people reach it, DIGEST_LINK_KEYS what its links are signed with.

    Example:
      digest public --port 8001
    """
    from digest.web.public import open_house, serve

    shown = f"[{host}]" if ":" in host else host
    with open_house(context.obj.root) as house:
        console.line(f"The pages for readers are at http://{shown}:{port} until you press Ctrl-C.")
        console.finish()
        serve(house, host=host, port=port)


COMMANDS: Mapping[str, Callable[..., None]] = {"public": public}
