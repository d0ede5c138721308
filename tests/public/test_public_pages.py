"""The pages for readers: nothing changes on GET, nobody learns who is known, everybody is read to in their variant."""

import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from html.parser import HTMLParser
from itertools import count

import pytest
from houses import NOW, Post, Visitor, preferences, reader, unsubscribe

from digest.model import Cause, ConsentEvent, Membership, Subscriber, Subscription, Variant
from digest.web.public import House
from digest.web.public.allowance import Allowance, client
from digest.web.public.languages import chosen
from digest.web.public.routes import ROUTES

_numbers = count(1)


def somebody(house: House, variant: Variant = Variant.EN) -> Subscriber:
    """Somebody new who gets both newsletters."""
    return reader(house, f"reader{next(_numbers)}@example.org", variant)


def state(house: House) -> list[str]:
    """Every row about people."""
    with house.desk.store._database.reading() as connection:
        tables = ("subscribers", "subscriptions", "consents", "suppressions", "bounces")
        return [str(row) for table in tables for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


def now(house: House, person: Subscriber) -> Subscriber:
    found = house.desk.store.subscribers.get(person.id)
    assert found
    return found


# --- leaving -----------------------------------------------------------------------------------------------------


def test_one_press_of_a_mail_program_leaves_without_a_redirect(house: House) -> None:
    person = somebody(house)
    for _ in range(2):
        answer = Visitor(house, origin="https://mail.example").post(
            unsubscribe(person), **{"List-Unsubscribe": "One-Click"}
        )
        assert (answer.status_code, answer.text) == (200, "Unsubscribed.\n")
    assert dict(now(house, person).newsletters) == {"monthly": Subscription.TAKEN, "weekly": Subscription.LEFT}
    last = house.desk.store.subscribers.history(person.id)[-1]
    assert (last.event, last.newsletter, last.origin) == (ConsentEvent.LEFT, "weekly", "link")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--',
        ),
        ("application/x-www-form-urlencoded", b"a=1&" * 500),
        ("text/plain", b"\xff\xfe"),
        ("application/x-www-form-urlencoded", b""),
    ],
    ids=["multipart", "many fields", "no form", "empty"],
)
def test_any_body_leaves(house: House, kind: str, body: bytes) -> None:
    person = somebody(house)
    answer = Visitor(house).post_raw(unsubscribe(person), kind, body)
    assert (answer.status_code, answer.text) == (200, "Unsubscribed.\n")
    assert now(house, person).takes == ("monthly",)


def test_a_person_is_asked_and_then_told(house: House) -> None:
    person = somebody(house)
    asked = Visitor(house).get(unsubscribe(person))
    assert "Unsubscribe?" in asked.text
    assert now(house, person).membership is Membership.ACTIVE
    done = Visitor(house).post(unsubscribe(person), page="1")
    assert "no longer gets “The week in Lanchuan”" in done.text
    everything = Visitor(house).post(unsubscribe(person), everything="1")
    assert "nothing from us any more" in everything.text
    assert now(house, person).membership is Membership.LEFT


@pytest.mark.parametrize("path", ["/unsubscribe/", "/preferences/", "/confirm/"])
def test_a_forged_link_opens_nothing(house: House, path: str) -> None:
    person = somebody(house)
    real = {"/unsubscribe/": unsubscribe(person), "/preferences/": preferences(person), "/confirm/": "/confirm/x"}[path]
    before = state(house)
    for forged in (
        f"{path}x",
        real[:-1] + ("a" if real[-1] != "a" else "b"),
        preferences(person).replace(".p.", ".u."),
    ):
        for answer in (Visitor(house).get(forged), Visitor(house).post(forged, page="1", newsletter="weekly")):
            assert answer.status_code in (404, 410)
            assert "example.org" not in re.sub("name@example.org", "", answer.text)
    assert state(house) == before


def test_a_link_of_somebody_erased_opens_nothing(house: House) -> None:
    person = somebody(house)
    house.desk.store.subscribers.erase(person.id, now=NOW)
    assert Visitor(house).get(preferences(person)).status_code == 404
    assert Visitor(house).post(unsubscribe(person)).status_code == 404


# --- choosing ----------------------------------------------------------------------------------------------------


