"""Small shared pieces of the checker: datelines and connectives, which may be dropped but may not stand."""

import regex

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\s{_MONTH}|{_MONTH}\s\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?)"
_AGENCY = (
    r"(?:CNN|AP|Reuters|AFP|Xinhua|BBC|UN News|IANS|UPI|dpa|EFE|Bloomberg|GLOBE NEWSWIRE|PRNewswire|Business Wire)"
)
_PLACE = r"\p{Lu}[\p{L}.’'/-]*(?:[ ,]{1,2}\p{Lu}[\p{L}.’'-]*|\s(?:of|de|and|du|la)\b)*"
_HAN_DAY = (
    r"(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:[\d０-９]{1,2}"
    r"|[一二三四五六七八九十]{1,3})(?:\s*[-–—~至]\s*[\d０-９]{1,2})?\s*日"
)

_DASH = r"\s*(?:——?|–|--?|―|─+|：|:)\s*"

DATELINE = regex.compile(
    rf"""(?:
      (?!On\b|In\b|From\b|By\b|Since\b|Until\b|Between\b|After\b|Before\b)
      (?:{_PLACE},?\s+)?(?:\d{{4}},?\s)?\(?{_DAY}\)?(?:,?\s\d{{4}})?(?:\s?\({_AGENCY}\))?\s*(?:—|–|--|―|-(?=\s)|:)\s*
    | (?:{_PLACE},?\s*)?(?:\(\s*{_AGENCY}(?:\s[^)]{{0,20}})?\)|/{_AGENCY}/|\b{_AGENCY}\b\s*(?=—|–|--))\s*(?:—
      |–|--?|―)?\s*
    | \(\p{{Lu}}{{2,6}}\)(?=\s?(?:\p{{Lu}}|$))
    | \p{{Lu}}{{2}}[\p{{Lu}} .,’'/-]{{1,40}}(?:,\s\p{{Lu}}[\p{{L}}.]+(?:\s\p{{Lu}}[\p{{L}}.]+)?)?\s*(?:—|–|--
      |―|-(?=\s))\s*(?=[\p{{Lu}}\d"“]|$)
    | [【\[［]\s*[^】\]］。]{{1,40}}\s*[】\]］]\s*
    | [（(]?\s*(?:本报|本報|本刊|本台|本网|新华社|新華社|新华网|中新社|中新网|中央社|人民网|央视网|联合国新闻
      |聯合國新聞)
        (?:(?!从|從|推出|播出)[^，。,；]){{0,20}}?(?:(?:电|電|讯|訊)(?:\s*[（(][^）)]{{1,20}}[）)])?|(?:消息
          |报道|報道|報導)(?=[，,：:（(\s]))\s*[）)]?\s*[，,：:]?\s*
    | [^，。,；“”「」]{{0,16}}[，,]?\s*(?:[\d０-９]{{4}}\s*年\s*)?{_HAN_DAY}\s*(?:[（(][^）)]{{1,20}}[）)]\s*)?
        (?:{_DASH}|(?:电|電|讯|訊)(?![\p{{Han}}])\s*)
    )""",
    regex.VERBOSE,
)

