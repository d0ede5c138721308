"""The review page: forms and pages over the verbs of the product. Floor 5.

    request -> guards (host, origin, size, headers) -> routes (which page, which right) -> one verb -> a page

Every page works without JavaScript. A page asks a verb and shows what it gave: no rule of the newsroom is written here.
Nothing changes on GET, and no page is shown, nor anything done, before `routes` has found the right for it.
"""

from digest.web.serving import Door, serve
from digest.web.site import Site, application, open_site

__all__ = ["Door", "Site", "application", "open_site", "serve"]