def test_somebody_chooses_what_they_get_and_in_which_variant(house: House) -> None:
    person = somebody(house, Variant.ZH_HANS)
    page = Visitor(house).get(preferences(person))
    assert 'lang="zh-Hans"' in page.text
    saved = Visitor(house).post(preferences(person), newsletter=["monthly"], variant="zh-Hant-HK", name="李 明")
    assert "已儲存" in saved.text
    changed = now(house, person)
    assert (changed.variant, changed.takes, changed.name) == (Variant.ZH_HANT_HK, ("monthly",), "李 明")
    Visitor(house).post(preferences(person), variant="zh-Hant-HK", name="李 明")
    assert now(house, person).membership is Membership.LEFT


def test_what_was_not_offered_is_not_chosen(house: House) -> None:
    person = somebody(house)
    Visitor(house).post(preferences(person), newsletter=["weekly", "secret"], variant="tlh", name="<b>\0")
    assert now(house, person) == person


# --- signing up --------------------------------------------------------------------------------------------------


def sign_up(house: House, address: str, visitor: Visitor | None = None, **fields: str) -> str:
    form = {"address": address, "newsletter": "weekly", "variant": "zh-Hant-TW", "name": "李明", **fields}
    return (visitor or Visitor(house, f"198.51.100.{next(_numbers)}")).post("/?lang=en", **form).text


def test_signing_up_writes_nothing_until_it_is_confirmed_by_a_press(house: House, post: Post) -> None:
    before = state(house)
    assert "look into your inbox" in sign_up(house, "New@example.org")
    assert state(house) == before
    (link,) = post.links()
    assert "確認訂閱" in Visitor(house).get(link).text
    assert state(house) == before
    assert "訂閱成功" in Visitor(house).post(link).text
    person = house.desk.store.subscribers.find("new@example.org")
    assert person
    assert (person.address, person.name, person.takes, person.variant) == (
        "New@example.org", "李明", ("weekly",), Variant.ZH_HANT_TW,
    )  # fmt: skip
    events = [line.event for line in house.desk.store.subscribers.history(person.id)]
    assert events == [ConsentEvent.ASKED, ConsentEvent.CONFIRMED]


def test_the_letter_is_one_that_mail_programs_read(house: House, post: Post) -> None:
    sign_up(house, "letter@example.org")
    message = post.message()
    assert str(message["Subject"]) == "請確認訂閱：嵐川一週"
    assert (str(message["To"]), str(message["Auto-Submitted"])) == ("letter@example.org", "auto-generated")
    raw = post.letters[-1].content
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert not message_from_bytes(raw).defects
    html = message.get_body(("html",))
    assert html
    assert post.links()[0] in html.get_content()


def test_the_page_says_the_same_about_everybody(house: House, post: Post) -> None:
    known, angry, erased = somebody(house), somebody(house), somebody(house)
    store = house.desk.store.subscribers
    store.suppress(angry.address, Cause.COMPLAINED, now=NOW)
    store.erase(erased.id, now=NOW)
    told = {
        sign_up(house, address).replace(address, "…")
        for address in (known.address, angry.address, erased.address, "never.seen@example.org")
    }
    assert len(told) == 1
    assert [letter.recipient for letter in post.letters] == [known.address, erased.address, "never.seen@example.org"]


def test_who_has_it_already_gets_a_link_to_choose_and_no_second_subscription(house: House, post: Post) -> None:
    person = somebody(house)
    sign_up(house, person.address)
    (link,) = post.links()
    assert link == preferences(person)


def test_who_left_or_was_erased_may_come_back_themselves(house: House, post: Post) -> None:
    person = somebody(house)
    house.desk.store.subscribers.erase(person.id, now=NOW)
    sign_up(house, person.address)
    Visitor(house).post(post.links()[0])
    found = house.desk.store.subscribers.find(person.address)
    assert found
    assert (found.takes, found.id != person.id) == (("weekly",), True)
    assert house.desk.store.subscribers.suppression(person.address) is None


def test_a_link_to_confirm_ends(house: House, post: Post) -> None:
    sign_up(house, "late@example.org")
    (link,) = post.links()
    later = replace(house, clock=lambda: NOW + timedelta(days=8))
    assert Visitor(later).post(link).status_code == 410
    assert house.desk.store.subscribers.find("late@example.org") is None


