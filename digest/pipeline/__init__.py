"""Articles in, an outbox of drafts out. Floor 4: reads values, calls one step after the other, writes results.

    fetch.read(source)                        -> documents
    | sources.parse(source, document)         -> Parsed(articles, problems)
    | store.articles.add                         idempotent
    ---------------------------------------------------------------- ingest
    | windows.window(newsletter, due)         -> Window [start, end)
    | store.articles.candidates(window)       -> candidates
    | selection.select(candidates, rule)      -> Selection
    | summarizers.summarize(article, budget)  -> Summary
    | Issue(newsletter, window, stories)
    | chinese.convert(issue, variant)         -> Issue, once per audience
    | render.email / render.social            -> Rendered, once per audience and channel
    | outbox.put                              -> Draft(revision, sha256)
    ---------------------------------------------------------------- build

It decides nothing itself: which articles (selection), which words (summarizers), which form (render).
"""

from digest.pipeline.building import Built, ask_ahead, build, choose, compose, discard, due_window, explain
from digest.pipeline.desk import OUTBOX, Desk
from digest.pipeline.ingesting import Ingested, ingest
from digest.pipeline.reopening import reopen

__all__ = [
    "OUTBOX",
    "Built",
    "Desk",
    "Ingested",
    "ask_ahead",
    "build",
    "choose",
    "compose",
    "discard",
    "due_window",
    "explain",
    "ingest",
    "reopen",
]
