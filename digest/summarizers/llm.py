"""A summary written by a language model, when it passes the guards; otherwise the extractive one. Floor 2: pure.

Asks through the function it is given, at most twice per article, and keeps every answer in the mapping it is given, so
that the next build says the same. The article travels as JSON, as material and never as instructions. What the model
wrote is never repaired: it passes `guards` and the rules as it is, or it is refused and the reasons are recorded. Knows
no network, no key and no clock: see `digest.chat`.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Protocol

from digest.errors import DigestError
from digest.model import Article, Budget, Language, Summary, SummarySentence, said
from digest.summarizers import guards, rules
from digest.summarizers.guards import Proposal, Proposed, Source, SourceSentence
from digest.text import typography

TRIES = 2  # the second with the reasons why the first was refused
MOST_SHOWN = 24_000  # characters of the article; what is beyond is not read, and a note says so
LARGEST_ANSWER = 20_000  # characters
_MOST_SENTENCES = 12
_FAILURES_IN_A_ROW = 3  # after so many the endpoint is left alone for the rest of the run
_REASONS_NOTED = 3
_TEMPLATES = {
    Language.EN: ("summary/prompt.en.txt.j2", "English"),
    Language.ZH_HANS: ("summary/prompt.zh.txt.j2", "简体中文"),
    Language.ZH_HANT: ("summary/prompt.zh.txt.j2", "繁體中文"),
}
_FENCE = re.compile(r"\A\s*```(?:json|JSON)?[ \t]*\n(.*)\n[ \t]*```\s*\Z", re.DOTALL)
_NOT_JSON = "The answer is not the JSON object that was asked for"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    role: str  # "system" or "user"
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What a model is asked; it is always asked for its likeliest answer (temperature 0)."""

    model: str
    messages: tuple[ChatMessage, ...]
    most_tokens: int  # of the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatAnswer:
    """What came back: `finish` is the endpoint's own word, "stop" when the model came to its end."""

    text: str
    finish: str
    tokens: int  # spent on question and answer


Chat = Callable[[ChatRequest], ChatAnswer]
Render = Callable[[str, Mapping[str, object]], str]  # a template's name and its variables -> its text


class Answers(Protocol):
    """Answers by what `kept` gives, as JSON; KeyError for one that is not there."""

    def __getitem__(self, key: str, /) -> str: ...

    def __setitem__(self, key: str, answer: str, /) -> None: ...


class ChatError(DigestError):
    """The endpoint gave no answer. `lasting` when it would be the same for every article of this run."""

    def __init__(self, what: str, *, lasting: bool, next: str = "") -> None:
        super().__init__(what, kept="Extractive summaries are used instead.", next=next)
        self.lasting = lasting


class Allowance:
    """What one run may still ask for. Answers that were kept from earlier builds cost nothing."""

    def __init__(self, *, calls: int = 200, tokens: int = 1_000_000) -> None:
        self.calls = calls
        self.tokens = tokens
        self.closed = ""  # why nothing more is asked
        self._failures = 0

    def refusal(self) -> str:
        """Why the model may not be asked now; empty when it may."""
        if self.closed:
            return self.closed
        if self.calls <= 0:
            return "the calls allowed for this run are used up"
        return "the tokens allowed for this run are used up" if self.tokens <= 0 else ""

    def ask(self, chat: Chat, request: ChatRequest) -> ChatAnswer:
        """The answer, counted; ChatError when there is none or nothing more may be asked."""
        refusal = self.refusal()
        if refusal:
            raise ChatError(f"The model was not asked: {refusal}.", lasting=True)
        self.calls -= 1
        try:
            answer = chat(request)
        except ChatError as e:
            self._failures += 1
            if e.lasting or self._failures >= _FAILURES_IN_A_ROW:
                self.closed = f"it failed before ({e.what.rstrip('.')})"
            raise
        self._failures = 0
        self.tokens -= max(0, answer.tokens)
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A model and all that is needed to ask it: one per run."""

    chat: Chat
    name: str  # the model's, as the endpoint knows it
    render: Render
    cache: Answers
    allowance: Allowance
    fallback: Callable[[Article, Budget], Summary]


def summarize(article: Article, budget: Budget, writer: Writer) -> Summary:
    """The model's summary if it passes every guard and rule, else the fallback's, with a note that says why.

    Teaser, short form, quotation and figures are the fallback's in both cases: those are the article's own words.
    """
    instead = writer.fallback(article, budget)
    shown = _shown(guards.numbered(article))
    if article.language not in _TEMPLATES:
        return _noted(instead, said("The model was not asked: it writes English and Chinese only."))
    if not shown:
        return _noted(instead, said("The model was not asked: the article has no text of its own."))
    reasons: tuple[str, ...] = ()
    for _ in range(TRIES):
        try:
            answer = _answer(_request(article, budget, writer, shown, reasons), article, writer)
        except ChatError as e:
            return _noted(instead, said("No summary by the model {name}. {why}", name=writer.name, why=e.what))
        made, reasons = _judged(article, answer, budget, instead)
        if not reasons:
            return _noted(replace(made, method=f"model {writer.name}"), *_unread(article, shown))
    why = typography.printable(" ".join(reasons[:_REASONS_NOTED]))[:600]
    return _noted(instead, said("The summary by the model {name} was refused. {why}", name=writer.name, why=why))


def kept(article: Article, request: ChatRequest) -> str:
    """The key under which the answer to `request` is kept: the article's hash, the model, and a hash of all of it."""
    asked = json.dumps(asdict(request), sort_keys=True)
    return f"{article.content_hash}:{request.model}:{sha256(asked.encode()).hexdigest()}"


