"""An issue that was sent: its links lead to the pages for readers, and everybody can read it there as it was."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest
from houses import KEYS, NOW, Post, Visitor

from digest import dispatch, newsroom, outbox, pipeline, review, starter, subscribers
from digest.model import Actor, ConsentEvent, Entry, Subscription, Variant
from digest.pipeline import Desk
from digest.render.letter import COUNTING
from digest.subscribers import tokens
from digest.subscribers.keys import keys
from digest.web.public import House
from digest.web.public.house import catalogues
from tests import newsrooms

ISSUE = "weekly/2025-W46"
WHILE_ARMED: list[int] = []  # what the archive said before anything was sent
SETTINGS = """
[public]
address = "https://news.lanchuan.example"
returns = "bounces@news.lanchuan.example"

[dispatch.relays.folder]
kind = "maildir"
folder = "sent"

[newsletters.weekly]"""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The sample issue, sent to one reader of each variant, into a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIGEST_LINK_KEYS", "1:" + "k" * 32)
        with _sent(Path(tmp_path_factory.mktemp("sent"))) as house:
            yield house


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The same from a newsletter that counts how often its links are opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIGEST_LINK_KEYS", "1:" + "k" * 32)
        with _sent(Path(tmp_path_factory.mktemp("counted")), "\ncount_clicks = true") as house:
            yield house


@contextmanager
def _sent(root: Path, more: str = "") -> Iterator[House]:
    starter.copy(root)
    file = root / "config" / "digest.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("\n[newsletters.weekly]", SETTINGS + more, 1), encoding="utf-8"
    )
    with newsroom.open_desk(root) as desk:
        newsrooms.take_in(desk)
        newsrooms.build(desk)
        people = [
            Entry(address=f"{each.lower()}@example.org", same_address=f"{each.lower()}@example.org", variant=each,
                  newsletters=("weekly",))
            for each in Variant
        ]  # fmt: skip
        desk.store.subscribers.take_in(people, event=ConsentEvent.ADDED, origin="", now=NOW)
        seal = sealed(desk)
        review.approve(desk, ISSUE, seen=seal, actor=Actor(name="Omar"), now=NOW)
        sendings = dispatch.arm(desk, ISSUE, seal=seal, actor=Actor(name="Lin"), now=NOW)
        public = desk.settings.public
        assert public
        house = House(
            desk=desk, public=public, keys=keys(), send=Post().send, words=catalogues(root), style="", clock=lambda: NOW
        )
        WHILE_ARMED[:] = [Visitor(house).get(path).status_code for path in ("/archive", f"/archive/{ISSUE}/en")]
        dispatch.work(desk, sendings)
        yield house


def sealed(desk: Desk) -> str:
    return sha256(outbox.read(desk.outbox, ISSUE, outbox.MANIFEST)).hexdigest()


def mails(house: House) -> dict[str, bytes]:
    """What each reader got."""
    files = [path for path in (house.desk.settings.root / "sent").rglob("*") if path.is_file()]
    read = [path.read_bytes() for path in files]
    return {str(message_from_bytes(raw, policy=default)["To"]): raw for raw in read}


def links(raw: bytes) -> list[str]:
    message = message_from_bytes(raw, policy=default)
    parts = (message.get_body((kind,)) for kind in ("plain", "html"))  # type: ignore[attr-defined]
    text = " ".join([str(message["List-Unsubscribe"]), *(part.get_content() for part in parts if part)])
    return sorted(set(re.findall(r"https://news\.lanchuan\.example(/[^\s\"<>)]*)", text)))


def test_every_link_of_a_sent_mail_can_be_fetched_and_changes_nothing(sent: House) -> None:
    everybody = list(sent.desk.store.subscribers.every())
    for raw in mails(sent).values():
        found = links(raw)
        assert {path.split("/")[1] for path in found} == {"unsubscribe", "preferences", "archive"}
        for path in found:
            assert Visitor(sent).get(path).status_code == 200, path
    assert list(sent.desk.store.subscribers.every()) == everybody


def test_one_press_in_a_mail_program_leaves_that_newsletter(sent: House) -> None:
    raw = mails(sent)["en@example.org"]
    message = message_from_bytes(raw, policy=default)
    assert str(message["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    path, by_mail = re.findall(
        r"https://news\.lanchuan\.example(/[^>]+)>|<mailto:([^>]+)>", str(message["List-Unsubscribe"])
    )
    assert Visitor(sent).post(path[0]).text == "Unsubscribed.\n"
    person = sent.desk.store.subscribers.find("en@example.org")
    assert person
    assert dict(person.newsletters) == {"weekly": Subscription.LEFT}
    claim = tokens.returned(by_mail[1], keys())
    assert claim
    assert (claim.person, claim.newsletter) == (person.key, tokens.mark("weekly"))


@pytest.mark.parametrize("variant", Variant)
def test_anybody_reads_the_issue_as_it_was_sent_without_anybodys_links(sent: House, variant: Variant) -> None:
    page = Visitor(sent).get(f"/archive/{ISSUE}/{variant}")
    assert page.status_code == 200
    assert "%%" not in page.text
    assert not re.search(r"/(?:unsubscribe|preferences)/", page.text)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    audience = next(each for each in sent.desk.settings.audiences.values() if each.variant is variant)
    html = outbox.read(sent.desk.outbox, ISSUE, f"{audience.name}/email.html").decode()
    assert re.sub(r"%%\w+%%", "", html)[:500] == page.text[:500]
    words = sent.desk.templates.words(variant)
    said_to_one = [words.text(each) for each in ("Unsubscribe", "Preferences", "View in browser")]
    assert [each for each in said_to_one if each not in html] == []
    assert [each for each in (*said_to_one, "/?lang=") if each in page.text] == []
    title = sent.desk.settings.newsletters["weekly"].title[variant]
    why = words.text("You receive this e-mail because you subscribed to {newsletter}.", newsletter=title)
    assert (why in html, why in page.text) == (True, False)
    for other in {each.variant for each in sent.desk.settings.audiences.values()} - {variant}:
        assert f'href="/archive/{ISSUE}/{other}"' in page.text


def test_the_list_and_the_feed_name_it(sent: House) -> None:
    page = Visitor(sent).get("/archive?lang=zh-Hans").text
    assert f'href="/archive/{ISSUE}/zh-Hans"' in page
    assert "2025年11月10日至16日" in page
    answer = Visitor(sent).get("/archive/weekly/zh-Hans.atom")
    feed = ET.fromstring(answer.content)
    name = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{name}id") for entry in feed.findall(f"{name}entry")] == [
        f"https://news.lanchuan.example/archive/{ISSUE}/zh-Hans"
    ]
    again = Visitor(sent, **{"if-none-match": answer.headers["etag"]}).get("/archive/weekly/zh-Hans.atom")
    assert again.status_code == 304


def test_what_was_sent_stays_although_the_outbox_changes(sent: House) -> None:
    before = Visitor(sent).get(f"/archive/{ISSUE}/en").text
    file = sent.desk.outbox / ISSUE / "international" / "email.html"
    kept = file.read_bytes()
    try:
        file.write_bytes(b"<p>other</p>")
        assert Visitor(sent).get(f"/archive/{ISSUE}/en").text == before
    finally:
        file.write_bytes(kept)


@pytest.mark.parametrize(
    "path",
    [
        f"/archive/{ISSUE}/tlh",
        "/archive/weekly/2025-W45/en",
        "/archive/weekly/..%2F..%2Fconfig/en",
        "/archive/none/en.atom",
    ],
)
def test_what_was_not_sent_is_not_there(sent: House, path: str) -> None:
    assert Visitor(sent).get(path).status_code == 404


def test_an_issue_that_is_approved_and_not_sent_yet_is_not_shown(sent: House) -> None:
    assert WHILE_ARMED == [200, 404]


def test_a_copy_of_somebodys_data_names_the_mails_and_erasing_takes_the_words_of_the_relay(sent: House) -> None:
    store = sent.desk.store
    person = store.subscribers.find("zh-hant-hk@example.org")
    assert person
    (mail,) = subscribers.everything(store, person)["mails"]
    assert (mail["issue"], mail["state"]) == (ISSUE, "done")
    with store.transaction(keep=False):
        store.subscribers.erase(person.id, now=NOW)
        with store._database.reading() as connection:
            rows = connection.exec_driver_sql(f"SELECT words FROM deliveries WHERE subscriber_id = {person.id}").all()
        assert rows == [("",)]


def by_name(house: House) -> dict[str, int]:
    return {f"{each.audience} {each.url}": each.times for each in house.desk.store.links.of(ISSUE)}


def test_a_counted_link_leads_where_it_led_and_counts_one_opening(counted: House) -> None:
    raw = mails(counted)["zh-hans@example.org"]
    paths = [path for path in links(raw) if path.startswith("/c/")]
    assert len(paths) > 3
    before = by_name(counted)
    led = set()
    for path in paths:
        answer = Visitor(counted).get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (302, "no-store")
        led.add(answer.headers["location"])
        assert Visitor(counted).head(path).headers["location"] == answer.headers["location"]
        assert Visitor(counted).get(path, **{"sec-purpose": "prefetch"}).status_code == 302
    shown = {article.url for id_ in counted.desk.store.issues.get(ISSUE).article_ids
             if (article := counted.desk.store.articles.get(id_))}  # fmt: skip
    assert led & shown
    counts = {name: times - before[name] for name, times in by_name(counted).items()}
    assert counts == {name: int(name.partition(" ")[2] in led and name.startswith("mainland ")) for name in before}


def test_all_copies_of_a_counted_mail_hold_the_same_links_and_say_that_they_are_counted(counted: House) -> None:
    raw = mails(counted)["en@example.org"]
    message = message_from_bytes(raw, policy=default)
    html = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert COUNTING in html
    assert "/c/" not in text
    leaving = re.findall(r'<a [^>]*href="(https?://[^"]*)"', html)
    assert {each.split("/")[2] for each in leaving} == {"news.lanchuan.example"}
    assert "en@example.org" not in str([path for path in links(raw) if path.startswith("/c/")])


@pytest.mark.parametrize("name", ["", "x", "a" * 24, "a" * 5000, "%00", "..%2f..", "'; DROP TABLE links; --"])
def test_no_other_name_leads_anywhere(counted: House, name: str) -> None:
    before = by_name(counted)
    assert Visitor(counted).get(f"/c/{name}").status_code == 404
    assert by_name(counted) == before


def test_nothing_is_counted_where_nobody_asked_for_it(sent: House) -> None:
    assert by_name(sent) == {}
    assert not any(COUNTING in raw.decode(errors="replace") for raw in mails(sent).values())


def test_before_an_issue_goes_out_its_links_lead_and_count_nothing(tmp_path: Path) -> None:
    starter.copy(tmp_path)
    file = tmp_path / "config" / "digest.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n[newsletters.weekly]", f"{SETTINGS}\ncount_clicks = true", 1), encoding="utf-8")
    with newsroom.open_desk(tmp_path) as desk:
        newsrooms.take_in(desk)
        newsrooms.build(desk)
        public = desk.settings.public
        assert public
        house = House(desk=desk, public=public, keys=KEYS, send=Post().send, words=catalogues(tmp_path), style="")
        html = outbox.read(desk.outbox, ISSUE, "international/email.html").decode()
        path = re.findall(r"https://news\.lanchuan\.example(/c/\w+)", html)[0]
        assert Visitor(house).get(path).status_code == 302
        assert set(by_name(house).values()) == {0}
        pipeline.discard(desk, ISSUE)
        assert Visitor(house).get(path).status_code == 404
