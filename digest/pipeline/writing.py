"""Who writes the summaries: a summarizer of the registry, or a model behind guards. Part of digest.pipeline.

Nothing that a model or its service does stops a build: what cannot be asked is answered by the extractive summarizer,
with a note that says why.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from digest import summarizers
from digest.model import ModelService, Newsletter
from digest.pipeline.desk import Desk
from digest.summarizers import Summarizer

if TYPE_CHECKING:
    from digest.summarizers.llm import Chat, ChatAnswer, ChatRequest


def summarizer(desk: Desk, newsletter: Newsletter, *, may_ask: bool) -> Summarizer:
    """What summarizes the articles of one build. Where it may not ask, answers that were kept are used all the same."""
    service = desk.settings.model
    if newsletter.summarizer != summarizers.MODEL or service is None:
        return summarizers.SUMMARIZERS[newsletter.summarizer]
    from digest.summarizers import extractive, llm  # with the guards' patterns, which only a model needs

    def render(name: str, variables: Mapping[str, object]) -> str:
        return desk.templates.render(name, channel="summary", **variables)

    writer = llm.Writer(
        chat=_chat(service) if may_ask else _silent("Nobody is asked in a dry run."),
        name=service.name,
        render=render,
        cache=desk.store.answers,
        allowance=llm.Allowance(calls=service.calls, tokens=service.tokens),
        fallback=extractive.summarize,
    )
    return partial(llm.summarize, writer=writer)


def described(desk: Desk, newsletter: Newsletter) -> dict[str, str]:
    """What the record of an issue says of who wrote its summaries."""
    asked = desk.settings.model if newsletter.summarizer == summarizers.MODEL else None
    return {"summarizer": newsletter.summarizer} | ({"model": asked.name} if asked else {})


def _chat(service: ModelService) -> "Chat":
    """A function that asks the service; one that only says what is wrong where it could never be asked."""
    from digest import chat

    if reasons := chat.faults(service.address):
        return _silent(reasons[0])
    endpoint = chat.Endpoint(
        address=service.address,
        key=chat.key(),
        connect_s=service.connect_s,
        read_s=service.read_s,
        total_s=service.total_s,
        tries=service.tries,
    )
    return chat.connect(endpoint)


def _silent(reason: str) -> "Chat":
    from digest.summarizers.llm import ChatError

    def ask(request: "ChatRequest") -> "ChatAnswer":
        raise ChatError(reason, lasting=True)

    return ask