def parse(text: str) -> tuple[Proposed, ...]:
    """The sentences of an answer, two in one text taken apart; ValueError, with a sentence for the model, if it is not
    exactly {"sentences": [{"text": ..., "sources": [...]}, ...]}, which a code fence may enclose.
    """
    if len(text) > LARGEST_ANSWER:
        raise ValueError(f"The answer is longer than {LARGEST_ANSWER} characters.")
    fenced = _FENCE.match(text)
    try:
        found = json.loads(fenced[1] if fenced else text)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"{_NOT_JSON}.") from e
    sentences = found.get("sentences") if isinstance(found, dict) and len(found) == 1 else None
    if not isinstance(sentences, list):
        raise ValueError(f'{_NOT_JSON}: it has to hold "sentences" and nothing else.')
    if len(sentences) > _MOST_SENTENCES:
        raise ValueError(f"The answer has more than {_MOST_SENTENCES} sentences.")
    return tuple(sentence for each in sentences for sentence in _proposed(each))


def _proposed(found: object) -> tuple[Proposed, ...]:
    if not isinstance(found, dict) or found.keys() != {"text", "sources"}:
        raise ValueError(f'{_NOT_JSON}: each sentence has to hold "text" and "sources".')
    text, sources = found["text"], found["sources"]
    if not isinstance(text, str) or not isinstance(sources, list) or not sources:
        raise ValueError(f'{_NOT_JSON}: "text" has to be text and "sources" a list of numbers.')
    if not all(type(number) is int for number in sources):
        raise ValueError(f'{_NOT_JSON}: "sources" has to be a list of whole numbers.')
    bare = text.strip()
    parts = tuple(bare[start:end] for start, end in guards.units(bare)) or (bare,)
    return tuple(Proposed(text=part, sources=tuple(sources)) for part in parts)


def _shown(found: tuple[SourceSentence, ...]) -> tuple[SourceSentence, ...]:
    used = 0
    shown: list[SourceSentence] = []
    for sentence in found:
        used += len(sentence.text)
        if used > MOST_SHOWN:
            break
        shown.append(sentence)
    return tuple(shown)


def _unread(article: Article, shown: tuple[SourceSentence, ...]) -> tuple[str, ...]:
    whole = len(guards.numbered(article))
    read = said("The model read the first {n} of {all} sentences.", n=len(shown), all=whole)
    return (read,) if len(shown) < whole else ()


def _request(
    article: Article, budget: Budget, writer: Writer, shown: tuple[SourceSentence, ...], refused: tuple[str, ...]
) -> ChatRequest:
    template, script = _TEMPLATES[article.language]
    limit = budget.words if article.language is Language.EN else budget.characters
    material: dict[str, object] = {
        "title": article.title,
        "kind": article.kind.value,
        "sentences": [{"n": sentence.number, "text": sentence.text} for sentence in shown],
    }
    if refused:
        material["refused"] = list(refused)
    messages = (
        ChatMessage(role="system", content=writer.render(template, {"limit": limit, "script": script})),
        ChatMessage(role="user", content=json.dumps(material, ensure_ascii=False)),
    )
    return ChatRequest(model=writer.name, messages=messages, most_tokens=400 + 3 * limit)


def _answer(request: ChatRequest, article: Article, writer: Writer) -> ChatAnswer:
    """The kept answer to this very request, or a new one, which is then kept."""
    key = kept(article, request)
    try:
        found = json.loads(writer.cache[key])
        return ChatAnswer(text=str(found["text"]), finish=str(found["finish"]), tokens=0)
    except (KeyError, TypeError, ValueError):
        pass  # never asked, or kept by something that wrote it differently
    answer = writer.allowance.ask(writer.chat, request)
    writer.cache[key] = json.dumps({"text": answer.text, "finish": answer.finish})
    return answer


def _judged(article: Article, answer: ChatAnswer, budget: Budget, instead: Summary) -> tuple[Summary, tuple[str, ...]]:
    """The summary that the answer would make, and why it may not be used; no reasons when it may."""
    if reasons := guards.unfinished(answer.finish):
        return instead, reasons
    try:
        proposal = Proposal(sentences=parse(answer.text), finish=answer.finish)
    except ValueError as e:
        return instead, (str(e),)
    if reasons := guards.refusals(article, proposal, budget):
        return instead, reasons
    source = guards.read(article)
    made = replace(instead, sentences=tuple(_placed(source, each) for each in proposal.sentences), notes=())
    written = replace(made, teaser=None, short=(), quotation=None)  # the others have been judged where they were made
    broken = rules.broken(article, written, budget)
    return made, tuple(f"{fault[:1].upper()}{fault[1:]}." for fault in broken)


def _placed(source: Source, sentence: Proposed) -> SummarySentence:
    """The sentence with the place it rests on: its very words where the article has them."""
    nearest = source.best(sentence.text, count=1)[0]
    place = source.article.paragraphs[nearest.paragraph].text.find(sentence.text, nearest.start, nearest.end)
    if place >= 0:
        return SummarySentence(
            text=sentence.text, paragraph=nearest.paragraph, start=place, end=place + len(sentence.text)
        )
    return SummarySentence(
        text=sentence.text,
        paragraph=nearest.paragraph,
        start=nearest.start,
        end=nearest.end,
        rules=(rules.REWRITTEN,),
    )


def _noted(summary: Summary, *notes: str) -> Summary:
    return replace(summary, notes=(*summary.notes, *notes))
