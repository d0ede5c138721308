"""What each paragraph does in its article: text, heading, pull quote, biography, boilerplate, caption, tags. Floor 2.

Only paragraphs that are text may enter a summary, so a mistake here costs a sentence in a digest, never a
sentence of the article: nothing is removed. Every rule needs more than one sign before it speaks. Biographies
are told in English and Chinese, the languages the newsroom writes in.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.model import Role
from digest.sources.cleaning import counted, weight
from digest.sources.record import Block
from digest.text import sentences, typography

_NAME = r"[A-ZÀ-ÞŠŽ][\w'’-]*"
_TITLE = r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?|Professor|Ambassador)"
# "Jane Doe Jane M. Doe is ...": what is left of a name as a heading above a life.
_DOUBLED_NAME = re.compile(
    rf"({_NAME})(?: {_NAME}\.?){{0,2}} ({_NAME})[\s:,–—-]+(?:{_TITLE} )?\1(?: {_NAME}\.?){{0,2}} \2\b"
)
_NAME_ALONE = re.compile(rf"(?:{_TITLE} )?{_NAME}(?: {_NAME}\.?){{1,3}}")
_LIFE_BEGINS = re.compile(
    rf"(?:{_TITLE} )?{_NAME}(?: {_NAME}\.?){{0,2}} ({_NAME}) (?:is|was) (?:an?|the|one|currently|{_NAME})\b"
)
_LIFE_VERBS = (
    r"(?: also| currently| previously| later| twice)?"
    r" (?:is|was|serves|served|holds|held|received|spent|joined|graduated|earned|worked|studied|teaches|taught|"
    r"obtained|took office|has (?:been|served|authored|received|written|held|worked|published|taught|\d+|more than))\b"
)
_LIVES_HEADED = re.compile(
    r"(?:作者|嘉宾|人物|主讲人|讲者|个人|作者|嘉賓|主講人|講者|個人)(?:简介|介绍|簡介|介紹)|About the authors?", re.I
)
_HASHTAG = r"[#＃](?!\d+(?:\s|$))[^\s#＃]+[#＃]?"
_HASHTAGS = re.compile(rf"(?:^|(?<=[\s.!?。！？…”\"]))(?:{_HASHTAG}\s*)+$")
_ABOUT_DOUBLED = re.compile(
    r"(?:^|(?<=[。！？”]))(?:关于|關於)\s*([^。！？]{3,40}?)\s*[:：]?\s*\1"
    r"|^About (?:the )?(.{2,60}?)[:\s]+(?:The )?\2\b"
)
_ABOUT_HEADING = re.compile(
    r"(?:关于|關於)(?:我们|我們|联合国|聯合國|.{2,40}(?:署|会|會|组|組|组织|組織|机构|機構|基金|系统|系統|办公室|中心))[:：]?"
    r"|About (?:us|UN\w*|the (?:United Nations|UN)\b.{0,60}|[A-Z].{1,60})"
    r"|(?:Media|Press) (?:contacts?|inquiries|enquiries)\W*|媒体(?:联系|联络|垂询).{0,10}|媒體(?:聯絡|查詢).{0,10}"
)
_CALLS = re.compile(
    r"\bclick (?:here|(?:on )?(?:this|the)(?: following)? (?:link|image|picture|button|video|title))"
    r"|\bfor users in mainland china\b|^(?:follow|like|find) us on\b|^subscribe to (?:our|the)\b"
    r"|^sign up (?:for|to) (?:our|the)\b"
    r"|^(?:read|watch|view|download|listen to)\b.{0,80}\bhere\W*$"
    r"|(?:点击|點擊|按)(?:这里|此处|此链接|链接|以下链接|下方|图片|阅读原文|查看|观看|下载|這裏|這裡|此處|連結|觀看|下載)"
    r"|(?:扫描|扫码|长按|識別|识别|掃描).{0,8}二[维維][码碼]|关注.{0,12}公众号|^(?:阅读原文|閱讀原文)$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:tel|phone|telephone|e-?mail|contact|for (?:more|further) information,? (?:please )?contact"
    r"|电话|邮箱|电邮|联系人|联系方式|電話|電郵|聯絡人)\s*[:：]|^[^。.!?]{0,80}\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\W*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:图片说明|图说|图片来源|图源|图片|摄影|圖片說明|圖片來源|圖說|圖片|攝影|相片)\s*[:：/]"
    r"|(?:Photo|Photos|Photo credit|Photograph|Caption|Image|Picture)\s*(?::|©|by\b)|©",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…:：;；,，、][\"'”’」』）)》]*$")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMBER = re.compile(r"\d+")
_MOST_OF_A_TAIL = 0.6  # an article is not mostly biography or boilerplate: then the sign meant something else
_LONGEST_CALL = 250  # characters
_LONGEST_PULL_QUOTE = 400  # characters
_LONGEST_TAGS = 500  # characters of hashtags at the end of a paragraph
_LONGEST_LIFE = 50  # sentences
_LONGEST_LOOKED_THROUGH = 200_000  # characters of a text in which lives and pull quotes are looked for
_MOST_PARAGRAPHS = 400  # beyond, pull quotes are not looked for: comparing all with all would be slow


def assign(blocks: Sequence[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks with their roles, some cut in two where the role changes, and notes in words."""
    current = list(blocks)
    for step in _STEPS:
        current = step(current)
    return current, tuple(note for note in (_note(blocks, current, role) for role in _WORDS) if note)


