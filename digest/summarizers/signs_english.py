"""What gives an English sentence away. Words only; see `signs` for their meaning. Floor 2: pure."""

from digest.summarizers import patterns

_I = patterns.IGNORECASE | patterns.VERBOSE
_SAY = (
    r"said|says|say|told|tells|added|adds|explained|explains|noted|notes|stressed|warned|argued|wrote|writes"
    r"|asked|recalled|stated|announced|declared|insisted|remarked|emphasi[sz]ed|observed|called|calls|described"
    r"|concluded|tweeted|urged|urges|acknowledged|admitted|replied|continued|joked|put\sit|according\sto"
)

GREETING = patterns.Plain(
    r"""\b(?: ^(?:your\s+)?excellenc(?:y|ies)\b | ladies\s+and\s+gentlemen\b | excellencies\b
    | ^(?:dear|distinguished|hon(?:ou)?rable|esteemed)\s | ^(?:hello|hi|greetings|congratulations
      |happy\s[^\W\d_]+\sday)\b
    | good\s(?:morning|afternoon|evening)\b | thank\s+(?:you|them|our|the|every|all|[^\W\d_]+\sfor)\b
    | ^thanks?\b(?!\sto\s)
    | (?:many|my|our|sincere|special|heartfelt)\sthanks\b | thank(?:ed|ing)\b | (?:grateful|gratitude
      |thankful)\b
    | (?:am|are|was|were|is)\s(?:delighted|honou?red|pleased)\sto\s(?:be|join|welcome|see|speak|address)\b
    | it\s+(?:is|was)\s+(?:an?|my|our)\s+(?:great\s+|distinct\s+)?(?:honou?r|pleasure|privilege)\b
    | ^welcome\b | (?:i|we)\s(?:warmly\s)?welcome\syou\b | welcome\s(?:to\sthe|back)\b | dear\s(?:friends
      |colleagues|guests)\b
    )""",
    patterns.VERBOSE,
)
CALL = patterns.Plain(
    r"""\b(?: click\b | (?:our|the|this)\s(?:web)?site\sat\b | you\scan\s(?:find|read|see|watch|download
      |register|learn)\b
    | (?:learn|read|find\sout|see|discover|know|hear)\s+(?:much\s)?more\b | for\s(?:more
      |further)\s(?:information|details)\b
    | (?:visit|check\sout|head\s(?:over\s)?to|go\sto)\s(?:our|the|their|this|its|us|my)\b
      | check\s(?:it\s)?out\b | sign\sup\b
    | subscribe\b | register\s(?:now|here|today|online|at|for|by)\b | ^(?:register|download|follow|join|watch
      |contact|email|call|share|listen|explore|visit|stay|get|try|apply|tune)\b
    | (?:follow|contact|join|reach|e-?mail|call|tell|like|find|let)\sus\b | stay\s(?:tuned|connected)\b
      | reach\sout\b
    | let(?:[’']s|\sus|\sme)\b | ^(?:see|view|read|please|imagine|consider|remember|note|think|look|take|keep
      |make|use|ask|try|start)\b | please\b | don[’']t\s(?:miss|forget)\b | see\s(?:below|above)\b
    | ^(?:give|build|write|open|demonstrate|keep|be|provide|identify|define|ensure|avoid|choose|find|set|start|know
      |create|add|put|turn|pick|plan|begin|bring|include|offer|focus|test|talk|work|learn|show|invite|don[’']t|do\snot|never|always)
      \s(?:the|an?|your|you|yourself|them|it|out|up|down|on|with|sure|at\sleast|each|all|any|to\s[^\W\d_]+|aware|clear|as|what|how)\b
    | (?:share|leave)\s(?:your|a\scomment)\b | in\sthe\scomments\b | comment\son\b | for\sa\schance\sto\b
    | ^(?:photo|image|video|picture|gallery
      |caption)s?\s*:
    )""",
    patterns.VERBOSE,
)
BYLINE = patterns.Pattern(
    r"""^[Bb]y\s\p{Lu}[\p{L}.’'-]+\s\p{Lu}[\p{L}.’'-]+\s*(?:[,.|–—-]|$|(?<=\s)\p{Lu})
    | ^[Bb]y\s\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+\p{Lu}
    | \b(?i:contributed\sto\sthis\s(?:report|story)|written\sby|translated\s(?:by|from)|edited\sby|photo(?:s
      |graphs?)?\s(?:by|credit|courtesy)
      |reprinted|republished|originally\s(?:published|appeared|posted)|editor[’']s\snote|all\srights\sreserved
        |the\sopinions\sexpressed
      |the\sviews\sexpressed|this\s(?:blog\s)?(?:post|article|story|series|interview|guide|essay|report\sis)
        |(?:part|episode|instal+ment)\s[\p{L}\d]+\s(?:of|in)\s.{0,30}series|file\sphoto|copyright)\b | ©
    | \b(?i:in\sthis\s(?:blog\s)?(?:post|article|blog|piece|series|guide|column|video)|on\sthis\spage
      |the\sfollowing\s(?:is|was|are)|(?:we|I)(?:[’']ll|\swill|\sare\sgoing\sto|[’']re\sgoing\sto)\s(?:also\s)?(?:look|show|feature|talk|walk))\b
    | \A(?i:here[’']s|here\s(?:is|are)|below|above)\b
    | \A(?:\p{Lu}[\p{L}.’'-]*\s|of\s|the\s|and\s|vs\.\s|for\s){1,7}\p{Lu}[\p{L}.’'-]*:\s["“]?\p{Lu}""",
    patterns.VERBOSE,
)
LIFE = patterns.Plain(
    r"""\b(?: (?:is|was)\san?\s(?:[^\W\d_]+\s){0,3}(?:professor|author|economist|scholar|graduate|fellow|recipient
      |expert)\b
    | (?:master|bachelor|doctor)[’']?s?\s(?:degree|of)\b | (?:ph\.?d|doctorate|mba)\b | graduated\b
      | was\sborn\b
    | (?:has|have)\s(?:authored|served\sas|written\s[^\W\d_]+\sbooks|taught|over\s\d+\syears|more\sthan\s\d+\syears)\b
    | (?:serves|served)\s(?:as|from|on)\b | prior\sto\s(?:this|joining|that)\b | previously\s(?:served
      |worked|held)\b
    | took\soffice\b | (?:his|her)\s(?:career|books|publications|research)\b | holds\san?\b
      | named\sone\sof\b
    )""",
    patterns.VERBOSE,
)
_THIRD = r"he|she|they|his|her|hers|their|theirs|them|him|it|its"
_POINTING = r"this|that|these|those|such"
_CONNECTIVE = r"""however|but|and|or|nor|yet|so|still|moreover|furthermore|meanwhile|nevertheless|nonetheless
      |therefore|thus
    |hence|also|besides|additionally|similarly|likewise|instead|otherwise|rather|then|finally|first(?:ly)?,
      |second(?:ly)?,|third(?:ly)?,|first\sof\sall
    |lastly|last,|now,|indeed|consequently|accordingly|conversely|afterwards?|subsequently|later|again|specifically
      |overall|plus|too|next
    |(?:in|by)\s(?:addition|contrast|comparison|conclusion|short|sum|fact|turn|particular|other\swords
      |the\smeantime|response)|as\sa\s(?:result|consequence)
    |on\s(?:the\sother|(?:the\s)?one)\shand|for\s(?:example|instance)|at\sthe\ssame\stime|to\s(?:this|that)\send|even\sso
      |of\scourse|after\sall
    |in\sthe\send|more\simportantly|equally|notably|ultimately|eventually|in\sresponse|although|though|because
      |whereas|not\sonly"""
