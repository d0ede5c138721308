"""Openings that lean on a sentence that is not there: pronouns, demonstratives, connectives, people without names."""

from collections.abc import Iterator

import regex

from tests.eval.checker import words

_TIME = (
    r"(?:week|month|year|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|season|century|decade"
    r"|semester|term|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|past|coming|last|time\sof\syear)"
)

_ORPHAN_EN = regex.compile(
    rf"""(?:
      (?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]ers?|[Tt]heirs?|[Ii]ts|[Hh]im|[Tt]hem)(?:[’'](?:s|d|ll|re|ve))?\b
    | [Ii]t(?:[’'](?:s|ll|d))?\s(?<![’']s\s(?=(?:rare|hard|easy|important|clear|unclear|likely|time|vital)\b))
        (?!(?:is|was|has\sbeen|will\sbe|would\sbe|may\sbe|remains|seems|takes|is\snow|is\salso|is\snot
          |isn[’']t)\s(?:\w+ly\s|very\s|so\s|too\s)?
          (?:important|clear|possible|impossible|essential|vital|necessary|critical|crucial|time|likely
            |unlikely|hard|easy|
             difficult|estimated|hoped|expected|believed|unclear|known|unknown|said|true|rare|common
               |not\sclear|imperative|
             a\spleasure|an\shonou?r|a\s\w+\sthat|the\s\w+\sthat|[^.]{{1,40}}\s(?:that|who)\b)\b)
        (?!(?:takes|took)\s)
    | [Tt]his(?!\s(?:{_TIME})\b)(?:[’']s)?\b
    | [Tt]hat(?:[’']s)?\s(?!(?:{_TIME})\b)
    | [Tt]hese(?!\sdays\b)\b
    | [Tt]hose(?!\s(?:who|whose|with|in|at|from|of\sus|affected|interested|wishing|seeking|living|working
      |present|attending|responsible|aged|under|over|without|wanting|looking|hoping|involved|most|eligible
      |near)\b)\b
    | Such\b(?!\sas\b) | Both(?!\s(?:\p{{Lu}}|[^,.]{{1,40}}\sand\b))\b | Neither(?!\s\p{{Lu}})\b | Others\b
      | Another\b | Another\sone\b
    | The\s(?:two|three|four|five|six|pair|trio|duo|latter|others?|same|rest|former(?=\s(?:is|was|has|will
      |would|had)\b)|latter|above|following)\b(?!\s(?:\w+\s)?(?:of|countries\sof|day\sof))
    | (?:One|Some|Most|Many|All|Each|Several|Two|Three|Half|Few|None|Either|Any|Both|Part|Much)\sof\s(?:them
      |these|those|this|that|which|it)\b
    | (?:In|On|At|By|With|From|For|After|Before|During|Through|Under|Behind|Despite|Because\sof|Due\sto|Given
      |Among|Amid|Of|To|Until|
        Following|Besides|Beyond|Between|Based\son|Like|Unlike|Without|Within|According\sto|As\spart\sof
          |Thanks\sto|Since|Throughout|Upon|Over|About|Around)\s
        (?:all\s|both\s|some\sof\s|one\sof\s|most\sof\s|each\sof\s)?(?:this|these|those|that|him|them|it
          |her(?=,))\b(?!\s(?:{_TIME}|days)\b)
    | (?:In|On|At|By|With|From|For|After|Before|During|Through|Under|Despite|Throughout)\s(?:his|her|its
      |their)\s[^,.]{{1,60}},\s(?:he|she|it|they)\b
    | (?:When|While|As|After|Before|If|Once|Although|Though|Because|Since|Until)\s(?:he|she|they
      |it)\b[^,.]{{1,80}},\s(?:he|she|they|it|his|her|their|its)\b
    | Here\s(?:are|is|were)\b | There(?=,)
    | Doing\s(?:so|this|that|these)\b | So\s(?:do|does|did|is|are|was|were)\b | Nor\b
    )""",
    regex.VERBOSE,
)
_ORPHAN_QUOTED = regex.compile(
    r"(?:He|She|They|His|Her|Their|Him|Them|These|Those(?!\swho))(?:[’'](?:s|d|ll|re|ve))?\b"
)
_MID = regex.compile(
    r"^[^.,;]{1,90},\s(?:however|therefore|moreover|furthermore|meanwhile|nevertheless|nonetheless"
    r"|on\sthe\sother\shand|"
    r"then|by\scontrast|for\sexample|for\sinstance|in\sturn|likewise|similarly|though|as\sa\sresult),",
    regex.IGNORECASE,
)
_ROLE_EN = regex.compile(
    r"The\s(?i:prime\sminister|president|minister|chancellor|spokes(?:man|woman|person)|secretary-general"
    r"|governor|mayor|ambassador|"
    r"king|queen|pope|senator|congress(?:man|woman)|director|chair(?:man|woman|person)?|professor|doctor"
    r"|officer|suspect|victim|"
    r"couple|teenager|boy|girl|man|woman|actor|actress|singer|player|coach|author|judge|lawyer|attorney|pilot"
    r"|teacher|official|"
    r"officials|delegation|participants|speakers)\s(?!of\s|for\s|who\s|in\s|at\s|\p{Lu}|and\s)"
)
_ORPHAN_ZH = regex.compile(
    r"""(?:
      [他她它](?!乡|鄉|山|杀|殺|日)(?:们|們)? | [这這](?!种说法|[两兩几幾][天年]|些[天年]) | 那(?!曲|不勒|坡
        |霍|达慕|達慕|斯达克|麼
        |么?鲁) | 此(?!岸) | 该(?!\p{Han}?博) | 該
    | 其(?!乐|樂|美|木|次|实|實|一|二|三) | 两[人者国位](?!以上) | 兩[人者國位](?!以上) | 二[人者] | 双方
      | 雙方 | 三方 | 前者 | 后者 | 後者 | 上述 | 以上(?!海) | 如此 | 彼此
    | 有(?:人|些人)(?=则|則|却|卻) | 两国(?:元首|领导人)? | 兩國 | 同日 | 同一天 | 同年 | 同月 | 当时 | 當時
      | 届时 | 屆時 | 期间(?=[,，]) | 期間(?=[,，]) | 次日 | 翌日 | 一行
    | (?:在|对|對|为|為|从|從|由|以|与|與|据|據|自|因|就|如|像|按|经|經|通过|通過|根据|根據|基于|基於|关于
      |關於|随着|隨著|除了?|正是|围绕|圍繞)
        (?:[这這](?!里举|裡舉)|那(?!曲)|此|该|該|其(?!中|他|它|余|餘|实|實)|[他她它](?!们的祖国))
    )""",
    regex.VERBOSE,
)
_ROLE_ZH = regex.compile(
    r"(?:与会者|與會者|与会嘉宾|與會嘉賓|与会人员|與會人員|与会代表|與會代表|与会专家|與會專家|大家(?!庭|族|乐"
    r"|好)|嘉宾们|嘉賓們|现场嘉宾|現場嘉賓|参会者|參會者|该负责人|上述)"
)
_OPENS = "\"'“‘「『（(《【*—–- "


def faults(text: str, *, opens_summary: bool) -> Iterator[str]:
    """What at its start needs a sentence before it; only asked where that sentence is missing."""
    bare = text.lstrip(_OPENS)
    quoted = text[:1] in '"“「『'
    orphan = (_ORPHAN_QUOTED if quoted else _ORPHAN_EN).match(bare) or (None if quoted else _ORPHAN_ZH.match(bare))
    connective = None if quoted else words.CONNECTIVE_EN.match(bare) or words.CONNECTIVE_ZH.match(bare)
    if connective and connective[0]:
        yield f"it begins with the connective {connective[0]!r}"
    elif orphan:
        yield f"it begins with {orphan[0].strip()!r}, which points at a sentence that is not there"
    elif _MID.match(bare) and not quoted:
        yield "it answers a sentence that is not there: a connective between commas"
    if opens_summary and not orphan and (_ROLE_EN.match(bare) or _ROLE_ZH.match(bare)) and not quoted:
        yield "it opens with somebody who has not been named"
