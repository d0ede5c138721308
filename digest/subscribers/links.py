"""What in a mail stands for its reader alone: links to leave and to choose, and where it comes back to.

Part of digest.subscribers. Made once for an issue and an audience, then asked for every reader: a few hashes each.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.model import PublicPages, Variant
from digest.render import links
from digest.subscribers import tokens
from digest.subscribers.tokens import Claim, Keys, Purpose
from digest.text.mailboxes import Mailbox, mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """The links of an issue as one audience gets it, for one reader after the other."""

    public: PublicPages
    keys: Keys
    issue: str
    variant: Variant

    @property
    def newsletter(self) -> str:
        return self.issue.partition("/")[0]

    def shared(self) -> Mapping[str, str]:
        """By place in the mail, what is the same for everybody: the issue on the pages for readers."""
        here = f"{self.public.address}/archive/{self.issue}"
        return {links.BROWSER: f"{here}/{self.variant}"} | {
            links.browser_in(each): f"{here}/{each}" for each in Variant
        }

    def own(self, key: str) -> Mapping[str, str]:
        """By place in the mail, the links that only this reader has."""
        leave = Claim(purpose=Purpose.UNSUBSCRIBE, person=key, newsletter=self.newsletter)
        choose = Claim(purpose=Purpose.PREFERENCES, person=key)
        return {
            links.UNSUBSCRIBE: f"{self.public.address}/unsubscribe/{tokens.sign(leave, self.keys)}",
            links.PREFERENCES: f"{self.public.address}/preferences/{tokens.sign(choose, self.keys)}",
        }

    def sender(self, key: str) -> str:
        """The envelope's sender, by which a bounce is known again; "" where nothing reads that mailbox."""
        return tokens.return_path(self.public.returns, key, self.keys) if self.public.returns else ""

    def leave_by_mail(self, key: str) -> Mailbox | None:
        """The address to which a mail program may write instead; None where nothing reads that mailbox."""
        if not self.public.returns:
            return None
        return mailbox(tokens.leaving_path(self.public.returns, key, self.newsletter, self.keys))
