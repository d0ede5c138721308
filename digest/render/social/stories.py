"""Stories as posts show them: clean text, an address that links whole, a word for what they are. Floor 2, pure.

Does not fit anything into a limit and cuts nothing; text comes from headlines and summaries alone.
"""

from dataclasses import dataclass

import regex

from digest import platforms
from digest.model import Issue, Kind, Story, Titles, Variant, said
from digest.platforms.tags import readable_in
from digest.render.social import telling
from digest.render.social.clean import plain, set_right, shown, undated, unmarked
from digest.render.words import Words, msgid


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One story, ready for a template. `url` is "" where there is none, or none that a platform would link."""

    place: int  # in the issue, from 1: names its files and its card
    article: str  # its id
    headline: str  # after a word such as "Video", or the speaker, where a reader should know before the click
    title: str  # the headline alone, for places that say the kind already
    sentences: tuple[str, ...]
    spaced: bool  # whether a space goes between two sentences
    url: str
    tags: tuple[str, ...]  # without marks, readable in the language of the issue
    kind: Kind
    speaker: str
    speaker_post: str
    pictured: bool
    picture: str  # its address, "" for none
    alt: str
    passages: tuple[telling.Passage, ...]
    sayings: tuple[telling.Saying, ...]
    linked: bool  # whether it has an address at all, even where none is written
    story: Story  # what it was made from

    @property
    def talks(self) -> bool:
        """Whether it is somebody's own words, who then has to be named."""
        return self.kind in telling.TALKS and bool(self.speaker)

    def text(self, most: int | None = None) -> str:
        """The first `most` sentences of the summary, all of them by default."""
        return (" " if self.spaced else "").join(self.sentences[:most])


def pieces(issue: Issue, variant: Variant, words: Words) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The stories that posts of `variant` show, and what people should know about the choice."""
    every = list(enumerate(issue.stories, start=1))
    own = [(place, story) for place, story in every if not _foreign(story, variant)]
    chosen = own or every
    warnings: list[str] = []
    if left_out := len(every) - len(chosen):
        titles = Titles(shown(plain(story.headline)) for _, story in every if _foreign(story, variant))
        warnings.append(
            said("Left out because they are in another language ({n}): {titles}", n=left_out, titles=titles)
        )
    if every and not own:
        warnings.append(said("Every story is in another language than the post"))
    every_piece = tuple(_piece(place, story, variant, words) for place, story in chosen)
    made = tuple(piece for piece in every_piece if piece.headline or piece.passages)
    if len(made) < len(every_piece):
        left_out = len(every_piece) - len(made)
        warnings.append(said("Left out because nothing in them can be shown ({n})", n=left_out))
    return made, tuple(warnings)


def _foreign(story: Story, variant: Variant) -> bool:
    language = story.lang.partition("-")[0].lower()
    return language not in ("", "und", "mul", "mixed", variant.value.partition("-")[0])


def _piece(place: int, story: Story, variant: Variant, words: Words) -> Piece:
    headline = set_right(unmarked(plain(story.headline)), variant)
    sentences = tuple(undated(set_right(plain(sentence.text), variant)) for sentence in story.summary.sentences)
    bare = headline.rstrip(".。")
    picture, url = story.article.picture, platforms.web_address(story.article.url or story.article.video_url)
    return Piece(
        place=place,
        article=story.article.id,
        headline=_labelled(headline, story, words),
        title=headline,
        sentences=tuple(sentence for sentence in sentences if sentence and sentence.rstrip(".。") != bare),
        spaced=story.summary.spaced,
        url=url,
        tags=_tags(story, chinese=variant is not Variant.EN),
        kind=story.article.kind,
        speaker=plain(story.speaker),
        speaker_post=plain(story.speaker_post),
        pictured=picture is not None,
        picture=platforms.web_address(picture.url) if picture else "",
        alt=plain(story.picture_alt),
        passages=telling.passages(story, variant),
        sayings=telling.sayings(story, variant),
        linked=bool(url),
        story=story,
    )


_LABELS = {
    Kind.VIDEO: msgid("Video"),
    Kind.PHOTO: msgid("Photo"),
    Kind.OP_ED: msgid("Opinion"),
    Kind.SPEECH: msgid("Speech"),
}


def _labelled(headline: str, story: Story, words: Words) -> str:
    """`headline` after who speaks, or what it is, where the headline does not tell and it matters before a click."""
    kind, speaker = story.article.kind, plain(story.speaker)
    if kind not in _LABELS or not headline:
        return headline
    if kind in telling.TALKS and speaker:
        told = speaker in headline or bool(_ATTRIBUTED.search(_KIND.sub("", headline)))
        return headline if told else words.text("{label}: {headline}", label=speaker, headline=headline)
    label = words.text(_LABELS[kind])
    told = label.casefold() in headline.casefold()
    return headline if told else words.text("{label}: {headline}", label=label, headline=headline)


_KIND = regex.compile(  # what a headline says it is: that names nobody
    r"^(?:(?:署名)?(?:评论|評論)?文章|署名(?:评论|評論)|评论|評論|[观觀][点點]|[专專][栏欄]|[讲講][话話]|致[辞辭詞]|演[说說讲講]|演[辞辭]"
    r"|(?i:op-?ed|opinion|comment(?:ary)?|viewpoint|speech|remarks|statement|address))\s?(?:：|: )"
)
_ATTRIBUTED = regex.compile(r"：|: |, \w+(?: \w+)? says\b")


def _tags(story: Story, *, chinese: bool) -> tuple[str, ...]:
    found = (platforms.tag_word(plain(tag)) for tag in story.tags)
    return tuple(dict.fromkeys(word for word in found if word and readable_in(word, chinese=chinese)))