@pytest.mark.parametrize(
    "fields",
    [{"address": "nobody"}, {"address": "a@b.org\r\nBcc: c@d.org"}, {"newsletter": "secret"}, {"variant": "tlh"},
     {"name": "x" * 150}, {"address": ""}, {"name": "a\0b"}],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_right_is_said_and_nothing_is_sent(house: House, post: Post, fields: dict[str, str]) -> None:
    assert 'role="alert"' in sign_up(house, **{"address": "ok@example.org", **fields})
    assert not post.letters


def test_programs_that_fill_in_every_field_get_no_letter(house: House, post: Post) -> None:
    assert "look into your inbox" in sign_up(house, "robot@example.org", website="https://spam.example")
    assert not post.letters


def test_nobody_is_written_to_often_and_nobody_asks_often(house: House, post: Post) -> None:
    for _ in range(6):
        sign_up(house, "often@example.org")
    assert len(post.letters) == 3
    one = Visitor(house, "2001:db8::1")
    told = [sign_up(house, f"many{n}@example.org", one) for n in range(21)]
    assert "That was often" in told[-1]
    assert "That was often" not in told[-2]


def test_an_allowance_comes_back_with_time_and_has_an_end_of_memory() -> None:
    allowance = Allowance(2, timedelta(hours=1))
    assert [allowance.takes("a", NOW) for _ in range(3)] == [True, True, False]
    assert allowance.takes("b", NOW)
    assert allowance.takes("a", NOW + timedelta(hours=1))
    assert client("2001:db8:1:2::7") == client("2001:db8:1:2:ffff::9") != client("2001:db8:1:3::7")


# --- scanners, headers, languages ---------------------------------------------------------------------------------


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "action") and value and value.startswith("/")]


def test_a_scanner_that_fetches_every_link_it_can_find_changes_nothing(house: House, post: Post) -> None:
    person = somebody(house)
    sign_up(house, "scanned@example.org")
    waiting = [unsubscribe(person), unsubscribe(person, ""), preferences(person), *post.links(), "/"]
    sent, before, seen = len(post.letters), state(house), set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = Visitor(house).get(path)
        assert (answer.status_code, Visitor(house).head(path).status_code) == (200, 200), path
        links = Links()
        if "html" in answer.headers["content-type"]:
            links.feed(answer.text)
        waiting += links.found
    assert len(seen) > 20
    assert (state(house), len(post.letters)) == (before, sent)


def test_every_page_that_changes_something_is_a_post() -> None:
    changing = {answer.__name__ for method, _, answer in ROUTES if method == "POST"}
    assert changing == {"sign_up", "confirm", "save", "leave"}


def test_pages_forbid_scripts_frames_and_referrers_and_personal_ones_are_not_kept(house: House) -> None:
    answer = Visitor(house).get(preferences(somebody(house)))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert Visitor(house).get("/public.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("path", ["/", "/archive", "/nowhere", "/confirm/x", "/unsubscribe/x"])
def test_every_page_has_words_in_every_variant(house: House, variant: Variant, path: str) -> None:
    page = Visitor(house).get(f"{path}?lang={variant}").text
    assert f'<html lang="{variant}">' in page
    if variant is not Variant.EN:
        body = re.sub(
            r"<head>.*?</head>|<footer>.*?</footer>|<[^>]*>|English|name@example.org", "", page, flags=re.DOTALL
        )
        assert not re.search(r"[A-Za-z]{3,}", body)


@pytest.mark.parametrize(
    ("accepted", "variant"),
    [
        ("zh-HK,zh;q=0.9,en;q=0.8", Variant.ZH_HANT_HK),
        ("en;q=0.2, zh-TW", Variant.ZH_HANT_TW),
        ("zh-Hant-HK", Variant.ZH_HANT_HK),
        ("zh-CN", Variant.ZH_HANS),
        ("fr, de", Variant.EN),
        ("zh;q=x, , ;;", Variant.EN),
        ("", Variant.EN),
    ],
)
def test_the_browsers_wishes_are_followed(accepted: str, variant: Variant) -> None:
    assert chosen("", accepted, None, tuple(Variant)) is variant


def test_a_form_larger_than_any_of_ours_is_refused(house: House) -> None:
    assert Visitor(house).post("/", address="x" * 20_000).status_code == 413


def test_a_name_is_escaped_wherever_it_stands(house: House, post: Post) -> None:
    person = somebody(house)
    Visitor(house).post(preferences(person), newsletter="weekly", variant="en", name='"><script>alert(1)</script>')
    page = Visitor(house).get(preferences(person)).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_pages_need_an_address_and_a_key(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from digest.errors import UsageError
    from digest.web.public import open_house

    monkeypatch.delenv("DIGEST_LINK_KEYS", raising=False)
    with pytest.raises(UsageError, match="need a key"), open_house(house.desk.settings.root):
        pass
