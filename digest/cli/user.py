"""`digest user`: who may come into the review page. Part of digest.cli."""

import sys
from collections.abc import Callable, Mapping
from getpass import getpass
from typing import Annotated

import typer

from digest.cli import console
from digest.cli.articles import JsonOption
from digest.errors import UsageError
from digest.model import StaffRole, User

LONGEST_LINE = 1_000

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the person signs in with.", show_default=False)]


def add(
    context: typer.Context,
    name: NameArgument,
    role: Annotated[
        StaffRole, typer.Option(help="What they may do; each may do what those before it may.")
    ] = StaffRole.EDITOR,
    without_password: Annotated[
        bool, typer.Option("--without-password", help="For somebody who signs in with [sign_in] alone.")
    ] = False,
    email: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where they are told what waits for them, if [team] is configured.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Make an account; the password is asked for, or read as one line from standard input.

    Examples:
      digest user add mei --role editor
      digest user add omar --role approver < password.txt
      digest user add ada@un.example --role admin --without-password
    """
    from digest import newsroom, people

    with newsroom.open_desk(context.obj.root) as desk:
        secret = None if without_password else _password()
        with desk.store.transaction():
            user = people.add(desk.store, name, role, secret)
            user = people.set_email(desk.store, name, email) if email else user
    _told(user, f"{user.name} may sign in, as {user.role}.", as_json)
    if not as_json:
        console.line(f"next:  {context.obj.command('serve')}")


def show(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the accounts.

    Example:
      digest user list
    """
    from digest import newsroom

    with newsroom.look_in(context.obj.root) as desk:
        everybody = desk.store.people.list()
    if as_json:
        console.emit({"users": [_document(user) for user in everybody]})
    elif everybody:
        rows = [(u.name, u.role.value, u.email, "" if u.active else "disabled") for u in everybody]
        console.table(("name", "role", "mail", ""), rows)
    else:
        console.line(f"Nobody has an account yet. How to:  {context.obj.command('user add --help')}")


def password(context: typer.Context, name: NameArgument, as_json: JsonOption = False) -> None:
    """Give an account a new password; the person is signed out everywhere.

    Example:
      digest user password mei
    """
    from digest import newsroom, people

    with newsroom.open_desk(context.obj.root) as desk:
        people.set_password(desk.store, name, _password())
        user = desk.store.people.get(name)
    if user:
        _told(user, f"{user.name} has a new password, and is signed out everywhere.", as_json)


def email(
    context: typer.Context,
    name: NameArgument,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help='An e-mail address, or "" for no mail.')],
    as_json: JsonOption = False,
) -> None:
    """Say where somebody is told what waits for them: an issue to review, one that did not go out.

    Mail goes out only with a table [team] in config/digest.toml.

    Example:
      digest user email mei mei@lanchuan.un.example
    """
    from digest import newsroom, people

    with newsroom.open_desk(context.obj.root) as desk:
        user = people.set_email(desk.store, name, address)
        team = desk.settings.team
    words = f"{user.name} is told at {user.email}." if user.email else f"{user.name} gets no mail."
    _told(user, words, as_json)
    if user.email and team is None and not as_json:
        console.line("No mail goes out yet: config/digest.toml has no [team].")


def disable(context: typer.Context, name: NameArgument, as_json: JsonOption = False) -> None:
    """Close an account: the person is signed out at once. What they did stays in the history.

    Example:
      digest user disable mei
    """
    from digest import newsroom, people

    with newsroom.open_desk(context.obj.root) as desk:
        user = people.disable(desk.store, name)
    _told(user, f"{user.name} may not sign in any more.", as_json)


def enable(context: typer.Context, name: NameArgument, as_json: JsonOption = False) -> None:
    """Open a closed account again.

    Example:
      digest user enable mei
    """
    from digest import newsroom, people

    with newsroom.open_desk(context.obj.root) as desk:
        user = people.enable(desk.store, name)
    _told(user, f"{user.name} may sign in again, as {user.role}.", as_json)


def role(
    context: typer.Context,
    name: NameArgument,
    to: Annotated[
        StaffRole, typer.Argument(metavar="ROLE", help="viewer, editor, approver or admin.", show_default=False)
    ],
    as_json: JsonOption = False,
) -> None:
    """Say what somebody may do: look (viewer), change (editor), decide (approver), let people in (admin).

    Example:
      digest user role mei approver
    """
    from digest import newsroom, people

    with newsroom.open_desk(context.obj.root) as desk:
        user = people.set_role(desk.store, name, to)
    _told(user, f"{user.name} is {user.role} now.", as_json)


def _password() -> str:
    if not console.can_ask():
        text = sys.stdin.readline(LONGEST_LINE).rstrip("\r\n") if sys.stdin else ""
        if not text:
            raise UsageError(
                "There is no password.", next="Type it at a terminal, or give it as one line on standard input."
            )
        return text
    first = getpass("Password: ", sys.stderr)
    if getpass("Once more: ", sys.stderr) != first:
        raise UsageError("The two were not the same.", kept="Nothing was changed.")
    return first


def _told(user: User, words: str, as_json: bool) -> None:
    if as_json:
        console.emit(_document(user))
    else:
        console.line(console.safe(words))


def _document(user: User) -> dict[str, object]:
    return {"name": user.name, "role": user.role.value, "active": user.active, "email": user.email}


COMMANDS: Mapping[str, Callable[..., None]] = {
    "add": add,
    "list": show,
    "password": password,
    "role": role,
    "email": email,
    "disable": disable,
    "enable": enable,
}
