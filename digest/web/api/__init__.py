"""The same for programs: JSON, with a key in the header Authorization. Part of digest.web.

Every operation is a row of `OPERATIONS`; the OpenAPI document is made from the rows. The verbs and rules are those of
the pages. A key opens nothing but these addresses, and a session opens none of them.
"""

from digest.web.api.openapi import document
from digest.web.api.operations import OPERATIONS, Operation

__all__ = ["OPERATIONS", "Operation", "document"]
