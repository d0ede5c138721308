"""All drafts of an issue on one page, for looking at them side by side. Floor 2: pure; gives the bytes of the page.

The page works from a file, without a server: it fetches nothing but the pictures of the mails, and its one script,
which copies, is named in its policy by its hash. Mails and articles stand in frames in which no script runs; every
other text from outside is escaped. It is no draft: nobody approves or sends it.
"""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from markupsafe import Markup

from digest.gallery.script import SCRIPT
from digest.gallery.views import Edition, edition
from digest.model import Issue, Newsroom, Variant
from digest.preflight import Finding, Sheet
from digest.render import Templates, window_words

__all__ = ["Edition", "edition", "page"]

TEMPLATE = "preview/index.html.j2"
LANGUAGES = {
    Variant.EN: "English",
    Variant.ZH_HANS: "简体中文",
    Variant.ZH_HANT_TW: "繁體中文（台灣）",
    Variant.ZH_HANT_HK: "繁體中文（香港）",
}


def page(
    issue: Issue, checked: Sequence[tuple[Sheet, Sequence[Finding]]], templates: Templates, newsroom: Newsroom
) -> bytes:
    """The page with the drafts of every audience in `checked`, each with what preflight found.

    The share cards are shown from the files beside it.
    """
    editions = [edition(sheet, findings, newsroom) for sheet, findings in checked]
    text = templates.render(
        TEMPLATE,
        channel="preview",
        title=issue.newsletter.title[Variant.EN],
        number=f"No. {issue.number}" if issue.number is not None else "",
        period=window_words(issue.window, Variant.EN),
        issue=issue.id,
        editions=editions,
        languages=LANGUAGES,
        blockers=sum(each.blockers for each in editions),
        warnings=sum(each.warnings for each in editions),
        script=Markup(SCRIPT),  # ours, and the policy lets nothing else run
        script_hash=b64encode(sha256(SCRIPT.encode()).digest()).decode(),
    )
    return text.encode(errors="replace")