CONNECTIVE_EN = regex.compile(
    r"""(?:
      however | moreover | furthermore | therefore | thus | hence | meanwhile | nevertheless | nonetheless
    | consequently | accordingly | additionally | similarly | likewise | otherwise | conversely | afterwards?
    | subsequently | indeed | finally | lastly | alternatively
    | and(?!/) | but(?!\sfor\b) | or | nor | yet | so(?!\sfar\b|-|\sthat\b|\smany\b|\smuch\b|\scalled\b)
    | also | instead(?!\sof) | then(?!-) | too | plus(?=,) | still(?=,) | besides(?=,) | again(?=,)
      | next(?=,) | rather(?=,)
    | actually(?=,) | anyway | well(?=,) | now(?=,) | later(?=,) | overall(?=,) | clearly(?=,) | of\scourse
    | (?:first|second|third|fourth|fifth)(?:ly)?(?=,) | secondly | thirdly | first\sof\sall
    | in\s(?:addition(?!\sto\s(?!th(?:is|at|ese|ose)\b)) | contrast(?!\sto) | other\swords | fact | short
      | conclusion | sum | turn | brief
        | particular(?=,) | response(?=,) | return(?=,) | the\smeantime | the\send(?=,) | any\scase | comparison(?=,))
    | as\s(?:a\s(?:result|consequence)(?!\sof) | such(?=,) | well(?=,)) | for\s(?:example|instance|one(?=,)
      |now(?=,)|that\smatter)
    | on\s(?:the\s(?:other\shand|contrary|one\shand)) | by\s(?:contrast|comparison|then)
      | at\s(?:the\ssame\stime(?!\sas)|that\spoint|the\stime(?!\sof))
    | after\s(?:all|that|this) | since\sthen | until\sthen | from\sthere | even\s(?:so|then)(?=[,\s])
      | either\sway | that\s(?:is|said)(?=,)
    | what[’']s\smore | not\sonly\sthat | more\simportantly | most\simportantly | to\s(?:conclude|summari[sz]e
      |sum\sup|that\send|this\send|do\s(?:so|this|that))
    | just\sas\simportant(?:ly)? | equally(?=,) | once\sagain(?=,) | ultimately(?=,) | with\sthat(?=[,\s])
    )(?=[\s,;:—–]|$)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_ENUMERATED = r"第[一二三四五六七八九十\d]{1,3}(?:点|點)?(?=[,，、:：是]|个?(?:方面|问题|層面|层面))"
CONNECTIVE_ZH = regex.compile(
    rf"""(?:
      然而 | 但是 | 但(?!愿|願|丁|凡|求) | 可是 | 不过 | 不過 | 而且 | 而(?!今|立|言之) | 此外 | 另外
        | 除此之外 | 除此以外
    | (?:与|與)此同时 | 與此同時 | 同时(?!代|间|段|期|空|刻) | 同時(?!代|間|段|期|空|刻) | 因此 | 因而
      | 所以(?:说|說)? | 于是 | 於是 | 故而 | 从而 | 從而 | 由此 | 为此 | 為此 | 对此 | 對此
    | 据此 | 據此 | 至此 | 从此 | 從此 | 在此(?:之前|之后|之後|期间|期間|基础|基礎|背景|过程|過程|，)? | 首先
      | 其次 | 再次(?=[,，、]) | 再者 | 最后(?=[,，、]|呢|我|,) | 最後(?=[,，、]|我) | 其一 | 其二 | 其三
    | {_ENUMERATED} | 一方面 | 另一方面 | 例如 | 再?比如(?:说|說)? | 譬如 | 换言之 | 換言之 | 换句话(?:说)?
      | 換句話(?:說)?
      | 总之 | 總之
    | 总而言之 | 總而言之 | 总的来(?:说|看) | 總的來(?:說|看) | 也就是(?:说|說) | 也即 | 即便如此 | 尽管如此
      | 儘管如此 | 不仅如此 | 不僅如此 | 更重要的是 | 值得一提的是
    | 并且 | 並且 | 并(?!非|购|網|网|列|轨|軌|发|发|驾) | 並(?!非|購|網|列|軌|發|駕) | 接着 | 接著 | 接下来
      | 接下來 | 然后 | 然後 | 随后 | 隨後 | 之后(?=[,，]) | 之後(?=[,，]) | 后来 | 後來 | 反之 | 相反 | 反观
      | 反觀
    | 事实上 | 事實上 | 实际上 | 實際上 | 其实 | 其實 | 当然 | 當然 | 那么 | 那麼 | 那(?=$|所以
      |[我你您他她在从對对针当现今这就呢，,、]) | 可见 | 可見 | 综上 | 綜上
      | 同样(?=[,，地]|是|的|，) | 同樣(?=[,，地]|是|的)
    | 也(?!门|門|许|許) | 又(?!一) | 还(?=有|要|是|会|将|可以|需要|表示|说|强调|指出|介绍|能|应|在) | 還(?=有
      |要|是|會|將|可以|需要|表示|說|強調|指出|介紹|能|應|在)
    | 以及 | 或者 | 否则 | 否則 | 不然 | 甚至 | 尤其(?!里) | 特别是 | 特別是 | 另据 | 另據 | 另一(?:个|個|位
      |名|项|項|种|種|边|邊) | 反过来 | 反過來 | 具体来(?:说|看) | 具體來(?:說|看) | 这样一来 | 這樣一來
      | 就是(?:说|說)
    | OK(?=\s|$) | ok(?=\s|$) | 好(?:的|吧|了)?(?=[,，]) | 嗯 | 呃 | 对(?=[,，、]) | 對(?=[,，、])
    )""",
    regex.VERBOSE,
)


def is_droppable(text: str) -> bool:
    """Whether `text` is only what may be left out at the start of a sentence: a dateline, a connective, or both."""
    rest = text.strip()
    for pattern in (DATELINE, CONNECTIVE_EN, CONNECTIVE_ZH, CONNECTIVE_ZH):
        found = pattern.match(rest)
        rest = rest[found.end() :].strip(" ,，、:：—") if found else rest
    return not rest
