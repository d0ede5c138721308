"""The command `digest`: read the arguments, open the newsroom, call one verb, print. Floor 6.

Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 nothing to do; 5 done in part.
Nothing heavy is imported before a command really runs, so that `digest --help` answers at once.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from digest import __version__
from digest.cli import articles, building, console, reading, setting_up
from digest.errors import ConfigError, DigestError, UsageError

app = typer.Typer(
    name="digest",
    help="Take in articles, build a digest issue of them, and write its drafts into the outbox.",
    epilog="Start with: digest init my-newsroom && cd my-newsroom && digest ingest && digest build weekly",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for module in (setting_up, articles, building, reading):
    for name, command in module.COMMANDS.items():
        app.command(name)(command)


def _version(wanted: bool) -> None:
    if wanted:
        console.line(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    newsroom: Annotated[
        Path, typer.Option("--newsroom", "-C", envvar="DIGEST_NEWSROOM", help="The newsroom's folder.")
    ] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take in articles, build a digest issue of them, and write its drafts into the outbox."""
    context.obj = newsroom.absolute()


def main() -> None:
    """Run the command line; every error of ours ends in a message and an exit code, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that is not UTF-8 must not end a run in the middle of a Chinese title.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except (ConfigError, UsageError) as e:
        console.fail(str(e), console.USAGE)
    except DigestError as e:
        console.fail(str(e), console.FAILED)
    except KeyboardInterrupt:
        console.fail("stopped. What was not yet finished was not stored.", 130)
    except BrokenPipeError:
        # The reader (head, less) has gone: that is its right, and no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
