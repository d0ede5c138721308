"""The pages in three languages: nothing untranslated, nothing left over."""

import re

import pytest

from digest.render import read_catalogue
from digest.web import words
from tests.web.rooms import ISSUE, Served
from tests.web.wordings import used

CHINESE = {name: variant for name, variant in words.LANGUAGES.items() if name != "en"}
FIELD = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("name", CHINESE)
def test_a_catalogue_has_every_wording_and_no_other(name: str) -> None:
    catalogue = read_catalogue((words.LOCALE / f"{CHINESE[name]}.po").read_bytes())
    assert {*catalogue.single, *catalogue.plural} == set(used())


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
