"""Matter that is no part of what an article says: greetings, datelines, lives, calls, captions, bylines, links."""

from collections.abc import Iterator, Mapping

import regex

from tests.eval.checker import words

_V, _I = regex.VERBOSE, regex.VERBOSE | regex.IGNORECASE
_KINDS: Mapping[str, tuple[regex.Pattern[str], ...]] = {
    "a greeting": (
        regex.compile(
            r"""^(?:good\s(?:morning|afternoon|evening|day)\b|hello\b|hi\b|greetings\b|dear\s|welcome\s(?:to
              |back|everyone|all)\b|
            (?:your\s)?excellenc|distinguished\s|esteemed\s|honou?rable\s|happy\s(?:new\syear|holidays)|(?:mr
              |madam|mme)\.?\s(?:president|chair|secretary|speaker)\b[^.]{0,30},)
            |\bladies\sand\sgentlemen\b|\bdistinguished\s(?:guests|delegates|participants|colleagues)\b
              |,\s(?:dear\s)?(?:friends|colleagues|excellencies)[,.!]
            |^(?:it\s(?:is|gives)\s(?:me\s)?(?:a|an|my|with)?\s?(?:(?:great|real|true|distinct|special
              |immense)\s)?(?:honou?r|pleasure|privilege|delight)\b)
            |^(?:I(?:\sam|[’']m)|we(?:\sare|[’']re))\s(?:very\s|so\s|truly\s|deeply\s)?(?:honou?red|delighted
              |pleased|happy|glad|thrilled|excited)\sto\s(?:be|join|welcome|see|address|speak)\b""",
            _I,
        ),
        regex.compile(
            r"""大家(?:好|早上好|上午好|下午好|晚上好|新年好)|^(?:您|你)(?:们|們)?好|(?:早上|上午|中午|下午
              |晚上|各位)好[！!。，,]|女士们|女士們|先生们|先生們|同事们[，,、！：]|同志们[，,、！：]
              |同志們[，,、！：]|朋友们[，,、！：]|朋友們[，,、！：]
            |^(?:尊敬的|亲爱的|親愛的|敬爱的)|^各位\p{Han}{0,10}[，,、！：:]|阁下[，,、！：]|閣下[，,、！：]
            |^(?:我|我们|我們|在下)?(?:今天|谨|謹|也|非常|十分|很|在此|首先)*(?:荣幸|榮幸|高兴|高興)(?:能|来
              |來|参加|參加|受邀|有机会|有機會|在|和|与|與)""",
            _V,
        ),
    ),
    "thanks": (
        regex.compile(
            r"""^(?:many\s|special\s|a\sspecial\s|big\s)?(?:thank\s(?:you|s)\b|thanks\b(?!\sto\s(?:a|an|the
              |its|their|new|his|her)\b.*,))|^(?:I|we)(?:[’']d|\swould)?\s?(?:also\s)?(?:like|want
              |wish)?\s?(?:to\s)?(?:also\s|sincerely\s|warmly\s)?(?:thank|express\s(?:my
              |our)\s(?:\w+\s)?(?:gratitude|thanks|appreciation)|congratulate|welcome)\b
            |^(?:I|we)\s(?:am|are)\s(?:\w+ly\s)?grateful\b|\bour\s(?:generous\s)?sponsors?\b
              |\bgenerous(?:ly)?\s(?:support|sponsor)""",
            _I,
        ),
        regex.compile(
            r"""^(?:在此|最后|最後|首先|同时|同時)?[，,]?(?:我|我们|我們|本人)?(?:要|想|谨|謹|也|再次|还要
              |還要|非常|十分|衷心|特别|特別|真诚|真誠|代表\p{Han}{1,20})*[地]?(?:对|對|向
              |就)?\p{Han}{0,30}?(?:表示|致以)?(?:衷心|诚挚|誠摯|热烈|熱烈|由衷)?的?(?:感谢|感謝|谢谢|謝謝|鸣谢
              |鳴謝)(?:大家|各位|您|你|主持|主办|主辦|\p{Han}{0,12}的?(?:邀请|邀請|聆听|聆聽|支持|介绍|介紹))
            |^(?:谢谢|謝謝|感谢|感謝|鸣谢|鳴謝|多谢|多謝)|^我(?:们|們)?(?:要|想|谨|謹|也|再次|非常|十分|衷心
              |特别|特別|在此|代表\p{Han}{1,20})*(?:感谢|感謝|欢迎|歡迎|祝贺|祝賀)
            |(?:感谢|感謝|鸣谢|鳴謝)[^。]{0,40}(?:赞助|贊助|冠名|协办单位|協辦單位)""",
            _V,
        ),
    ),
    "a biography": (
        regex.compile(
            r"""\b(?:holds?|held|earned|received|obtained|has|completed)\s(?:an?|his|her|their
              |both)\s[^.]{0,60}\b(?:degrees?|ph\.?d\b|doctorate|master[’']s|bachelor[’']s|mba|diploma)\b
            |\b(?:graduated\s(?:from|with|in|magna|summa)|took\soffice\s(?:as|on|in)|is\sthe\sauthor\sof
              |has\sauthored|lives?\sin\s[^.]{2,40}\swith\s(?:his|her)|prior\sto\sjoining
              |before\sjoining\s[^.]{2,60},\s(?:he|she)|born\sin\s[^.]{2,30},\s(?:he|she))\b
            |^\p{Lu}[\p{L}’'.-]+(?:\s\p{Lu}[\p{L}’'.-]+){1,3},?\s(?:is|was)\s(?:currently\s)?(?:an?
              |the)\s[^.]{0,60}\b(?:freelance|writer\s(?:and|at|based|for)|journalist\s(?:and|at|based|for)
              |columnist|contributor|fellow\sat|lecturer|blogger|professor\s(?:of|at|emeritus))""",
            _I,
        ),
        regex.compile(
            r"""毕业于|畢業於|(?:获|獲|取得|拥有|擁有|持有)[^。，]{0,16}(?:学士|碩士|硕士|博士
              |學士)学?位?(?:学位|學位|文凭)|历任|歷任|作者(?:系|为|為|是|简介|簡介)|(?:曾任
              |曾在)[^。]{2,60}(?:现任|現任)|现任[^。]{2,60}曾任|現任[^。]{2,60}曾任|出生于|出生於|籍贯|籍貫
              |著有《""",
            _V,
        ),
        regex.compile(
            r"^(\p{Lu}[\p{L}’'-]+)(?:\s\p{Lu}[\p{L}’'.-]*)*\s(\p{Lu}[\p{L}’'-]+)[\s:,]+(?:\p{L}+\.\s)?\1(?:\s\p{Lu}[\p{L}’'.-]*)*\s\2\b"
        ),
    ),
    "boilerplate about somebody": (
        regex.compile(
            r"^About\s(?:[Uu]s\b|[Tt]he\s\p{Lu}|\p{Lu}\p{Ll})|\b(?i:all)\srights\sreserved\b|^©"
            r"|\bcopyright\s(?:©|\(c\)|\d{4})|\bopinions\sexpressed\b"
        ),
        regex.compile(
            r"^(?:关于|關於)(?:我们|我們|本(?:刊|网|社|机构|機構))|^(?:关于|關於)(\p{Han}{3,30}?)[\s:：]*\1"
            r"|版权所有|版權所有|未经授权|未經授權|转载请|轉載請|仅代表(?:作者|个人)|僅代表(?:作者|個人)"
            r"|不代表本"
        ),
    ),
    "a call to the reader": (
        regex.compile(
            r"""^(?:please\s)?(?:(?:learn|read|find\sout|discover|see|explore|hear|know)\smore\b|click\b|tap\b
              |subscribe\b|sign\sup\b|follow\s(?:us|the\s(?:link|hashtag|conversation)|@|along)\b
              |(?:learn|explore|discover|read|watch|visit|check\sout|download|register|join|contact|view
                |listen|tune\sin|stay\stuned|apply|attend|browse|bookmark|email|don[’']t\s(?:miss|forget)
                |(?:please\s)?(?:remember|be\ssure|make\ssure)(?=\sto))
               \s(?:how|more|about|the|our|us|this|these|what|here|for|out|your|all|to|at|on|from|why|now
                 |today|it|in|with|a|an|sure|that|if|by|started|involved|ready)\b(?![^.]{0,60}\b(?:is|are|was
                 |were|has|have|will|can|means|helps?|requires?|involves?|takes?)\b))
            |\b(?:click|tap)\s(?:here|on|the|this|below)\b|\bfor\s(?:more|further|additional)\s(?:information
              |details|resources|on\sthis|about)\b|\b(?:learn|read|find\sout)\smore\s(?:about|at|on|here|in\sour
              |by)\b
            |\bsign\sup\s(?:for|to|now|today|here)\b|\bsubscribe\sto\sour\b|\bfollow\sus\b|\bcontact\sus\b
              |\bjoin\sus\b|\bstay\stuned\b|\bvisit\s(?:our|us)\b|\bemail\sus\b|\blet\sus\sknow\b
              |\bleave\sa\scomment\b|\b(?:check|try)\s(?:it|them)\sout\b|^let[’']s\s(?:look|take\sa\slook|see
              |dive|start|begin|explore|get\sstarted|go)\b|\bour\snewsletter\b|\byou\scan\s(?:find|read|watch
              |download|view|learn|register|sign)\b""",
            _I,
        ),
        regex.compile(
            r"""点击|點擊|扫码|掃碼|(?:扫描|掃描|长按|長按|识别|識別)[^。]{0,10}(?:二维码|二維碼|QR)|了解更多
              |瞭解更多|阅读原文|閱讀原文|关注(?:我们|本号|[^。，]{0,12}公众号)|關注我們|(?:报名|報名)(?:请|請
              |链接|連結|方式|通道)|欢迎(?:关注|订阅|投稿|报名|阅读|访问|联系|留言|加入我们|转发)|歡迎(?:關注
              |訂閱|投稿|報名|閱讀|訪問|聯絡|留言)
            |敬请(?:期待|关注|留意)|敬請(?:期待|關注|留意)|(?:^|[，,。])请(?:访问|联系|关注|点击|登录|登陆|扫
              |搜索|参阅|参见|参考|查看|阅读|收看|收藏|在评论|看)|(?:^|[，,。])請(?:訪問|聯絡|關注|點擊|登入|掃
              |搜尋|參閱|參見|參考|查看|閱讀|收看)|详情(?:请|见|可)|詳情(?:請|見|可)|更多(?:信息|详情|内容|資訊
              |詳情)(?:请|见|可|，请|請|見)|(?:在|于)(?:评论区|评论中|下方)|^(?:现在|下面
              |接下来)?[，,]?(?:让我们|讓我們|我们来|我們來|咱们来)(?:一起|一同)?来?(?:看|了解|认识|認識|开始
              |開始|回顾|進入|进入|聊)|^(?:快来|一起来|一起來|下面我们(?:就?请|有请|来)|下面有请|有请)""",
            _V,
        ),
    ),
    "a link, an address or a hashtag": (
        regex.compile(
            r"https?:|\bwww\.|\b[\w.+-]+@[\w-]+\.\w{2,}|\b[\w-]+\.(?:com|org|net|gov|int|edu|cn|io|uk|info)/\S"
            r"|(?:^|(?<=[\s（(“”。，!！]))[#＃](?!\d+\b)[\p{L}\p{N}_]{2,}|[#＃][^#＃\s]{2,20}[#＃]|(?:^"
            r"|(?<=[\s（(]))@\w{2,}"
        ),
    ),
    "a caption": (
        regex.compile(
            r"^(?:photos?|pictures?|pictured|image|images|caption|file\sphoto|figure\s\d|fig\.|screenshot"
            r"|infographic|illustration|video)\b\s?(?:[:：|/]|by\b|credit|courtesy|above|below|\d|shows\b)"
            r"|\((?:photo|image|picture|credit|source)\b|\bphoto\s(?:by|credit|courtesy)\b|getty\simages"
            r"|^pictured\b|\b(?:shown|pictured)\s(?:above|below|here|left|right)\b|^from\sleft\b|\(from\sleft"
            r"|\((?:left|right|center)\)",
            regex.IGNORECASE,
        ),
        regex.compile(
            r"^[图圖](?:[为為是：:/\d一二三四五]|片|说|說|注|源|中)|^(?:上|下|左|右|题|題|附|资料|資料|首"
            r"|配)[图圖](?!书|馆)|(?:摄|攝|供图|供圖)[）)。]?$|[（(][^）)]{0,14}(?:摄|攝|供图|供圖)[）)]|(?:如"
            r"|见|見)(?:上|下|左|右)?[图圖](?:所示|[\d一二])"
        ),
    ),
    "a byline or a note about the text": (
        regex.compile(r"^(?:By|BY)\s\p{Lu}[\p{L}’'.-]+\s\p{Lu}[\p{L}’'.-]+(?:$|[\s,.|]*(?:$|\p{Lu}|\d))"),
        regex.compile(
            r"^(?:written|reported|edited|translated|posted|published|updated)\s(?:by|on)\b|^(?:reporting"
            r"|editing|source|sources|credit|credits|via|editor[’']s\snotes?|author[’']s\snotes?|note"
            r"|disclaimer|correction|update|updated|tags?|topics?|keywords?|share\sthis|related|read\snext"
            r"|see\salso|advertisement)\s?[:：|]|\b(?:CNN|Reuters"
            r"|AP)[’']?s?\s[^.]{3,60}\bcontributed\sto\sthis\s(?:report|story)"
            r"|\bcontributed\sto\sthis\s(?:report|story|article)|\b(?:first|originally)\s(?:appeared|published"
            r"|posted)\b|\bthis\s(?:post|article|blog|story|piece|series|webinar)\s(?:is|was"
            r"|has\sbeen)\s(?:part|written|originally|adapted|the\s(?:first|second|third|last|final)"
            r"|(?:co-)?authored|a\sguest|sponsored|updated)|^editor[’']s\snote|^the\sfollowing\s(?:is|post"
            r"|article)|^this\sis\s(?:part|the\s(?:first|second|third|fourth|last|final)\s(?:\w+\s)?(?:post"
            r"|part|article|in\sa|of\sa|installment))\b",
            regex.IGNORECASE,
        ),
        regex.compile(
            r"^[（(]?(?:文|作者|记者|記者|编辑|編輯|摄影|攝影|来源|來源|翻译|翻譯|译者|譯者|校对|校對|责编"
            r"|責編|责任编辑|撰文|供图|供稿|监制|監製|通讯员|通訊員|编译|編譯|整理|主播|配音|选题|審稿"
            r"|审校)\s?[:：/丨|｜]|编者按|編者按|编者注|編者注|译者注|譯者注|译注|譯注|本文(?:由|作者|转载"
            r"|轉載|翻译|翻譯|原|系|为系列|最初|首发|首發|是[^。]{0,40}系列)|^原文|本译文|^(?:本报|本台|本刊"
            r"|本网)?记者[^，。]{0,12}(?:报道|摄)[。）)]?$|[（(](?:记者|記者|总台|本报记者"
            r"|本台)[^）)]{1,20}[）)]|本文(?:编译|編譯|整理|选自|選自|摘自|来源|來源)|^(?:您|你)(?:正在"
            r"|将).{0,6}(?:阅读|收看)|以下(?:是|为|為)[^。]{0,30}(?:全文|实录|實錄|译文|采访|對話|对话)"
        ),
    ),
    "a speaker's label": (
        regex.compile(r"^(?:\p{Lu}\p{Ll}[\w’'.-]*\s){1,3}\p{Lu}\p{Ll}[\w’'.-]*:\s\p{Lu}"),
        regex.compile(r"^(?:Q|A|Question|Answer|Moderator|Host|Interviewer|Reporter|Narrator)\s?\d{0,2}[:：.]\s"),
        regex.compile(r"^(?:记者|記者|主持人|问|問|答|嘉宾|嘉賓|旁白|解说|解說|同期声|Q|A)\s?[:：]"),
    ),
    "an announcement of what the text will do": (
        regex.compile(
            r"""\bin\s(?:this|today[’']s)\s(?:\w+\s)?(?:post|article|column|guide|tutorial|newsletter|recap)\b
            |^(?:below|above|here)(?:[’']s|\s(?:is|are|we|you))?[,\s](?!the\s)
            |\b(?:I|we)(?:[’']ll|\s(?:will|shall|want\sto|would\slike\sto))\s(?:now\s|first\s|also\s)?(?:walk\syou|talk\sabout
              |look\sat|show\syou|tell\syou)\b""",
            _I,
        ),
        regex.compile(
            r"""(?:^|，|,)(?:在?(?:这|這|本)(?:篇)?(?:文章?|教程|指南)(?:里|裡|中|将|將)|我(?:们|們)?(?:将|將|会|會|想|要)(?:为|為|向|给|給|跟|和|与)
              (?:你|您|大家|各位))""",
            _V,
        ),
    ),
    "words of a moderator": (
        regex.compile(
            r"""^(?:好[的，,])?(?:那|那么)?(?:请|請|有请|有請)\p{Han}{1,12}(?:发言|發言|回答|作答|分享|谈|談|讲|講|介绍|介紹)
            |下一(?:个|個|位)(?:问题|問題|嘉宾|嘉賓|发言|發言)|(?:我|我们)(?:再|先|接着)?(?:问|問)(?:一下|一个|下)""",
            _V,
        ),
    ),
    "a list's mark": (
        regex.compile(
            r"^(?:[•·▪●○■□◆►▶✓✔*→›»]\s?|[-–—]\s|\d{1,2}[.)、）．](?!\d)|[一二三四五六七八九十]{1,3}、"
            r"|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4})[）)]|[①-⑳]|[a-zA-Z]\)\s|(?:Step"
            r"|Tip|Rule|Lesson|Part|Chapter)\s\d+\b[:.]?)"
        ),
    ),
    "markup": (
        regex.compile(
            r"</?[a-zA-Z][^<>]{0,80}>|&(?:nbsp|amp|lt|gt|quot|#\d+);|\*\*|__\w|\[[^\]]{1,60}\]\(|^#{1,6}\s"
            r"|`[^`]|\{\{|\{%|filtered_html"
        ),
    ),
}
_GLUED = (
    regex.compile(r"^(\p{Han}{3,})(?:(?![和与與及、的在对對向是为為同跟或])\p{Han}){0,4}\1"),
    regex.compile(r"^(\p{L}[\w’'-]*(?:\s[\w’'-]+){1,5})[\s:–—-]+\1\b", regex.IGNORECASE),
    regex.compile(r"^(\p{Lu}[\w’'-]{3,})\s\1\b"),
    regex.compile(
        r"^(?:\p{Lu}[\w’'-]+\s){2,7}(?:The|This|These|A|An|In|We|It|They|He|She|Our|When|While|As|If|To|For|On"
        r"|At|With)\s\p{Ll}"
    ),
    regex.compile(r"^(?:(?![的了是在于於和与與我你他她它这這那将將])\p{Han}){4,16}\s+(?=\p{Han}{4})\P{Zs}+$"),
)


def faults(text: str, title: str = "") -> Iterator[str]:
    """What in one sentence has no place in a summary."""
    for name, patterns in _KINDS.items():
        if any(pattern.search(text) for pattern in patterns):
            yield f"it holds {name}"
    if words.DATELINE.match(text):
        yield "it begins with a dateline"
    if any(pattern.search(text) for pattern in _GLUED) or _title_glued(text, title):
        yield "a heading is glued to it"


def _title_glued(text: str, title: str) -> bool:
    rest = text[len(title) :].lstrip()
    long_enough = len(title.split()) >= 3 or len(regex.findall(r"\p{Han}", title)) >= 6
    return long_enough and text.startswith(title) and len(rest) > 8 and (rest[0].isupper() or text[len(title)] == " ")
