"""The pages for readers: sign up, confirm, choose, leave; and the issues that were sent. Floor 5, part of digest.web.

Nothing changes on GET: mail scanners fetch every link of a mail. Every page works without JavaScript, in the reader's
variant. A page never tells whether an address is known; who holds a link that we signed is taken for whom it names.
"""

from digest.web.public.house import House, house, open_house
from digest.web.public.routes import application

__all__ = ["House", "application", "house", "open_house"]
