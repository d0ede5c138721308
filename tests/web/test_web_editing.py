"""What people change through the pages, one after the other and at once."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape

import httpx
import pytest

from digest import review
from digest.model import State
from tests.web.rooms import ISSUE, Served

PAGE = f"/issues/{ISSUE}"
TAIWAN = "ecccf3dd2823"


def version(page: str, field: str = "summary") -> str:
    found = re.search(rf'name="seen-{field}" value="([^"]+)"', page)
    assert found
    return found[1]


def seal(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_who_comes_second_is_shown_both_texts_and_may_choose(own: Served) -> None:
    mei, ada = own.visitor("mei"), own.visitor("ada")
    story = f"{PAGE}?for=taiwan&story={TAIWAN}"
    seen = version(mei.get(story).text)
    words = {"for": "taiwan", "seen-summary": seen}
    assert mei.post(f"{PAGE}/stories/{TAIWAN}/words", data=words | {"summary": "美的文字。"}).status_code == 303
    late = ada.post(f"{PAGE}/stories/{TAIWAN}/words", data=words | {"summary": "艾達的文字。"})
    assert late.status_code == 409
    assert "美的文字。" in late.text
    assert "艾達的文字。" in late.text
    again = {"for": "taiwan", "seen-summary": version(late.text), "summary": "艾達的文字。"}
    assert ada.post(f"{PAGE}/stories/{TAIWAN}/words", data=again).status_code == 303
    assert "艾達的文字。" in mei.get(story).text


def test_a_number_that_the_article_does_not_have_is_marked(own: Served) -> None:
    mei = own.visitor("mei")
    page = mei.get(f"{PAGE}?for=taiwan&story={TAIWAN}").text
    words = {"for": "taiwan", "seen-summary": version(page), "summary": "每年約三萬隻雁鴨停歇，今年多了417隻。"}
    mei.post(f"{PAGE}/stories/{TAIWAN}/words", data=words)
    page = mei.get(f"{PAGE}?for=taiwan&story={TAIWAN}").text
    assert re.search(r'<mark class="unknown">417', page)
    assert "三萬</mark>" not in page
    assert 'href="#passage-1"' in page


def test_an_approval_is_of_what_was_seen_and_ends_with_a_change(own: Served) -> None:
    mei, omar = own.visitor("mei"), own.visitor("omar")
    seen = seal(omar.get(f"{PAGE}/decide").text)
    mei.post(f"{PAGE}/stories/{TAIWAN}/move", data={"for": "taiwan", "to": "1"})
    late = omar.post(f"{PAGE}/decide", data={"seen": seen, "act": "approve"})
    assert late.status_code == 409
    assert "mei" in late.text
    seen = seal(omar.get(f"{PAGE}/decide").text)
    assert omar.post(f"{PAGE}/decide", data={"seen": seen, "act": "approve"}).status_code == 303
    assert "approved" in omar.get(PAGE).text
    mei.post(f"{PAGE}/stories/{TAIWAN}/move", data={"for": "taiwan", "to": "down"})
    assert "void: the issue has changed since" in omar.get(f"{PAGE}/decide").text


def test_an_editor_of_an_issue_cannot_approve_it_whatever_their_role(own: Served) -> None:
    ada = own.visitor("ada")
    ada.post(f"{PAGE}/stories/{TAIWAN}/pin", data={"for": "taiwan"})
    page = ada.get(f"{PAGE}/decide").text
    assert "ada has edited this issue" in page
    assert ada.post(f"{PAGE}/decide", data={"seen": seal(page), "act": "approve"}).status_code == 409


@pytest.mark.parametrize("act", ["request-changes", "reject", "hold"])
def test_a_decision_against_an_issue_needs_a_word(own: Served, act: str) -> None:
    omar = own.visitor("omar")
    form = {"seen": seal(omar.get(f"{PAGE}/decide").text), "act": act}
    assert omar.post(f"{PAGE}/decide", data=form).status_code == 422
    assert omar.post(f"{PAGE}/decide", data=form | {"comment": "The numbers are old."}).status_code == 303
    assert "The numbers are old." in omar.get(f"{PAGE}/decide").text


def test_a_dropped_article_is_out_with_its_reason_and_comes_back(own: Served) -> None:
    mei = own.visitor("mei")
    mei.post(f"{PAGE}/stories/{TAIWAN}/drop", data={"for": "taiwan", "why": "Printed in spring."})
    out = mei.get(f"{PAGE}/articles").text
    assert "Printed in spring." in out
    assert mei.get(f"{PAGE}?for=taiwan&story={TAIWAN}").text.count("This audience has no such story.") == 1
    mei.post(f"{PAGE}/stories/{TAIWAN}/add")
    assert "Printed in spring." not in mei.get(f"{PAGE}/articles").text


def test_a_post_and_a_subject_are_written_by_hand_and_lose_no_line(own: Served) -> None:
    mei = own.visitor("mei")
    for file, text in (
        ("x-00-roundup-01.txt", "First line.\n\nSecond line."),
        ("email.subjects.txt", "A subject\nA preheader"),
    ):
        address = f"{PAGE}/files/international/{file}"
        form = {"seen": seal(mei.get(address).text), "text": text.replace("\n", "\r\n")}
        assert mei.post(address, data=form).status_code == 303
    folder = own.desk.outbox / ISSUE / "international"
    assert (folder / "x-00-roundup-01.txt").read_text(encoding="utf-8") == "First line.\n\nSecond line."
    inbox = mei.get(f"{PAGE}?for=international&show=inbox").text
    assert "A subject" in inbox
    assert "A preheader" in inbox


def test_the_first_story_of_a_reader_is_number_one_though_its_translation_stands_before_it(own: Served) -> None:
    mei = own.visitor("mei")
    chinese = "e51281990fdb"  # of a story that stands in English before it
    for to, shown in (("1", "1"), ("down", "2")):
        mei.post(f"{PAGE}/stories/{chinese}/move", data={"for": "taiwan", "to": to})
        page = mei.get(f"{PAGE}?for=taiwan&story={chinese}").text
        assert re.search(rf'name="to" type="number" min="1" max="8" value="{shown}"', page)
        assert ('<button id="move-up" disabled>' in page) == (shown == "1")


def test_two_editors_at_once_lose_nothing(own: Served) -> None:
    editors = [own.visitor("mei"), own.visitor("ada")]
    seen = version(editors[0].get(f"{PAGE}?for=taiwan&story={TAIWAN}").text)

    def save(n: int) -> int:
        words = {"for": "taiwan", "seen-summary": seen, "summary": f"第{n}個人的文字。"}
        return editors[n].post(f"{PAGE}/stories/{TAIWAN}/words", data=words).status_code

    with ThreadPoolExecutor(2) as several:
        answers = list(several.map(save, range(2)))
    assert sorted(answers) == [303, 409]
    kept = answers.index(303)
    assert f"第{kept}個人的文字。" in unescape(editors[0].get(f"{PAGE}?for=taiwan&story={TAIWAN}").text)


def test_approvers_and_an_editor_at_once_approve_nothing_that_they_did_not_see(own: Served) -> None:
    omar, ada, mei = (own.visitor(name) for name in ("omar", "ada", "mei"))
    for turn in range(4):
        before = review.look(own.desk, ISSUE)
        seen = before.seal
        start = threading.Barrier(3)

        def approve(who: httpx.Client, seen: str = seen, start: threading.Barrier = start) -> int:
            start.wait()
            return who.post(f"{PAGE}/decide", data={"act": "approve", "seen": seen}).status_code

        def change(turn: int = turn, start: threading.Barrier = start) -> int:
            start.wait()
            moved = {"for": "taiwan", "to": "down" if turn % 2 else "up"}
            last = review.look(own.desk, ISSUE).issue.article_ids[-1]
            return mei.post(f"{PAGE}/stories/{last}/move", data=moved).status_code

        with ThreadPoolExecutor(3) as threads:
            answers = [threads.submit(approve, omar), threads.submit(approve, ada), threads.submit(change)]
            told = [each.result() for each in answers]
        after = review.look(own.desk, ISSUE)
        assert set(told[:2]) <= {303, 409}
        given = after.rulings[len(before.rulings) :]
        assert {each.seal for each in given} <= {seen}
        assert len(given) == told[:2].count(303)
        if after.seal != seen:
            assert after.approvals == ()
            assert after.state is not State.APPROVED
        else:
            assert {each.by for each in after.approvals} == {each.by for each in given}


def test_a_guest_sees_one_revision_answers_by_a_button_and_approves_nothing(own: Served) -> None:
    mei = own.visitor("mei")
    made = mei.post(f"{PAGE}/links", data={"guest": "Dr Wei", "days": "7", "respond": "yes"}).text
    address = re.search(r'value="http://[^/]+(/r/[^"]+)"', made)
    assert address
    guest = own.visitor()
    before = own.rows()
    assert "Dr Wei" in guest.get(address[1]).text
    assert guest.get(f"{address[1]}/mail/taiwan").headers["content-security-policy"].startswith("sandbox")
    assert own.rows() == before
    assert guest.post(address[1], data={"text": "The third story is wonderful."}).status_code == 303
    assert "The third story is wonderful." in mei.get(PAGE).text
    assert guest.get(PAGE).status_code == 303
    assert guest.post(f"{PAGE}/decide", data={"act": "approve"}).status_code == 401
    assert address[1].rpartition("/")[2] not in own.rows()
    mei.post(f"{PAGE}/stories/{TAIWAN}/pin", data={"for": "taiwan"})
    assert guest.get(address[1]).status_code == 404


@pytest.mark.parametrize("ended", ["revoked", "over", "for looking"])
def test_a_link_that_has_ended_opens_nothing(own: Served, ended: str) -> None:
    mei = own.visitor("mei")
    form = {"guest": "Dr Wei", "days": "1"} | ({} if ended == "for looking" else {"respond": "yes"})
    address = re.search(r'value="http://[^/]+(/r/[^"]+)"', mei.post(f"{PAGE}/links", data=form).text)
    assert address
    if ended == "revoked":
        link = own.desk.store.keys.links(ISSUE)[0]
        mei.post(f"{PAGE}/links/{link.id}/revoke")
    if ended == "over":
        own.clock.on(timedelta(days=1))
    guest = own.visitor()
    assert guest.get(address[1]).status_code == (200 if ended == "for looking" else 404)
    assert guest.post(address[1], data={"text": "hello"}).status_code == 404


def test_the_history_goes_out_as_a_table_that_runs_nothing(own: Served) -> None:
    mei = own.visitor("mei")
    mei.post(f"{PAGE}/comments", data={"text": '=HYPERLINK("https://evil.example")'})
    table = mei.get(f"{PAGE}/history.csv")
    assert table.headers["content-disposition"] == 'attachment; filename="weekly-2025-W46-history.csv"'
    assert "'=HYPERLINK" in table.text
    told = mei.get(f"{PAGE}/history.json").json()
    assert told[-1]["by"] == "mei"
    assert told[-1]["via"] == "page"
