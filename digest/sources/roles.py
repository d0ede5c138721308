"""What each paragraph does in its article: text, heading, pull quote, boilerplate, caption, hashtags. Floor 2.

Only paragraphs that are text may enter a summary, so a mistake here costs a sentence in a digest, never a
sentence of the article: nothing is removed. Every rule needs more than one sign before it speaks. Biographies
are told apart in `lives`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from digest.model import Role
from digest.sources import lives
from digest.sources.blocks import Block, cut, is_tail, offsets
from digest.sources.cleaning import counted, weight
from digest.text import sentences, typography

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
    r"(?<!\ba )(?<!\bthe )\bclick (?:here|(?:on )?(?:this|the)(?: following)? (?:link|image|picture|button|video))"
    r"|\bfor users in mainland china\b|^(?:follow|like|find) us on\b|^subscribe to (?:our|the)\b"
    r"|^sign up (?:for|to) (?:our|the)\b"
    r"|^(?:read|watch|view|download|listen to)\b.{0,80}\bhere\W*$"
    r"|(?:点击|點擊|按(?=此处|此處|這))(?:这里|此处|此链接|链接|以下链接|下方|图片|阅读原文|查看|观看|下载|這裏|這裡|此處|連結|觀看|下載)"
    r"|(?:扫描|扫码|长按|識別|识别|掃描).{0,8}二[维維][码碼]|关注.{0,12}公众号|^(?:阅读原文|閱讀原文)$",
    re.IGNORECASE,
)
# Any of these is in every call: a quick look before a text is cut into sentences.
_SIGN_OF_A_CALL = re.compile(
    r"click|\bhere\b|mainland china|\bus on\b|subscribe|sign up|点击|點擊|按此|按這|二[維维]|公众号|阅读原文|閱讀原文",
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
_LONGEST_CALL = 250  # characters
_LONGEST_PULL_QUOTE = 400  # characters
_LONGEST_TAGS = 500  # characters of hashtags at the end of a paragraph
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
        done += cut(block, (match.start(), len(block.text)), Role.HASHTAGS) if match else [block]
    return done


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
    before = offsets(blocks)
    for position, block in enumerate(blocks):
        at = _about_begins(block)
        if at < 0 or not is_tail(before[position] + at, before[-1]):
            continue
        tail = [replace(later, role=Role.BOILERPLATE) for later in blocks[position + 1 :]]
        return [*blocks[:position], *cut(block, (at, len(block.text)), Role.BOILERPLATE), *tail]
    return list(blocks)


def _about_begins(block: Block) -> int:
    if block.role not in {Role.TEXT, Role.HEADING}:
        return -1
    match = _ABOUT_DOUBLED.search(block.text)
    if match:
        return match.start()
    return 0 if len(block.text) <= 80 and _ABOUT_HEADING.fullmatch(block.text) else -1


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
    if not _SIGN_OF_A_CALL.search(block.text):
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
        said_elsewhere = form in forms[:position] or whole.count(form) > forms.count(form)
        if said_elsewhere or _nearly_said(form, forms[:position], words[: position + 1]):
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
    lives.at_the_end,
    lives.within,
    _calls,
    _headings,
    _pull_quotes,
)
