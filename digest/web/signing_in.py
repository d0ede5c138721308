"""In and out, and the files that every page needs. Part of digest.web."""

from starlette.responses import Response

from digest import people
from digest.model import said
from digest.web import showing
from digest.web.visit import NotFoundError, Visit

FOR_GOOD = "public, max-age=31536000, immutable"


def asset(visit: Visit) -> Response:
    """A style sheet or script."""
    found = visit.site.files.get(visit.path["name"])
    if found is None:
        raise NotFoundError(said("There is no such file."))
    return Response(found.content, media_type=found.kind, headers={"cache-control": FOR_GOOD})


def form(visit: Visit) -> Response:
    """The form to sign in with; somebody who is signed in goes on."""
    if visit.user:
        return showing.go(showing.ours(visit.query.get("next", "/")))
    return showing.page(visit, "sign-in.html.j2", wrong="", next=visit.query.get("next", ""), name="")


def sign_in(visit: Visit) -> Response:
    """On to the page that was asked for, with a new session; the form again where name and password do not fit."""
    name, wanted = visit.field("name").strip()[:100], visit.field("next")
    if visit.site.throttle.refuses(name, visit.address, visit.now):
        return _again(visit, name, 429)
    session = people.sign_in(visit.store, name, visit.field("password"), now=visit.now)
    if session is None:
        return _again(visit, name, 401)
    visit.site.throttle.succeeded(name, visit.address)
    if visit.session:
        people.sign_out(visit.store, visit.session)
    answer = showing.go(showing.ours(wanted or "/"))
    keep(visit, answer, session)
    return answer


def sign_out(visit: Visit) -> Response:
    """The form to sign in with; the session is over on our side too."""
    if visit.session:
        people.sign_out(visit.store, visit.session)
    answer = showing.go("/sign-in", done="signed-out")
    answer.delete_cookie(visit.site.cookie, path="/", secure=visit.site.secure, httponly=True, samesite="lax")
    return answer


def keep(visit: Visit, answer: Response, session: str) -> None:
    """Nothing; the browser shows the session from now on."""
    answer.set_cookie(
        visit.site.cookie,
        session,
        max_age=int(people.SESSION.total_seconds()),
        path="/",
        secure=visit.site.secure,
        httponly=True,
        samesite="lax",
    )


def _again(visit: Visit, name: str, status: int) -> Response:
    t = visit.language.text
    wrong = (
        t("Too many attempts. Wait a quarter of an hour.")
        if status == 429
        else t("This name and this password do not belong together.")
    )
    return refused(visit, wrong, status, name=name)


def refused(visit: Visit, wrong: str, status: int, *, name: str = "") -> Response:
    """The form again, which says what was wrong."""
    return showing.page(visit, "sign-in.html.j2", status=status, wrong=wrong, next=visit.field("next"), name=name)
