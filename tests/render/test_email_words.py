"""The catalogues: complete, without leftovers, with the same fields, in the words of each place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from digest import render
from digest.errors import RenderError
from digest.model import Variant
from digest.render import words

ROOT = Path(__file__).parents[2]
FIELD = re.compile(r"\{(\w+)\}")
SOURCES = sorted((ROOT / "digest" / "render").rglob("*.py"))
_MSGIDS = {"text": 1, "count": 2, "msgid": 1}  # how many msgids each call is given first
TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))


def msgids(catalogue: words.Words) -> set[str]:
    return {*catalogue.single, *(msgid for pair in catalogue.plural for msgid in pair)}


def forms(catalogue: words.Words) -> dict[str, tuple[str, ...]]:
    single = {msgid: (text,) for msgid, text in catalogue.single.items()}
    return single | {pair[0]: texts for pair, texts in catalogue.plural.items()}


def asked_for() -> set[str]:
    """Every msgid that code or a template asks for by name."""
    return {*_asked_for_in_code(), *_asked_for_in_templates()}


def _asked_for_in_code() -> Iterator[str]:
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                receiver, _, called = ast.unparse(node.func).rpartition(".")
                wanted = _MSGIDS.get(called, 0) if receiver.endswith("words") or called == "msgid" else 0
                yield from (arg.value for arg in node.args[:wanted] if isinstance(arg, ast.Constant))


def _asked_for_in_templates() -> Iterator[str]:
    environment = render.environment(jinja2.FileSystemLoader(ROOT / "templates"))
    for file in TEMPLATES:
        for call in environment.parse(file.read_text(encoding="utf-8")).find_all(jinja2.nodes.Call):
            if isinstance(call.node, jinja2.nodes.Getattr) and getattr(call.node.node, "name", "") == "words":
                given = call.args[: _MSGIDS.get(call.node.attr, 0)]
                yield from (arg.value for arg in given if isinstance(arg, jinja2.nodes.Const))


def test_every_variant_has_a_catalogue(templates: render.Templates) -> None:
    assert set(templates.catalogues) == set(Variant)


@pytest.mark.parametrize("variant", Variant)
def test_every_msgid_asked_for_is_there(variant: Variant, templates: render.Templates) -> None:
    assert asked_for() - msgids(templates.words(variant)) == set()


@pytest.mark.parametrize("variant", Variant)
def test_no_msgid_is_left_over(variant: Variant, templates: render.Templates) -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in (*SOURCES, *TEMPLATES))
    assert {msgid for msgid in msgids(templates.words(variant)) if f'"{msgid}"' not in written} == set()


@pytest.mark.parametrize("variant", Variant)
def test_every_wording_has_the_fields_of_its_msgid(variant: Variant, templates: render.Templates) -> None:
    catalogue = templates.words(variant)
    for pair in catalogue.plural:
        for text in catalogue.plural[pair]:
            assert set(FIELD.findall(text)) <= set(FIELD.findall(pair[1]))
    for msgid, text in catalogue.single.items():
        assert sorted(FIELD.findall(text)) == sorted(FIELD.findall(msgid)), msgid


@pytest.mark.parametrize("variant", Variant)
def test_every_plural_has_the_forms_of_its_language(variant: Variant, templates: render.Templates) -> None:
    wanted = 2 if variant is Variant.EN else 1
    assert {len(texts) for texts in templates.words(variant).plural.values()} == {wanted}


def test_english_wordings_are_the_msgids(templates: render.Templates) -> None:
    assert all(msgid == text for msgid, text in templates.words(Variant.EN).single.items())


def test_no_chinese_wording_is_in_english(templates: render.Templates) -> None:
    for variant in (Variant.ZH_HANS, Variant.ZH_HANT_TW, Variant.ZH_HANT_HK):
        for texts in forms(templates.words(variant)).values():
            assert not re.search(r"[A-Za-z]{2,}", FIELD.sub("", "".join(texts)))


def test_each_place_has_its_own_words(templates: render.Templates) -> None:
    release = [templates.words(variant).text("Press release") for variant in Variant]
    video = [templates.words(variant).text("Video") for variant in Variant]
    assert release == ["Press release", "新闻稿", "新聞稿", "新聞公報"]
    assert video == ["Video", "视频", "影片", "影片"]


def test_simplified_and_traditional_are_not_mixed(templates: render.Templates) -> None:
    for variant in (Variant.ZH_HANT_TW, Variant.ZH_HANT_HK):
        together = "".join("".join(texts) for texts in forms(templates.words(variant)).values())
        together.encode("big5hkscs")
        assert not set(together) & set("阅读闻讲视频览浏订")
    simplified = "".join("".join(texts) for texts in forms(templates.words(Variant.ZH_HANS)).values())
    "".join(re.findall("[\u4e00-\u9fff]", simplified)).encode("gb2312")  # GB 2312 has no traditional characters


def test_a_count_takes_the_form_of_its_language(templates: render.Templates) -> None:
    english = templates.words(Variant.EN)
    assert english.count("{n} story", "{n} stories", 1) == "1 story"
    assert english.count("{n} story", "{n} stories", 0) == "0 stories"
    assert english.count("{n} story", "{n} stories", 3, n="three") == "three stories"
    assert templates.words(Variant.ZH_HANS).count("{n} story", "{n} stories", 1) == "1篇报道"


def test_a_missing_msgid_is_an_error_that_names_the_catalogue(templates: render.Templates) -> None:
    with pytest.raises(RenderError, match=r"locale/zh-Hans\.po: no wording for 'nothing'"):
        templates.words(Variant.ZH_HANS).text("nothing")


def test_a_missing_field_is_an_error_that_names_it(templates: render.Templates) -> None:
    with pytest.raises(RenderError, match="'number'"):
        templates.words(Variant.EN).text("No. {number}")


@pytest.mark.parametrize("wording", ["{", "}", "{0}", "{other}", "{number.real.nothing}", "{number!x}"])
def test_a_wording_with_unfit_braces_is_an_error_that_names_it(wording: str) -> None:
    raw = f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "No. {{number}}"\nmsgstr "{wording}"\n'
    with pytest.raises(RenderError, match=r"No\. \{number\}"):
        words.read_catalogue(raw.encode()).text("No. {number}", number=4)


def test_an_untranslated_or_doubtful_wording_counts_as_missing() -> None:
    raw = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "b"\n'
    assert words.read_catalogue(raw.encode()).single == {}


@pytest.mark.parametrize(
    "raw", [b'msgid ""\nmsgstr "Language: fr\\n"\n', b'msgid ""\nmsgstr ""\n', b"\xff\xfe\x00", b"no catalogue at all"]
)
def test_what_is_no_catalogue_of_a_variant_is_refused(raw: bytes) -> None:
    with pytest.raises(RenderError, match="catalogue"):
        words.read_catalogue(raw)
