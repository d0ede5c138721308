"""What a person wrote wins over what was made, and is marked when its ground has moved."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest import wordings
from digest.model import Article, Field, Language, Picture, Standing, Story, Summary, SummarySentence, Variant, Wording
from tests import make

AT = datetime(2025, 11, 17, tzinfo=UTC)
TW, HANS = Variant.ZH_HANT_TW, Variant.ZH_HANS
ARTICLE = make.article("图书馆开放", "图书馆今天开放。", language=Language.ZH_HANS, speaker="林砚", speaker_post="馆长")


def story(article: Article = ARTICLE, *sentences: str) -> Story:
    made = tuple(
        SummarySentence(text=text, paragraph=place, start=0, end=len(text)) for place, text in enumerate(sentences)
    )
    return Story(
        article=article,
        standing=Standing.IN_WINDOW,
        headline=article.title,
        summary=Summary(sentences=made, method="lead", spaced=False),
        lang=article.language.value,
        speaker=article.speaker,
        speaker_post=article.speaker_post,
        picture_alt="一扇门",
    )


def wording(
    field: Field, text: str, variant: Variant = TW, article: Article = ARTICLE, own: Wording | None = None
) -> Wording:
    stands_for = wordings.stands_for(article, field, own)
    return Wording(article=article.id, variant=variant, field=field, text=text, stands_for=stands_for, by="", at=AT)


@pytest.mark.parametrize("field", Field)
def test_every_field_takes_the_words_and_is_named(field: Field) -> None:
    made = wordings.apply(story(ARTICLE, "图书馆今天开放。"), TW, [wording(field, "人寫的。")])
    texts = {
        Field.HEADLINE: made.headline,
        Field.SUMMARY: made.summary.text,
        Field.TEASER: made.summary.teaser.text if made.summary.teaser and field is not Field.SUMMARY else "",
        Field.SPEAKER: made.speaker,
        Field.SPEAKER_POST: made.speaker_post,
        Field.PICTURE_ALT: made.picture_alt,
    }

    assert texts.pop(field) == "人寫的。"
    assert "人寫的。" not in texts.values()
    assert (made.by_hand, made.stale) == ((field,), ())


def test_words_for_another_variant_or_another_article_change_nothing() -> None:
    other = wording(Field.HEADLINE, "別的", article=make.article("另一篇"))
    plain = story()

    assert wordings.apply(plain, TW, [other, wording(Field.HEADLINE, "給香港", Variant.ZH_HANT_HK)]) == plain


def test_words_are_kept_and_marked_when_the_text_they_were_written_for_changes() -> None:
    written = wording(Field.HEADLINE, "圖書館開門")
    changed = replace(ARTICLE, title="图书馆关闭")
    made = wordings.apply(story(changed), TW, [written])

    assert (made.headline, made.stale) == ("圖書館開門", (Field.HEADLINE,))


def test_a_changed_body_does_not_make_a_headline_stale() -> None:
    changed = replace(ARTICLE, content_hash="other")
    given = [wording(Field.HEADLINE, "圖書館開門"), wording(Field.SUMMARY, "今天開門。")]

    assert wordings.apply(story(changed), TW, given).stale == (Field.SUMMARY,)


def test_words_for_traditional_readers_go_stale_when_somebody_rewrites_the_simplified_text() -> None:
    first = wording(Field.HEADLINE, "图书馆开门", HANS)
    taiwan = wording(Field.HEADLINE, "圖書館開門", TW, own=first)
    rewritten = wording(Field.HEADLINE, "图书馆周一开门", HANS)

    assert wordings.apply(story(), TW, [first, taiwan]).stale == ()
    assert wordings.apply(story(), TW, [rewritten, taiwan]).stale == (Field.HEADLINE,)
    assert wordings.apply(story(), TW, [taiwan]).stale == (Field.HEADLINE,)
    assert wordings.apply(story(), HANS, [rewritten, taiwan]).stale == ()


def test_rewritten_sentences_keep_the_places_of_those_they_pair_with() -> None:
    made = wordings.apply(story(ARTICLE, "甲来了。", "乙走了。"), TW, [wording(Field.SUMMARY, "甲到了。乙離開了。")])

    assert [(each.text, each.paragraph, each.rules) for each in made.summary.sentences] == [
        ("甲到了。", 0, (wordings.BY_HAND,)),
        ("乙離開了。", 1, (wordings.BY_HAND,)),
    ]


@pytest.mark.parametrize("sentences", [(), ("甲来了。", "乙走了。")])
def test_a_summary_with_another_number_of_sentences_stands_whole(sentences: tuple[str, ...]) -> None:
    made = wordings.apply(story(ARTICLE, *sentences), TW, [wording(Field.SUMMARY, "一。二。三。")])

    assert [each.text for each in made.summary.sentences] == ["一。二。三。"]


def test_an_article_whose_headline_and_summary_were_translated_by_hand_is_no_foreign_text_any_more() -> None:
    english = make.article("The library opens")
    headline = wording(Field.HEADLINE, "圖書館開放", article=english)
    both = [headline, wording(Field.SUMMARY, "圖書館今天開放。", article=english)]

    assert wordings.apply(story(english), TW, [headline]).lang == "en"
    assert wordings.apply(story(english), TW, both).lang == "zh-Hant-TW"


@pytest.mark.parametrize(
    ("fields", "variant"),
    [
        ({"language": Language.EN}, Variant.EN),
        ({"language": Language.ZH_HANS}, HANS),
        ({"language": Language.ZH_HANT}, None),
        ({"language": Language.ZH_HANT, "variant": Variant.ZH_HANT_HK}, Variant.ZH_HANT_HK),
        ({"language": Language.JA}, None),
    ],
)
def test_an_article_is_its_own_variant_s_only_where_that_is_known(fields: dict, variant: Variant | None) -> None:
    assert wordings.own_variant(make.article("A", **fields)) is variant


def test_an_article_without_a_picture_has_no_alternative_text_to_stand_for() -> None:
    pictured = replace(ARTICLE, picture=Picture(url="https://news.example/a.jpg", alt="一扇门"))

    assert wordings.stands_for(ARTICLE, Field.PICTURE_ALT, None) != wordings.stands_for(
        pictured, Field.PICTURE_ALT, None
    )
