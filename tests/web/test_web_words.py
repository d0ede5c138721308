"""The pages in three languages: nothing untranslated, nothing left over."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from digest.model import StaffRole, Titles, packed, said, unpacked
from digest.render import read_catalogue
from digest.web import words
from tests.web.rooms import ISSUE, Served
from tests.web.wordings import plain, used

CHINESE = {name: variant for name, variant in words.LANGUAGES.items() if name != "en"}
FIELD = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("name", CHINESE)
def test_a_catalogue_has_every_wording_and_no_other(name: str) -> None:
    catalogue = read_catalogue((words.LOCALE / f"{CHINESE[name]}.po").read_bytes())
    assert {*catalogue.single, *catalogue.plural} == set(used())


def test_whatever_a_page_may_be_refused_can_be_said_in_its_language() -> None:
    assert list(plain()) == []


@pytest.mark.parametrize("name", CHINESE)
def test_a_translation_asks_for_the_same_fields(name: str) -> None:
    catalogue = read_catalogue((words.LOCALE / f"{CHINESE[name]}.po").read_bytes())
    plain = {msgid: (text,) for msgid, text in catalogue.single.items()}
    for msgid, forms in (plain | {plural: forms for (_, plural), forms in catalogue.plural.items()}).items():
        for form in forms:
            assert sorted(FIELD.findall(form)) == sorted(FIELD.findall(msgid)), msgid


@pytest.mark.parametrize(
    ("asked", "given"),
    [("zh-CN,zh;q=0.9", "zh-Hans"), ("zh-TW", "zh-Hant-TW"), ("zh-HK,en", "zh-Hant-TW"), ("de,fr", "en"), ("", "en")],
)
def test_the_browser_chooses_the_language_of_a_stranger(site: Served, asked: str, given: str) -> None:
    answer = site.visitor(**{"accept-language": asked}).get("/sign-in")
    assert f'<html lang="{given}">' in answer.text


def test_each_person_has_a_language_of_their_own(site: Served) -> None:
    mei, omar = site.visitor("mei"), site.visitor("omar")
    mei.post("/account", data={"language": "zh-Hant", "next": f"/issues/{ISSUE}"})
    assert "待辦" in mei.get(f"/issues/{ISSUE}").text
    assert "Queue" in omar.get(f"/issues/{ISSUE}").text
    mei.post("/account", data={"language": "en"})


def test_times_are_those_of_the_reader_with_those_of_the_audience_beside_them(site: Served) -> None:
    vera = site.visitor("vera")
    assert "08:00" in vera.get(f"/issues/{ISSUE}").text
    vera.post("/account", data={"language": "", "zone": "Europe/Berlin"})
    shown = vera.get(f"/issues/{ISSUE}").text
    assert "01:00" in shown
    assert "08:00 Shanghai" in shown


def english(page: str) -> list[str]:
    """What a Chinese page marks as English."""
    return re.findall(r'<(?:span|p)[^>]* lang="en"[^>]*>([^<]*)<', page)


@pytest.mark.parametrize(("language", "subject", "why"), [
    ("zh-Hans", "邮件没有主题。", "mei编辑过本期，须由他人批准。"),
    ("zh-Hant", "郵件沒有主旨。", "mei編輯過本期，須由他人核准。"),
])  # fmt: skip
def test_what_preflight_the_rules_and_the_choice_say_is_said_in_chinese(
    own: Served, language: str, subject: str, why: str
) -> None:
    mei = own.visitor("mei")
    mei.post("/account", data={"language": language})
    own.desk.store.people.change(replace(own.desk.store.people.get("mei"), role=StaffRole.APPROVER))  # type: ignore[type-var]
    story = own.desk.store.issues.get(ISSUE)
    assert story
    first = story.article_ids[0]
    mei.post(f"/issues/{ISSUE}/stories/{first}/move", data={"to": "down"})
    pages = {
        path: mei.get(f"/issues/{ISSUE}{path}").text
        for path in ("?for=mainland", "?for=taiwan", "/articles", "/decide")
    }
    assert {path: english(page) for path, page in pages.items()} == {path: [] for path in pages}
    assert why in pages["/decide"]
    mail = Path(own.desk.outbox) / ISSUE / "mainland" / "email.eml"
    mail.write_bytes(re.sub(rb"(?m)^Subject: .*\r\n(?: .*\r\n)*", b"Subject: \r\n", mail.read_bytes(), count=1))
    issue = mei.get(f"/issues/{ISSUE}?for=mainland").text
    assert subject in issue
    refused = mei.post(f"/issues/{ISSUE}/decide", data={"act": "reject", "seen": story.manifest_sha256, "comment": ""})
    assert english(refused.text) == []


@pytest.mark.parametrize("name", words.LANGUAGES)
def test_a_sentence_is_said_with_its_fields_and_what_is_none_stays_as_it_is(name: str) -> None:
    language = words.language(name, "", "Asia/Shanghai")
    hostile = said("There is no draft for {channel}.", channel="<b>{0}")
    assert "<b>{0}" in language.said(hostile)
    assert language.said("Any words.") == "Any words."
    nested = said("{issue} was not approved. {reason}", issue=ISSUE, reason=said("It is being sent."))
    assert (
        language.said(nested)
        == {
            "en": f"{ISSUE} was not approved. It is being sent.",
            "zh-Hans": f"{ISSUE}没有获批。正在发送。",
            "zh-Hant": f"{ISSUE}沒有獲准。正在寄送。",
        }[name]
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("en", "Left out because they are in another language (2): “Six “digital” ones”, “二〈书〉”"),
        ("zh-Hans", "因语言不同未收入（2篇）：《Six “digital” ones》、《二〈书〉》"),
    ],
)
def test_titles_stand_in_the_marks_of_the_language_also_after_they_were_kept(name: str, shown: str) -> None:
    titles = Titles(("Six “digital” ones", "二〈书〉" if name == "en" else "二《书》"))
    sentence = said("Left out because they are in another language ({n}): {titles}", n=2, titles=titles)
    kept = unpacked(json.loads(json.dumps(packed(sentence))))
    assert (
        words.language(name, "", "Asia/Shanghai").said(kept)
        == words.language(name, "", "Asia/Shanghai").said(sentence)
        == shown
    )
