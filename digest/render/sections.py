"""How each kind of article stands in a mail: its section, its words, its layout. Floor 2: a table.

One more kind is one more row here, its words in the catalogues, and a partial only if it is laid out in a new way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.model import Kind
from digest.render.words import msgid


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The msgids and the layout of one kind; `layout` names a partial in templates/email/partials/."""

    heading: str
    label: str
    link: str
    count: tuple[str, str]  # singular and plural
    layout: str = "article"


# In the order in which sections follow each other.
SHOWN: Mapping[Kind, Shown] = {
    Kind.STORY: Shown(
        heading=msgid("Stories"),
        label=msgid("Story"),
        link=msgid("Read the story"),
        count=(msgid("{n} story"), msgid("{n} stories")),
    ),
    Kind.PRESS_RELEASE: Shown(
        heading=msgid("Press releases"),
        label=msgid("Press release"),
        link=msgid("Read the release"),
        count=(msgid("{n} press release"), msgid("{n} press releases")),
    ),
    Kind.SPEECH: Shown(
        heading=msgid("In their words"),
        label=msgid("Speech"),
        link=msgid("Read the speech"),
        count=(msgid("{n} speech"), msgid("{n} speeches")),
        layout="speech",
    ),
    Kind.OP_ED: Shown(
        heading=msgid("Opinion"),
        label=msgid("Opinion"),
        link=msgid("Read the article"),
        count=(msgid("{n} opinion piece"), msgid("{n} opinion pieces")),
    ),
    Kind.VIDEO: Shown(
        heading=msgid("Watch"),
        label=msgid("Video"),
        link=msgid("Watch the video"),
        count=(msgid("{n} video"), msgid("{n} videos")),
        layout="picture",
    ),
    Kind.PHOTO: Shown(
        heading=msgid("In pictures"),
        label=msgid("Photo"),
        link=msgid("See the picture"),
        count=(msgid("{n} photo"), msgid("{n} photos")),
        layout="picture",
    ),
    Kind.PUBLICATION: Shown(
        heading=msgid("Publications"),
        label=msgid("Publication"),
        link=msgid("See the publication"),
        count=(msgid("{n} publication"), msgid("{n} publications")),
    ),
    Kind.EVENT: Shown(
        heading=msgid("Events"),
        label=msgid("Event"),
        link=msgid("About the event"),
        count=(msgid("{n} event"), msgid("{n} events")),
    ),
    Kind.ANNOUNCEMENT: Shown(
        heading=msgid("Announcements"),
        label=msgid("Announcement"),
        link=msgid("Read the announcement"),
        count=(msgid("{n} announcement"), msgid("{n} announcements")),
        layout="brief",
    ),
    Kind.UNKNOWN: Shown(
        heading=msgid("In brief"),
        label="",
        link=msgid("Read more"),
        count=(msgid("{n} further item"), msgid("{n} further items")),
        layout="brief",
    ),
}

IN_BRIEF = SHOWN[Kind.UNKNOWN].heading

# Headings of the closing section, by the language of what stands in it.
ALSO_IN: Mapping[str, str] = {"zh": msgid("Also in Chinese"), "en": msgid("Also in English")}
ALSO_OTHER = msgid("In other languages")
