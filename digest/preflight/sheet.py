"""What preflight looks at: the edition of one audience and its files. Part of digest.preflight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from functools import cached_property

from digest.model import Audience, Field, Issue, Rendered, Story, Variant
from digest.platforms import Platform
from digest.preflight import markup
from digest.preflight.findings import Place
from digest.render import Words

# What keeps an inbox from filling its line with the words that follow the preheader.
_PADDING = " \u00a0\u00ad\u034f\u2007\u200b\u200c\u200d\ufeff"

EMAIL = "email"
HTML, TEXT, MESSAGE = "email.html", "email.txt", "email.eml"


@dataclass(frozen=True, kw_only=True)  # no slots: a page is read once and kept
class Sheet:
    """One audience's edition and what lies in the outbox for it.

    `states` says of a file what has become of it since it was built: "ok", "changed" by hand, "missing"; a file that
    it does not name is as it was built. `revised` are the ids of articles that say something else since.
    """

    audience: Audience
    issue: Issue  # as the audience reads it
    files: tuple[Rendered, ...]
    platforms: Mapping[str, Platform]
    catalogues: Mapping[Variant, Words]
    states: Mapping[str, str] = field(default_factory=dict)
    revised: frozenset[str] = frozenset()

    @property
    def variant(self) -> Variant:
        return self.audience.variant

    @property
    def own(self) -> tuple[Story, ...]:
        """The stories in the audience's language."""
        language = self.variant.value.partition("-")[0]
        return tuple(story for story in self.issue.stories if story.lang.partition("-")[0].lower() == language)

    @cached_property
    def html(self) -> markup.Page | None:
        """The mail as a page."""
        return markup.read(self.text(HTML)) if self.has(HTML) else None

    @cached_property
    def inbox(self) -> "InboxLine | None":
        return inbox_line(self.content(MESSAGE), self.html) if self.has(MESSAGE) else None

    def has(self, file: str) -> bool:
        return any(each.filename == file for each in self.files)

    def content(self, file: str) -> bytes:
        return next(each.content for each in self.files if each.filename == file)

    def text(self, file: str) -> str:
        return self.content(file).decode(errors="replace")

    def place(self, file: str, offset: int | None = None) -> Place:
        """That place in a file."""
        channel = next((each.channel for each in self.files if each.filename == file), "")
        return Place(channel=channel, file=file, offset=offset)

    def posts(self) -> Iterator[tuple[Rendered, Platform, str]]:
        """The files to be pasted on a platform, with its row and their text; titles and digests not among them."""
        for file in self.files:
            if file.channel in self.platforms and file.filename.partition(".")[2] == "txt":
                yield file, self.platforms[file.channel], file.content.decode(errors="replace")

    def pages(self) -> Iterator[Rendered]:
        """The files that are put into the editor of a platform as they are shown, formats and all."""
        return (each for each in self.files if each.channel in self.platforms and each.filename.endswith(".html"))

    def fields(self) -> Iterator[tuple[Story, Field, str]]:
        """The texts of every story in the audience's language, as they stand in its edition."""
        for story in self.own:
            yield story, Field.HEADLINE, story.headline
            yield story, Field.SUMMARY, story.summary.text
            yield story, Field.SPEAKER, story.speaker
            yield story, Field.SPEAKER_POST, story.speaker_post
            if story.article.picture:
                yield story, Field.PICTURE_ALT, story.picture_alt


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """What an inbox shows of a mail before it is opened."""

    sender: str
    address: str
    subject: str
    preheader: str


def inbox_line(message: bytes, html: markup.Page | None) -> InboxLine:
    """The line of the message; its preheader is the first hidden text of the page's body."""
    headers = message_from_bytes(message)
    sender, address = parseaddr(_header(headers, "From"))
    hidden = (each.text for each in html.texts if each.hidden and _in_body(html, each)) if html else iter(())
    return InboxLine(
        sender=sender,
        address=address,
        subject=_header(headers, "Subject"),
        preheader=next(hidden, "").strip(_PADDING),
    )


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(make_header(decode_header(message.get(name, "")))).split())
    except (MessageError, LookupError, UnicodeError):
        return str(message.get(name, ""))  # an unknown charset: shown as it stands


def _in_body(page: markup.Page, text: markup.Text) -> bool:
    at = text.element
    while at >= 0:
        if page.elements[at].tag == "body":
            return True
        at = page.elements[at].parent
    return False


def at(story: Story, field: str, offset: int | None = None) -> Place:
    """That field of a story."""
    return Place(story=story.article.id, field=field, offset=offset)
