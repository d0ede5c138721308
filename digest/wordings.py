"""Puts what people wrote by hand in the place of what was made. Floor 2: pure.

A wording wins over summary and conversion, per article, variant and field. It is written for a text; when that text
changes later the wording stays and is marked as stale, because only a person can tell whether it still holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from digest.model import Article, Field, Language, Story, Summary, SummarySentence, Variant, Wording
from digest.text import sentences

BY_HAND = "by hand"
_NOWHERE = SummarySentence(text="", paragraph=0, start=0, end=0)
_OWN: Mapping[Language, Variant] = {Language.EN: Variant.EN, Language.ZH_HANS: Variant.ZH_HANS}


def own_variant(article: Article) -> Variant | None:
    """The variant the article itself is written in; None for a language that is no variant, or an undeclared region."""
    return article.variant or _OWN.get(article.language)


def stands_for(article: Article, field: Field, own: Wording | None) -> str:
    """The hash of the text that a wording of `field` is written for.

    That is the article's, or the `own` wording of the field where a person gave it one in the article's own variant.
    """
    made_from = {
        Field.HEADLINE: article.title,
        Field.SUMMARY: article.content_hash,
        Field.TEASER: article.content_hash,
        Field.SPEAKER: article.speaker,
        Field.SPEAKER_POST: article.speaker_post,
        Field.PICTURE_ALT: article.picture.alt if article.picture else "",
    }
    return sha256((own.text if own else made_from[field]).encode("utf-8", "surrogatepass")).hexdigest()


def base(article: Article, variant: Variant, field: Field, given: Sequence[Wording]) -> Wording | None:
    """What a person wrote for the field in the article's own variant, which a wording for another is written for."""
    own = own_variant(article)
    here = (each for each in given if each.article == article.id and each.field is field)
    return next((each for each in here if each.variant is own is not variant), None)


def is_stale(article: Article, wording: Wording, given: Sequence[Wording]) -> bool:
    """Whether the text that the wording was written for has changed since."""
    written_for = base(article, wording.variant, wording.field, given)
    return wording.stands_for != stands_for(article, wording.field, written_for)


def apply(story: Story, variant: Variant, given: Sequence[Wording]) -> Story:
    """`story` with the wordings that `given` has for it in `variant`; `by_hand` and `stale` then name the fields."""
    for wording in given:
        if wording.article != story.article.id or wording.variant is not variant:
            continue
        story = _with(story, wording.field, wording.text)
        stale = (wording.field,) if is_stale(story.article, wording, given) else ()
        story = replace(
            story,
            by_hand=(*story.by_hand, wording.field),
            stale=(*story.stale, *stale),
            conversions=tuple(each for each in story.conversions if each[0] != wording.field),
        )
    if {Field.HEADLINE, Field.SUMMARY} <= set(story.by_hand):
        return replace(story, lang=variant.value)  # somebody has translated it: it is no foreign text any more
    return story


def _with(story: Story, field: Field, text: str) -> Story:
    match field:
        case Field.HEADLINE:
            return replace(story, headline=text)
        case Field.SUMMARY:
            return replace(story, summary=_summary(story.summary, text))
        case Field.TEASER:
            return replace(story, summary=_teaser(story.summary, text))
        case Field.SPEAKER:
            return replace(story, speaker=text)
        case Field.SPEAKER_POST:
            return replace(story, speaker_post=text)
        case Field.PICTURE_ALT:
            return replace(story, picture_alt=text)


def _teaser(made: Summary, text: str) -> Summary:
    """The summary with a person's sentence for lists."""
    place = made.teaser or (made.sentences[0] if made.sentences else _NOWHERE)
    return replace(made, teaser=replace(place, text=text, rules=(BY_HAND,)))


def _summary(made: Summary, text: str) -> Summary:
    """The summary in a person's words: each sentence keeps the place of the one it replaces where they pair up."""
    written = [text[span.start : span.end] for span in sentences.spans(text)]
    if len(written) == len(made.sentences):
        pairs = zip(made.sentences, written, strict=True)
        new = tuple(replace(old, text=words, rules=(*old.rules, BY_HAND)) for old, words in pairs)
        instead = dict(zip(map(_place, made.sentences), new, strict=True))
        teaser = instead.get(_place(made.teaser), made.teaser) if made.teaser else None
        short = tuple(instead.get(_place(each), each) for each in made.short)
    else:
        place = made.sentences[0] if made.sentences else _NOWHERE
        new = (replace(place, text=text, rules=(BY_HAND,)),)
        # Nobody knows which of the old sentences the person would still say.
        teaser = replace(place, text=written[0] if written else text, rules=(BY_HAND,))
        short = ()
    return replace(made, sentences=new, method=BY_HAND, teaser=teaser, short=short, notes=())


def _place(sentence: SummarySentence) -> tuple[int, int, int]:
    return sentence.paragraph, sentence.start, sentence.end
