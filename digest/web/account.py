"""One's own account, and, for admins, everybody's. Part of digest.web."""

from zoneinfo import available_timezones

from starlette.responses import Response

from digest import people
from digest.errors import UsageError
from digest.model import StaffRole, said
from digest.web import showing, signing_in
from digest.web.visit import NotFoundError, Visit


def show(visit: Visit) -> Response:
    """Language, zone, password and keys of whoever is signed in."""
    return _account(visit)


def _account(visit: Visit, secret: str = "") -> Response:
    user = visit.someone
    return showing.page(
        visit,
        "account.html.j2",
        tokens=visit.store.keys.tokens(user.name),
        roles=[role for role in StaffRole if user.is_at_least(role)],
        zones=sorted(available_timezones()),
        secret=secret,
    )


def prefer(visit: Visit) -> Response:
    """Back to the account, its language, zone and address as chosen."""
    user = visit.someone
    zone = visit.form.get("zone", user.zone).strip()
    email = visit.form.get("email", user.email)
    with visit.store.transaction():
        changed = people.set_email(visit.store, user.name, email)
        people.prefer(visit.store, changed, language=visit.field("language"), zone=zone)
    return showing.go(showing.ours(visit.field("next") or "/account"), done="saved")


def change_password(visit: Visit) -> Response:
    """Back to the account with a new session; all others are over."""
    old, new = visit.field("old"), visit.field("new")
    if visit.site.throttle.refuses(visit.someone.name, visit.address, visit.now):
        raise UsageError(
            said("There were too many attempts."), kept=said("The password is the old one."), next=said("Wait a while.")
        )
    session = people.change_password(visit.store, visit.someone, old, new, now=visit.now)
    visit.site.throttle.succeeded(visit.someone.name, visit.address)
    answer = showing.go("/account", done="password")
    signing_in.keep(visit, answer, session)
    return answer


def add_token(visit: Visit) -> Response:
    """The account with a new key, whose secret is shown this once."""
    role = _role(visit.field("role"))
    secret, _ = people.issue_token(
        visit.store, visit.someone, visit.field("label"), role, visit.number("days"), now=visit.now
    )
    return _account(visit, secret)


def revoke_token(visit: Visit) -> Response:
    """Back to the account; the key opens nothing any more."""
    if not visit.store.keys.revoke_token(visit.path["token"], visit.someone.name):
        raise NotFoundError(said("You have no such key."))
    return showing.go("/account", done="revoked")


def everybody(visit: Visit) -> Response:
    """All accounts."""
    return showing.page(visit, "people.html.j2", everybody=visit.store.people.list(), roles=list(StaffRole))


def add(visit: Visit) -> Response:
    """Back to all accounts, one more among them."""
    people.add(visit.store, visit.field("name").strip(), _role(visit.field("role")), visit.field("password"))
    return showing.go("/people", done="added")


def change(visit: Visit) -> Response:
    """Back to all accounts, one of them with another role or password, closed or open."""
    name, act = visit.path["name"], visit.field("act")
    if visit.store.people.get(name) is None:
        raise NotFoundError(said("There is no such account."))
    match act:
        case "role":
            people.set_role(visit.store, name, _role(visit.field("role")))
            return showing.go("/people", done="saved")
        case "password":
            people.set_password(visit.store, name, visit.field("password"))
            return showing.go("/people", done="password")
        case "disable":
            people.disable(visit.store, name)
            return showing.go("/people", done="disabled")
        case "enable":
            people.enable(visit.store, name)
            return showing.go("/people", done="enabled")
    raise UsageError(said("The form does not say what to do."), kept=said("Nothing was changed."))


def _role(text: str) -> StaffRole:
    try:
        return StaffRole(text)
    except ValueError as e:
        raise UsageError(
            said("There is no role {role}.", role=repr(text)), next=said("Choose: {known}.", known=", ".join(StaffRole))
        ) from e