_WORDS = {
    Role.BIOGRAPHY: ("paragraph of biography marked", "paragraphs of biography marked"),
    Role.BOILERPLATE: ("paragraph of boilerplate marked", "paragraphs of boilerplate marked"),
    Role.QUOTE: ("pull quote marked", "pull quotes marked"),
    Role.HASHTAGS: ("line of hashtags marked", "lines of hashtags marked"),
    Role.CAPTION: ("caption marked", "captions marked"),
}


def _note(before: Sequence[Block], after: Sequence[Block], role: Role) -> str:
    number = sum(block.role is role for block in after) - sum(block.role is role for block in before)
    return counted(number, *_WORDS[role])


def _hashtags(blocks: Sequence[Block]) -> list[Block]:
    done: list[Block] = []
    for block in blocks:
        tail = max(0, len(block.text) - _LONGEST_TAGS)
        match = _HASHTAGS.search(block.text, tail) if block.role is Role.TEXT else None
        done += _cut(block, (match.start(), len(block.text)), Role.HASHTAGS) if match else [block]
    return done


def _cut(block: Block, span: tuple[int, int], role: Role) -> list[Block]:
    """The block in up to three: before, within and after `span`; what is within has `role`."""
    start, end = span
    pieces = ((block.text[:start], block.role), (block.text[start:end], role), (block.text[end:], block.role))
    return [Block(text=text.strip(), role=said) for text, said in pieces if text.strip()]


def _headings(blocks: Sequence[Block]) -> list[Block]:
    """A short line without a mark at its end, between a finished paragraph and a long one, is a heading."""
    done = list(blocks)
    for position, block in enumerate(blocks[:-1]):
        following = blocks[position + 1]
        before_is_whole = position == 0 or _SENTENCE_END.search(blocks[position - 1].text[-10:])
        short = weight(block.text) <= 90 and not _SENTENCE_END.search(block.text[-10:])
        if block.role is following.role is Role.TEXT and short and before_is_whole and weight(following.text) >= 120:
            done[position] = replace(block, role=Role.HEADING)
    return done


def _captions(blocks: Sequence[Block]) -> list[Block]:
    return [
        replace(block, role=Role.CAPTION)
        if block.role is Role.TEXT and len(block.text) <= 300 and _CAPTION.match(block.text)
        else block
        for block in blocks
    ]


def _about(blocks: Sequence[Block]) -> list[Block]:
    """Everything from "About us" to the end is boilerplate, if that is the smaller part."""
    for position, block in enumerate(blocks):
        at = _about_begins(block)
        if at < 0 or not _is_tail(blocks, position, at):
            continue
        tail = [replace(later, role=Role.BOILERPLATE) for later in blocks[position + 1 :]]
        return [*blocks[:position], *_cut(block, (at, len(block.text)), Role.BOILERPLATE), *tail]
    return list(blocks)


def _about_begins(block: Block) -> int:
    if block.role not in {Role.TEXT, Role.HEADING}:
        return -1
    match = _ABOUT_DOUBLED.search(block.text)
    if match:
        return match.start()
    return 0 if len(block.text) <= 80 and _ABOUT_HEADING.fullmatch(block.text) else -1


def _is_tail(blocks: Sequence[Block], position: int, at: int = 0) -> bool:
    whole = sum(len(block.text) for block in blocks)
    before = sum(len(block.text) for block in blocks[:position]) + at
    return whole - before <= _MOST_OF_A_TAIL * whole


def _lives_at_the_end(blocks: Sequence[Block]) -> list[Block]:
    """From the first name that is written twice, or a heading "about the author", to the end: biographies."""
    for position, block in enumerate(blocks):
        if block.role in {Role.TEXT, Role.HEADING} and _life_begins(block, blocks[position + 1 : position + 2]):
            if not _is_tail(blocks, position):
                continue
            tail = [
                replace(later, role=Role.BIOGRAPHY) if later.role in {Role.TEXT, Role.HEADING} else later
                for later in blocks[position:]
            ]
            return [*blocks[:position], *tail]
    return list(blocks)


def _life_begins(block: Block, following: Sequence[Block]) -> bool:
    if _DOUBLED_NAME.match(block.text) or (len(block.text) <= 40 and _LIVES_HEADED.match(block.text)):
        return True
    alone = len(block.text) <= 60 and _NAME_ALONE.fullmatch(block.text)
    return bool(alone and following and _DOUBLED_NAME.match(f"{block.text} {following[0].text}"))


