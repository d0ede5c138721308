"""The mails to the team about a real issue: every kind in every language, with its headlines, blockers and links."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from digest.model import StaffRole, TeamMail, User
from digest.schedule import Notice, NoticeKind
from digest.web.notices import written
from tests.web.rooms import ISSUE, Served

TEAM = TeamMail(url="https://digest.example.org", remind=timedelta(hours=4))


def mail(site: Served, kind: NoticeKind, language: str, name: str = "mei") -> EmailMessage:
    now = site.clock.now
    notice = Notice(
        kind=kind, about="x", subject="latest" if kind is NoticeKind.SOURCE else ISSUE, at=now, why="451 busy", count=3
    )
    person = User(name=name, role=StaffRole.EDITOR, language=language, email="mei@un.example")
    letter = written(site.desk, TEAM, notice, person, now)
    assert letter.recipient == "mei@un.example"
    assert all(len(line) <= 998 for line in letter.content.split(b"\r\n"))
    made = message_from_bytes(letter.content, policy=default)
    assert isinstance(made, EmailMessage)
    return made


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("kind", NoticeKind)
def test_each_kind_has_its_words_and_its_link(site: Served, kind: NoticeKind, language: str) -> None:
    made = mail(site, kind, language)
    text = made.get_content().replace("\r\n", "\n")
    place = "/" if kind is NoticeKind.SOURCE else f"/issues/{ISSUE}"
    assert f"https://digest.example.org{place}\n" in text
    assert ("latest" if kind is NoticeKind.SOURCE else ISSUE) in made["Subject"]
    if language != "en":
        assert any("\u4e00" <= each <= "\u9fff" for each in made["Subject"])


def test_a_review_is_asked_for_with_the_headlines_and_what_blocks_it(site: Served) -> None:
    text = mail(site, NoticeKind.WAITS, "zh-Hans").get_content().replace("\r\n", "\n")
    record = site.desk.store.issues.get(ISSUE)
    assert record
    first = site.desk.store.articles.get(record.article_ids[0])
    assert first
    assert f"- {first.title}\n" in text


def test_a_name_cannot_begin_a_line_of_its_own(site: Served) -> None:
    made = mail(site, NoticeKind.WAITS, "en", name="mei\r\nBcc: all@un.example")
    assert made["Bcc"] is None


def test_people_say_on_their_page_where_they_are_told(prepared: Path, site: Served) -> None:
    mei = site.visitor("mei")
    assert 'name="email"' in mei.get("/account").text
    mei.post("/account", data={"language": "en", "email": "mei@un.example"})
    assert 'value="mei@un.example"' in mei.get("/account").text
    refused = mei.post("/account", data={"language": "en", "email": "no address"})
    assert refused.status_code == 422
    assert 'value="mei@un.example"' in mei.get("/account").text
    mei.post("/account", data={"language": "en", "email": ""})
    user = site.desk.store.people.get("mei")
    assert user
    assert user.email == ""
