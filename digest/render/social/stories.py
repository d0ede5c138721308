"""Stories as posts show them: clean text, an address that links whole, a word for what they are. Floor 2, pure.

Does not fit anything into a limit and cuts nothing; text comes from headlines and summaries alone.
"""

import unicodedata
from dataclasses import dataclass

import regex

from digest import platforms
from digest.model import Issue, Kind, Story, Variant
from digest.platforms.tags import readable_in
from digest.render.words import Words, msgid


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One story, ready for a template. `url` is "" where there is none, or none that a platform would link."""

    headline: str  # after a word such as "Video" where a reader should know before the click
    title: str  # the headline alone, for places that say the kind already
    sentences: tuple[str, ...]
    spaced: bool  # whether a space goes between two sentences
    url: str
    tags: tuple[str, ...]  # without marks, readable in the language of the issue
    kind: Kind
    speaker: str
    speaker_post: str
    pictured: bool
    story: Story  # what it was made from

    def text(self, most: int | None = None) -> str:
        """The first `most` sentences of the summary, all of them by default."""
        return (" " if self.spaced else "").join(self.sentences[:most])


def pieces(issue: Issue, variant: Variant, words: Words) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The stories that posts of `variant` show, and what people should know about the choice."""
    own = tuple(story for story in issue.stories if not _foreign(story, variant))
    chosen = own or issue.stories
    left_out = len(issue.stories) - len(chosen)
    warnings = []
    if left_out:
        titles = "; ".join(f"“{plain(story.headline)}”" for story in issue.stories if story not in own)
        warnings.append(f"Left out because they are in another language ({left_out}): {titles}")
    if not own and issue.stories:
        warnings.append("Every story is in another language than the post")
    every = tuple(_piece(story, variant, words) for story in chosen)
    made = tuple(piece for piece in every if piece.headline or piece.sentences)
    if len(made) < len(every):
        warnings.append(f"Left out because nothing in them can be shown ({len(every) - len(made)})")
    return made, tuple(warnings)


def self_linking(made: tuple[Piece, ...]) -> tuple[str, ...]:
    """A warning for each story whose text holds what a platform would turn into a link that nobody meant."""
    found = (
        (piece.headline, " ".join(sorted(set(_SELF_LINKING.findall(f"{piece.headline} {piece.text()}")))))
        for piece in made
    )
    return tuple(
        f"“{headline}” contains what platforms link by themselves: {marks}" for headline, marks in found if marks
    )


_SELF_LINKING = regex.compile(r"(?<![\w.+-])[@＠]\w++|(?<!\w)[#＃]\w++#?|https?://[^\s]++|www\.[^\s]++")


def _foreign(story: Story, variant: Variant) -> bool:
    language = story.lang.partition("-")[0].lower()
    return language not in ("", "und", "mul", "mixed", variant.value.partition("-")[0])


def _piece(story: Story, variant: Variant, words: Words) -> Piece:
    headline = plain(story.headline)
    sentences = tuple(plain(sentence.text) for sentence in story.summary.sentences)
    bare = headline.rstrip(".。")
    return Piece(
        headline=_labelled(headline, story.article.kind, words),
        title=headline,
        sentences=tuple(sentence for sentence in sentences if sentence and sentence.rstrip(".。") != bare),
        spaced=story.summary.spaced,
        url=platforms.web_address(story.article.url or story.article.video_url),
        tags=_tags(story, chinese=variant is not Variant.EN),
        kind=story.article.kind,
        speaker=plain(story.speaker),
        speaker_post=plain(story.speaker_post),
        pictured=story.article.picture is not None,
        story=story,
    )


def _labelled(headline: str, kind: Kind, words: Words) -> str:
    """`headline` after what it is, where that is not told by the headline and matters before a click."""
    labels = {Kind.VIDEO: msgid("Video"), Kind.PHOTO: msgid("Photo"), Kind.OP_ED: msgid("Opinion")}
    if kind not in labels or not headline:
        return headline
    label = words.text(labels[kind])
    told = label.casefold() in headline.casefold()
    return headline if told else words.text("{label}: {headline}", label=label, headline=headline)


def _tags(story: Story, *, chinese: bool) -> tuple[str, ...]:
    found = (platforms.tag_word(plain(tag)) for tag in story.tags)
    return tuple(dict.fromkeys(word for word in found if word and readable_in(word, chinese=chinese)))


def plain(text: str) -> str:
    """`text` as one line of NFC that shows what it holds: no controls, no bidi marks, no invisible letters.

    A joiner stays inside an emoji, tag letters stay behind the flag they belong to.
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", " ".join(text.split())))


_INVISIBLE = regex.compile(
    r"(?<!\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)\u200d|\u200d(?!\p{Extended_Pictographic})"
    r"|(?<!\U0001f3f4[\U000e0020-\U000e007e]*)[\U000e0000-\U000e007f]"
    r"|[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]|[\p{Cf}--[\u200d\U000e0000-\U000e007f]]",
    regex.VERSION1,
)