def _lives_within(blocks: Sequence[Block]) -> list[Block]:
    """Four or more sentences in a row that tell a person's life, within a longer paragraph, are set apart."""
    done: list[Block] = []
    for block in blocks:
        span = (
            _life_span(block.text)
            if block.role is Role.TEXT and 400 <= len(block.text) <= _LONGEST_LOOKED_THROUGH
            else None
        )
        done += _cut(block, span, Role.BIOGRAPHY) if span else [block]
    return done


def _life_span(text: str) -> tuple[int, int] | None:
    spans = sentences.spans(text)
    for first, span in enumerate(spans):
        match = _LIFE_BEGINS.match(text[span.start : span.end])
        if not match:
            continue
        cue = re.compile(rf"(?:\b{re.escape(match[1])}|^(?:He|She|They)){_LIFE_VERBS}")
        told = [bool(cue.search(text[each.start : each.end])) for each in spans[first : first + _LONGEST_LIFE]]
        last = 0
        while any(told[last + 1 : last + 3]):  # one sentence in between may lack the name
            last += 1 if told[last + 1] else 2
        if sum(told[: last + 1]) >= 4:
            return span.start, spans[first + last].end
    return None


def _calls(blocks: Sequence[Block]) -> list[Block]:
    done: list[Block] = []
    for block in blocks:
        if block.role is Role.TEXT and _CONTACT.search(block.text[:300]) and len(block.text) <= 300:
            done.append(replace(block, role=Role.BOILERPLATE))
        elif block.role is Role.TEXT:
            done += _calls_apart(block)
        else:
            done.append(block)
    return done


def _calls_apart(block: Block) -> list[Block]:
    """The block cut around sentences that only tell the reader where to click."""
    if not _CALLS.search(block.text) and not block.text.casefold().startswith(("read", "watch", "view", "download")):
        return [block]
    done: list[Block] = []
    rest = 0
    for span in sentences.spans(block.text):
        sentence = block.text[span.start : span.end]
        if len(sentence) <= _LONGEST_CALL and _CALLS.search(sentence):
            done += [Block(text=block.text[rest : span.start].strip(), role=block.role)]
            done += [Block(text=sentence.strip(), role=Role.BOILERPLATE)]
            rest = span.end
    done.append(Block(text=block.text[rest:].strip(), role=block.role))
    return [piece for piece in done if piece.text]


def _pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """Short paragraphs that say again what the text says: word for word anywhere, or nearly so after it."""
    forms = [_bare(block.text) for block in blocks]
    whole = "\n".join(forms)
    if not 1 < len(blocks) <= _MOST_PARAGRAPHS or len(whole) > _LONGEST_LOOKED_THROUGH:
        return list(blocks)
    words = [_WORD.findall(form) for form in forms]
    done = list(blocks)
    for position, block in enumerate(blocks):
        form = forms[position]
        if block.role is not Role.TEXT or len(form) > _LONGEST_PULL_QUOTE or weight(form) < 60:
            continue
        if whole.count(form) > 1 or _nearly_said(form, forms[:position], words[: position + 1]):
            done[position] = replace(block, role=Role.QUOTE)
    return done


def _bare(text: str) -> str:
    """The form for comparing, without quotation marks and end marks, which a pull quote often changes."""
    return re.sub(r"[\"'“”‘’「」『』]", "", typography.normal(text)).strip(" .。!?,")


def _nearly_said(form: str, before: Sequence[str], words: Sequence[Sequence[str]]) -> bool:
    """True if most of the sentence is made of runs of words (characters in Chinese) that were there before it.

    `words` are those of each paragraph before it and, last, its own.
    """
    if sum(map(len, before)) < 3 * len(form) or len(sentences.spans(form)) > 1:
        return False
    if not set(_NUMBER.findall(form)) <= set(_NUMBER.findall("\n".join(before))):
        return False  # a pull quote brings no figure of its own; a paragraph of a series does
    spaced = form.count(" ") > len(form) / 12  # words, or Chinese characters
    size, share = (3, 0.4) if spaced else (6, 0.7)
    pieces, joint = (words[-1], " ") if spaced else (list(form), "")
    said = " ".join(word for each in words[:-1] for word in each) if spaced else "\n".join(before)
    runs = [joint.join(pieces[at : at + size]) for at in range(len(pieces) - size + 1)]
    known = [run in said for run in runs]
    return len(runs) >= 8 and sum(known) >= share * len(known) and _longest_run(known) >= 7


def _longest_run(known: Sequence[bool]) -> int:
    longest = current = 0
    for each in known:
        current = current + 1 if each else 0
        longest = max(longest, current)
    return longest


_STEPS: tuple[Callable[[Sequence[Block]], list[Block]], ...] = (
    _hashtags,
    _captions,
    _about,
    _lives_at_the_end,
    _lives_within,
    _calls,
    _headings,
    _pull_quotes,
)
