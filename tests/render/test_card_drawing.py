"""Cards as they are drawn, with the fonts of this machine (fontconfig and fonts-noto-cjk, which `make test` brings)."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from digest import chinese, render, typefaces
from digest.model import Issue, Theme, Variant
from digest.platforms import CardSize
from digest.render import cards
from digest.render.cards import drawing, making
from tests.render import email_issues as samples

SIZES = tuple(CardSize(width=w, height=h) for w, h in ((1200, 675), (1080, 1080), (1080, 1440), (900, 383)))
WIDE = SIZES[0]
HEADLINES = {
    Variant.EN: "“No one left behind”: forty-three schools in Yanxi County now run on solar power",
    Variant.ZH_HANS: "“数字她力量”：联合国妇女署与澄浦市妇联共建培训营",
    Variant.ZH_HANT_TW: "「不讓任何人掉隊」：《2030年永續發展議程》進展報告發布",
    Variant.ZH_HANT_HK: "女性維修隊讓村裏的水泵不再停擺",
}
LANGS = {variant: variant.value for variant in Variant}


@pytest.fixture(scope="module")
def workshop() -> making.Workshop:
    faces = typefaces.installed(cards.wanted(Theme()))
    if not any("CJK" in face.family for face in faces):
        pytest.fail("no Chinese fonts; install them with: apt-get install fontconfig fonts-noto-cjk")
    return making.Workshop(newsroom=samples.NEWSROOM, faces=faces, cut=chinese.cut, version="1")


def issue(variant: Variant, *headlines: str) -> Issue:
    return samples.issue(tuple(samples.story(text, lang=LANGS[variant]) for text in headlines), variant)


def made(
    workshop: making.Workshop,
    templates: render.Templates,
    variant: Variant,
    headline: str,
    sizes: Sequence[CardSize] = (WIDE,),
    before: bytes = b"",
) -> making.Made:
    wanted = [(1, size) for size in sizes]
    kept = {cards.filename(*each): before for each in wanted}
    return making.make(issue(variant, headline), wanted, templates.words(variant), workshop, kept)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("variant", Variant)
def test_a_card_has_its_size_its_exact_colours_and_is_small(
    variant: Variant, workshop: making.Workshop, templates: render.Templates
) -> None:
    result = made(workshop, templates, variant, HEADLINES[variant], SIZES)
    assert result.notes == ()
    assert result.files[0].warnings == ()
    for size, file in zip(SIZES, result.files, strict=True):
        picture = opened(file.content)
        assert picture.size == (size.width, size.height)
        colours = {colour for _, colour in picture.getcolors(1 << 24) or ()}
        for hex_ in (Theme().card, Theme().accent, Theme().text):
            assert tuple(bytes.fromhex(hex_[1:])) in colours
        assert len(file.content) < 60_000


@pytest.mark.parametrize("variant", Variant)
def test_nothing_stands_in_the_margin(variant: Variant, workshop: making.Workshop, templates: render.Templates) -> None:
    for size, file in zip(SIZES, made(workshop, templates, variant, HEADLINES[variant], SIZES).files, strict=True):
        strip = opened(file.content).crop((size.width - 40, size.height // 2, size.width, size.height))
        assert strip.getcolors() == [(40 * (size.height - size.height // 2), (255, 255, 255))]


def test_the_card_of_the_issue_is_in_the_colour_of_links(
    workshop: making.Workshop, templates: render.Templates
) -> None:
    edition = issue(Variant.ZH_HANS, HEADLINES[Variant.ZH_HANS])
    result = making.make(edition, [(0, WIDE)], templates.words(Variant.ZH_HANS), workshop, {})
    assert opened(result.files[0].content).getpixel((1199, 0)) == tuple(bytes.fromhex(Theme().link[1:]))


def test_each_region_has_its_own_forms_of_a_character(workshop: making.Workshop, templates: render.Templates) -> None:
    room = replace(workshop.newsroom, name=dict.fromkeys(Variant, "UN"))
    shop = replace(workshop, newsroom=room)
    bodies = {
        opened(made(shop, templates, variant, "骨").files[0].content).crop((0, 200, 1200, 500)).tobytes()
        for variant in (Variant.ZH_HANS, Variant.ZH_HANT_TW, Variant.ZH_HANT_HK)
    }
    assert len(bodies) >= 2


def test_the_same_card_has_the_same_bytes(workshop: making.Workshop, templates: render.Templates) -> None:
    first = made(workshop, templates, Variant.EN, "A bridge opens").files[0].content
    making.forget()
    assert made(workshop, templates, Variant.EN, "A bridge opens").files[0].content == first


def test_a_card_of_the_last_build_is_taken_as_it_is_unless_something_changed(
    workshop: making.Workshop, templates: render.Templates
) -> None:
    first = made(workshop, templates, Variant.EN, "A bridge opens").files[0].content
    before = first + b"from the last build"
    again = made(workshop, templates, Variant.EN, "A bridge opens", before=before)
    assert again.files[0].content == before
    for changed in (
        made(workshop, templates, Variant.EN, "A bridge closes", before=before),
        made(replace(workshop, version="2"), templates, Variant.EN, "A bridge opens", before=before),
        made(
            replace(workshop, newsroom=replace(samples.NEWSROOM, theme=Theme(accent="#C04000"))),
            templates, Variant.EN, "A bridge opens", before=before,
        ),
    ):  # fmt: skip
        assert changed.files[0].content != before


def test_a_headline_that_is_too_long_is_said_with_its_cure(
    workshop: making.Workshop, templates: render.Templates
) -> None:
    result = made(workshop, templates, Variant.EN, "Partners in the region agree on early warning for all " * 3)
    (warning,) = result.files[0].warnings
    assert "digest wording " in warning
    assert "--for en" in warning
    content = result.files[0].content
    assert drawing.drawn_from(content)[1]
    assert made(workshop, templates, Variant.EN, "Partners in the region agree on early warning for all " * 3,
                before=content).files[0].warnings == (warning,)  # fmt: skip


REFUSED = {
    "emoji": ("Big day 🎉", "🎉 (U+1F389)"),
    "Arabic": ("صباح الخير", "ص (U+0635)"),
    "Hebrew": ("שלום", "U+05E9"),
    "Devanagari": ("नमस्ते", "U+0928"),
    "a mark on a letter that has none": ("x\u0301y", "U+0301"),
    "unassigned": ("New \u0378 sign", "U+0378"),
    "for private use": ("New \ue000 sign", "U+E000"),
    "10,000 characters": ("x" * 10_000, "too long"),
    "10,000 Han characters": ("字" * 10_000, "too long"),
    "10,000 words": ("word " * 2_000, "too long"),
}


@pytest.mark.parametrize(("headline", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_set_is_left_out_and_named(
    headline: str, reason: str, workshop: making.Workshop, templates: render.Templates
) -> None:
    result = made(workshop, templates, Variant.EN, headline)
    assert result.files == ()
    (note,) = result.notes
    assert reason in note
    assert len(note) < 300


HARMLESS = {
    "marks of direction": "A \u202ebridge\u202c \u2066opens\u2069",
    "controls": "A bridge\x00 \x1b[31mopens\x07",
    "a lone surrogate": "A bridge \ud800opens",
    "invisible letters": "A bri\u200bdge\ufeff op\u00adens\ufe0f",
    "markup": "<b>A bridge</b> &amp; {{ opens }}",
    "letters with accents in pieces": "Ame\u0301lie opens the Đà Nẵng bridge",
}


@pytest.mark.parametrize("headline", HARMLESS.values(), ids=HARMLESS)
def test_hostile_text_is_drawn_harmlessly(
    headline: str, workshop: making.Workshop, templates: render.Templates
) -> None:
    result = made(workshop, templates, Variant.EN, headline)
    assert result.notes == ()
    assert opened(result.files[0].content).size == (1200, 675)


def test_a_letter_that_the_best_font_lacks_is_set_in_another(
    workshop: making.Workshop, templates: render.Templates
) -> None:
    result = made(workshop, templates, Variant.EN, "Kyrgyz Ө and Ң")
    assert result.notes == ()
    assert {face.partition(" ")[0] for face in result.faces} == {"DejaVu"}


def test_without_a_font_for_the_script_there_are_no_cards(
    workshop: making.Workshop, templates: render.Templates
) -> None:
    bare = replace(workshop, faces=tuple(face for face in workshop.faces if "CJK" not in face.family))
    assert made(bare, templates, Variant.ZH_HANS, "候鸟归来") == making.Made(unset=True)


def test_a_logo_stands_in_the_place_of_the_name_on_the_colour_of_the_card(
    workshop: making.Workshop, templates: render.Templates
) -> None:
    file = BytesIO()
    Image.new("RGBA", (300, 100), "#C04000").save(file, "PNG")
    shop = replace(workshop, newsroom=replace(samples.NEWSROOM, logo_picture=file.getvalue()))
    edition, wanted = issue(Variant.EN, "A bridge opens"), [(place, size) for place in (0, 1) for size in SIZES]
    result = making.make(edition, wanted, templates.words(Variant.EN), shop, {})
    assert result.notes == ()
    for card in result.files:
        found = opened(card.content)
        left, top, right, bottom = found.point(lambda level: level == 0x40 and 255).getchannel("G").getbbox()
        assert 2.8 < (right - left) / (bottom - top) < 3.2
        assert found.getpixel((right + 8, (top + bottom) // 2)) == (255, 255, 255)


def test_an_apostrophe_is_set_as_in_print(workshop: making.Workshop, templates: render.Templates) -> None:
    straight, curly = (made(workshop, templates, Variant.EN, text).files[0] for text in ("Yanxi's", "Yanxi’s"))
    assert straight.content == curly.content


@pytest.mark.parametrize("content", [b"", b"tEXtCard\0", b"\x89PNG\r\n\x1a\n" + b"\0" * 3000, b"abcdtEXtCard\0"])
def test_what_was_not_drawn_here_has_no_key(content: bytes) -> None:
    assert drawing.drawn_from(content)[0] == ""
