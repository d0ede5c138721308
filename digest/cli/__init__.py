"""The command `digest`: read the arguments, open the newsroom, call one verb, print. Floor 6.

Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 nothing to do; 5 done in part; 130 stopped by Ctrl-C.
Nothing heavy is imported before a command really runs, so that `digest --help` answers at once.
"""

import inspect
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from digest import __version__
from digest.cli import (
    articles,
    bounces,
    building,
    checking,
    comparing,
    console,
    converting,
    deliveries,
    doubts,
    editing,
    history,
    names,
    posts,
    preview,
    public,
    reading,
    reviewing,
    scheduling,
    sending,
    serving,
    setting_up,
    subjects,
    subscriber_lists,
    subscribers,
    summarizing,
    talking,
    terms,
    user,
    wording,
)
from digest.errors import ConfigError, DigestError, UsageError

# The common base of what is raised for a wrong command line; typer shows it under no name of its own.
_CommandLineError: type[typer.BadParameter] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="digest",
    epilog="Start with:  digest init my-newsroom,  cd my-newsroom,  digest ingest,  digest build weekly",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


terms_app = typer.Typer(help="Regional terms: check, add, try and import them.", no_args_is_help=True)
ledger_app = typer.Typer(help="What was sent to whom, and what is not certain.", no_args_is_help=True)
subscribers_app = typer.Typer(help="Who reads: lists, people, what comes back.", no_args_is_help=True)
user_app = typer.Typer(help="Accounts: who may come into the review page.", no_args_is_help=True)


def _register(to: typer.Typer, name: str, command: Callable[..., None]) -> None:
    text = inspect.getdoc(command) or ""
    # The mark \b keeps the lines of a paragraph as they are: one example each.
    described = text.replace("\n\nExample", "\n\n\b\nExample")
    to.command(name, help=described, short_help=text.partition("\n")[0].rstrip("."))(command)


for module in (
    setting_up,
    checking,
    articles,
    building,
    reading,
    preview,
    doubts,
    wording,
    subjects,
    editing,
    comparing,
    talking,
    reviewing,
    history,
    serving,
    public,
    scheduling,
    sending,
    posts,
    summarizing,
    converting,
):
    for name, command in module.COMMANDS.items():
        _register(app, name, command)
for name, command in terms.COMMANDS.items():
    _register(terms_app, name, command)
app.add_typer(terms_app, name="terms")
for module in (subscriber_lists, subscribers, bounces):
    for name, command in module.COMMANDS.items():
        _register(subscribers_app, name, command)
app.add_typer(subscribers_app, name="subscribers")
for name, command in user.COMMANDS.items():
    _register(user_app, name, command)
app.add_typer(user_app, name="user")
for name, command in deliveries.COMMANDS.items():
    _register(ledger_app, name, command)
app.add_typer(ledger_app, name="deliveries")


def _version(wanted: bool) -> None:
    if wanted:
        console.line(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    newsroom: Annotated[
        Path, typer.Option("--newsroom", "-C", envvar="DIGEST_NEWSROOM", metavar="DIR", help="The newsroom's folder.")
    ] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take in articles, build a digest issue of them, and write its drafts into the outbox."""
    context.obj = names.Place(typed=newsroom)


def main() -> NoReturn:
    """Run the command line; every error of ours ends in a message and an exit code, never in a traceback."""
    console.prepare()
    code = _run(sys.argv[1:])
    console.finish()
    raise SystemExit(code)


def _run(arguments: Sequence[str]) -> int:
    try:
        code = app(arguments, prog_name="digest", standalone_mode=False) or console.OK
    except _CommandLineError as e:
        e.message = e.message.replace("Value error, ", "")  # what Pydantic puts before it
        e.show()
        return _failed(UsageError(e.format_message(), next="See: digest --help"), arguments, console.USAGE)
    except (ConfigError, UsageError) as e:
        console.complain(e)
        return _failed(e, arguments, console.USAGE)
    except DigestError as e:
        console.complain(e)
        return _failed(e, arguments, console.FAILED)
    except KeyboardInterrupt:
        code = console.STOPPED
    if code == console.STOPPED:
        console.complain(
            "Stopped. What was finished is kept, nothing is half done; the same command goes on from here."
        )
    return int(code)


def _failed(error: DigestError, arguments: Sequence[str], code: int) -> int:
    if "--json" in arguments:
        console.emit(console.error_json(error))
    return code
