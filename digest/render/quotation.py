"""Which sentence of a speech may be set as a quotation. Floor 2: pure.

A quotation puts words into a named person's mouth, so doubt decides against it: the speaker is named, and the sentence
either stands in quotation marks in the article, or is the speaker's own first person in the text of the speech, word
for word.
"""

import re

from digest.model import Story, SummarySentence
from digest.render.tidy import line

_MARKS = re.compile('["“”„‟«»「」『』]')
_QUOTED = re.compile('“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|"([^"]+)"|«([^«»]+)»')
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me)\b|我")
_CONVERTED = "converted to "  # another script, the same words


def sentence(story: Story) -> str:
    """What the speaker says best, else the first sentence of the summary that is a quotation; without its marks.

    Empty when there is none.
    """
    if not story.speaker.strip():
        return ""
    best = story.summary.quotation
    if best and best.speaker == story.speaker:
        return line(best.text)
    for candidate in story.summary.sentences:
        if not _is_verbatim(candidate):
            continue
        text = line(candidate.text)
        quoted = _QUOTED.fullmatch(text)
        if quoted:
            return next(part for part in quoted.groups() if part)
        if not _MARKS.search(text) and _FIRST_PERSON.search(text):
            return text
    return ""


def is_own_words(candidate: SummarySentence) -> bool:
    """Whether a sentence of a talk is surely what the speaker said: word for word, in the first person, unmarked."""
    text = line(candidate.text)
    return _is_verbatim(candidate) and not _MARKS.search(text) and bool(_FIRST_PERSON.search(text))


def _is_verbatim(candidate: SummarySentence) -> bool:
    return all(rule.startswith(_CONVERTED) for rule in candidate.rules)