ALWAYS_LEANING_START = patterns.Pattern(
    rf"[\"“‘'(]*(?:(?:he|she|they|his|her|hers|their|theirs|them|him)\b|(?:{_CONNECTIVE}))(?!\w)", _I
)
LEANING_START = patterns.Pattern(
    rf"""[\"“‘'(]*(?:
      (?:{_THIRD}|{_POINTING})(?!\w) | (?:{_CONNECTIVE})(?!\w)
    | (?:the|both|all|some|many|most|neither|either|none|each|one|two|several|few|any)\s(?:latter|former|two
      |three|four|pair|duo|same|others?|of\s(?:them|these|those|this)|following|above)\b
    | (?:another|others?|both|neither|either|each|elsewhere|here|there(?!\s(?:is|are|was|were|has|have|will)\b)
      |one|ones?|some|none|all|same|the\s(?:first|second|third|last|next|other|others|result|results|answer
      |reason|problem|move|incident|decision|report)\b(?=\s(?:is|was|are|were|came|comes|follows|has)\b))(?=\s
      |,)(?!\s(?:in|of\sthe)\s)
    | (?:when|while|as|if|after|before|although|though|since|because|once|in|for|with|by|at|on|from|to|of|under
      |through|during|despite|like|unlike|along\swith|until|where|given|among|beyond|among|amid|what|how|not
      |even\sif|even\sthough)\s(?:{_THIRD}|{_POINTING}|both|here|there)\b
    | (?:today|now|soon|yesterday|tonight|sometimes|perhaps|maybe|once|recently|currently|already),?\s(?:{_THIRD})\b
    | the\s(?:couple|pair|man|woman|men|women|boy|girl|teenager|victim|suspect|teacher|actor|actress|singer|player
      |official|officer|author|mayor|doctor|judge|lawyer|prime\sminister|president|minister|chairman|spokes\p{{L}}+|professor
      |director|student|father|mother|parents|driver|pilot|coach)s?\s(?!of\b|in\b|for\b|who\b)(?-i:\p{{Ll}})
    | (?-i:\p{{Lu}}?\p{{Ll}}+,?\s(?:\p{{Ll}}+\s){{0,3}}(?:this|these|those|such)\b(?!\s(?:year|month|week|weekend
      |summer|spring|autumn|fall|winter|morning|afternoon|evening|season|century|decade)))
    | (?-i:\p{{Lu}}?\p{{Ll}}+,?\s(?:\p{{Ll}}+,?\s){{0,4}})(?:he|she|his|her|him)\b
    )""",
    _I,
)
LEANING = patterns.Plain(
    r"""[,;]\s(?:however|though|therefore|meanwhile|moreover|in\sturn|for\sexample|for\sinstance|too|nevertheless
      |furthermore|by\scontrast|likewise|on\sthe\sother\shand)[,.;]
    | ,\sthat[’']s\sthe\b
    | [,”"]\s(?:he|she|they|it)\s(?:has\s|had\s|also\s|then\s)?(?:said|says|added|adds|told|explained|explains
      |noted|wrote|warned|asked|recalled|continued)\b
    | \b(?:aforementioned|as\smentioned|mentioned\sabove|the\slatter|as\snoted|the\sanswer\s(?:is|was)
      |to\sfind\sout(?=\.\Z))\b
    | \A[^,.]{0,60}?\salso\s(?:said|says|told|noted|added|called|warned|stressed|urged|asked|argued)\b""",
    patterns.VERBOSE,
)
CONNECTIVE_START = patterns.Pattern(
    r"(?:However|Moreover|Furthermore|In addition|Additionally|Meanwhile|Also|Besides|Nevertheless|Nonetheless"
    r"|Finally|Lastly"
    r"|At the same time|Indeed|In fact|Of course|Overall|Similarly|Likewise),\s+(?=\p{L})"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\p{Ll}*\.?"
DATELINE_START = patterns.Pattern(
    rf"""(?!By\s)(?: \p{{Lu}}[\p{{L}}.’'-]*(?:,?\s\p{{Lu}}[\p{{L}}.’'-]*){{0,4}} ,\s (?:\d{{1,2}}\s{_MONTH}
      |{_MONTH}\s\d{{1,2}}) (?:,?\s\d{{4}})? \s* (?:\([^()]{{2,30}}\)\s*)? [—–-]{{1,2}} \s*
    | (?:\p{{Lu}}[\p{{L}}.’'-]*(?:,?\s\p{{Lu}}[\p{{L}}.’'-]*){{0,4}}\s*)? \((?:CNN|Reuters|AP|AFP|UPI|Xinhua
      |UN\sNews|BBC|Bloomberg|HLN|\p{{Lu}}[\p{{L}}\s]{{1,20}}(?:News|Network|Times|Post|Press
      |Agency|\.com))\) \s* [—–:-]{{0,2}} \s*
    | \p{{Lu}}[\p{{Lu}}\s.,’'-]{{2,40}} (?:\s\([\p{{L}}\s]{{2,20}}\))? \s+ [—–]{{1,2}} \s+
    )""",
    patterns.VERBOSE,
)
BACKGROUND = patterns.Plain(
    r"""\b(?: (?:is|are|was|were)\s(?:observed|celebrated|marked|commemorated|held)\s(?:each|every|annually|around)\b
    | (?:founded|established|created)\sin\s\d{4}\b
    | aims?\sto\b | annual(?:ly)?\b.{0,40}\bcommemorat | commemorates\b
    | (?:is|was)\s(?:an?|the)\s(?:[^\W\d_]+\s){0,4}(?:organi[sz]ation|agency|programme|initiative|platform)\sthat\b
    )""",
    patterns.VERBOSE,
)
NEWS = patterns.Pattern(
    r"\b(?:today|yesterday|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this\s(?:week|month)|announced|launched|opened|published"
    r"|released|signed|agreed|adopted|unveiled|according\sto|survey)\b"
)
VAGUE_START = patterns.Pattern(
    r"(?:the\s(?:prime\sminister|president|minister|company|group|event|meeting|participants?|couple|man|woman"
    r"|team|project|victim|report|study|agency|organi[sz]ation|teenager|program(?:me)?|authors?|pair|actor"
    r"|actress|singer|player|official|police)|participants|we|i|you|my|our)\b",
    patterns.IGNORECASE,
)
SPOKEN = patterns.Plain(r"\b(?:i|we|you|us|my|our|well|okay)\b")
HALTING = patterns.Pattern(r"\b(?:um+\b|uh+\b|er\b|you\sknow,|i\smean,)", patterns.IGNORECASE)
SPEECH = patterns.Pattern(
    rf"""\b(?:{_SAY})\b,?\s+(?:\p{{Lu}}[\p{{L}}.’'-]|(?:the|an?|his|her|their|one)\s\p{{L}}{{3}}|former|local
      |\p{{L}}{{4,}}s\b)
    | (?<!\b(?:he|she|they|it|who|we|which|that|and|also|have|has|had|not|then|later
      |ever)\s(?:\p{{L}}+ly\s)?)(?<![\p{{L}}])
      (?:\p{{Lu}}[\p{{L}}.’'-]*\p{{L}}|(?!(?:he|she|they|who|which|that|also|have|later|this|then
        |were)\b)\p{{Ll}}{{4,}})[,]?\s(?:\p{{L}}+ly\s|has\s|had\s|also\s)?(?:{_SAY})\b""",
    patterns.VERBOSE,
)
ASKING = patterns.Pattern(
    r"\A(?:did|does|do|is|are|was|were|can|could|would|will|should|have|has)\s(?:they|you|we|he|she|it|i|there|this|that)\b",
    patterns.IGNORECASE,
)
