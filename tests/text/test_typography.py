"""Full-width marks, glued sentences, invisible characters, mojibake."""

import pytest

from digest.text import typography

RESTORED = {
    "北京,11月10日——会议": "北京，11月10日——会议",
    "中国北京,2025 年 12 月 9 日": "中国北京，2025 年 12 月 9 日",
    "北京, 上海": "北京，上海",
    "故事 ,它们": "故事，它们",
    "展望2025:人工智能": "展望2025：人工智能",
    "资源的60%,但是": "资源的60%，但是",
    "增长1,000万,共3.5倍": "增长1,000万，共3.5倍",
    "时间:10:30,地点:上海": "时间：10:30，地点：上海",
    "比分3:1;真的吗?太好了!": "比分3:1；真的吗？太好了！",
    "目标(SDGs)对话": "目标（SDGs）对话",
    "协会 (UN) 表示": "协会（UN）表示",
    "教授(Prof. Li, PhD)表示": "教授（Prof. Li, PhD）表示",
    "开发署(UNDP(总部))对话": "开发署（UNDP（总部））对话",
    "Tom Wolters(唐华德)、马寅": "Tom Wolters（唐华德）、马寅",
    "“SDGs”,中国": "“SDGs”，中国",
    "AI,中国": "AI，中国",
    "UNDP, UNICEF和WHO": "UNDP, UNICEF和WHO",
    '他说:"我们来了!"她笑了.': '他说："我们来了！"她笑了。',
    "她笑了. 他走了.": "她笑了。他走了。",
    "她说“好的.”": "她说“好的。”",
    "中国,,你": "中国，，你",
    "包括:(一)减贫;(二)教育": "包括：（一）减贫；（二）教育",
    "答案:D": "答案：D",
    "2025年12月9日 (星期二)": "2025年12月9日（星期二）",
}


@pytest.mark.parametrize(("text", "expected"), RESTORED.items())
def test_marks_inside_chinese_become_full_width(text: str, expected: str) -> None:
    assert typography.restore(text) == expected


@pytest.mark.parametrize("text", [*RESTORED, *RESTORED.values()])
def test_restoring_twice_changes_nothing_more(text: str) -> None:
    once = typography.restore(text)
    assert typography.restore(once) == once


UNTOUCHED = [
    "",
    "Hello, world: (a; b)? Yes! No.",
    "Tom Wolters (唐华德), said: the city and the river are one; is it so?",
    "这是一个测试，没有半角标点。",
    "约翰.史密斯",
    "报告.pdf",
    "使用print()函数",
    "好:) 再见:-( 唉:(",
    "2024,2025年",
    "第1,2,3条",
    "中国...",
    "日本語,です。これは",
    "文件&nbsp;中",
    "见 http://example.org/a,b;c:d?e=(f) 页",
    "写信 a.b@example.org 给我",
    "[文本](http://example.org/a,b)",
    "代码 `a,b:c` 这里",
    '<a title="中:文" href="x">中</a>',
    "值为 {{ a, b }} 吗",
    "表情:thumbs_up:在此",
    "没有配对(的括号",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_not_chinese_punctuation_stays(text: str) -> None:
    assert typography.restore(text) == text


def test_a_mark_behind_an_address_is_the_sentence_s() -> None:
    assert typography.restore("见https://example.org/a,b?x=1,谢谢") == "见https://example.org/a,b?x=1，谢谢"


def test_lines_are_judged_one_by_one() -> None:
    text = "Yes, we can: the city (北京) is here.\n北京,上海"
    assert typography.restore(text) == "Yes, we can: the city (北京) is here.\n北京，上海"


def test_in_a_mixed_line_only_marks_between_chinese_change() -> None:
    text = "Hello, this is the text of a report, 这是一份关于气候变化的报告,请大家阅读."
    assert typography.restore(text) == "Hello, this is the text of a report, 这是一份关于气候变化的报告，请大家阅读。"


JOINED = {
    "human rights.In this episode": "human rights. In this episode",
    'well-being."In this episode': 'well-being." In this episode',
    "people’s rights.”The talk": "people’s rights.” The talk",
    "(the end).The next": "(the end). The next",
    "this link.Siddharth spoke": "this link. Siddharth spoke",
    "in 2021.Mr. Smith": "in 2021. Mr. Smith",
    "in journals.Mrs. Smith": "in journals. Mrs. Smith",
    "for years.I am": "for years. I am",
    "the world.A new day": "the world. A new day",
    'he left."She stayed': 'he left." She stayed',
    "Is it so?The end": "Is it so? The end",
}


@pytest.mark.parametrize(("text", "expected"), JOINED.items())
def test_glued_sentences_are_parted(text: str, expected: str) -> None:
    assert typography.join_fixes(text) == expected
    assert typography.join_fixes(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "U.S. and U.N.",
        "Ph.D. students",
        "README.Md",
        "Node.JS and Vue.Js",
        "example.Org is",
        "https://example.org/rights.In this",
        "www.rights.In this",
        "System.Text is a name",
        "System.Out.The end",
        "a.b@rights.In that",
        "Yahoo!Japan is",
        "version 3.5.In",
        "config.Toml",
        "e.g.In",
        "rights. In this",
        "",
    ],
)
def test_names_with_a_dot_stay_whole(text: str) -> None:
    assert typography.join_fixes(text) == text


def test_joins_are_where_the_next_sentence_begins() -> None:
    assert typography.joins("human rights.In this") == (13,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Hello” — world", '"hello" - World'),
        ("ＡＢＣ１２３", "abc123"),
        ("2025 年 12 月", "2025年12月"),
        ("中国，北京。", "中国,北京."),
        ("a\n\n b\tc", "a b c"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("e\u0301te\u0301", "été"),
        ("盖伊・赖德", "盖伊·赖德"),
        ("STRASSE", "straße"),
    ],
)
def test_copies_of_one_text_have_one_normal_form(one: str, other: str) -> None:
    assert typography.normal(one) == typography.normal(other)


def test_different_words_have_different_normal_forms() -> None:
    assert typography.normal("a b") != typography.normal("ab")
    assert typography.normal("中国") != typography.normal("中國")


PRINTED = {
    "a\u202eb": "a\\u202eb",
    "a\nb\tc": "a\\u000ab\\u0009c",
    "\x1b[31m": "\\u001b[31m",
    "a\u200bb\ufeff": "a\\u200bb\\ufeff",
    "\ud800": "\\ud800",
    "\U000e0041": "\\U000e0041",
    "中文 été 😀": "中文 été 😀",
    "❤\ufe0f": "❤\ufe0f",
    "\u2028": "\\u2028",
}


@pytest.mark.parametrize(("text", "expected"), PRINTED.items())
def test_a_terminal_sees_every_character_that_acts_in_secret(text: str, expected: str) -> None:
    assert typography.printable(text) == expected


CLEANED = {
    "a\x00b\x07c\x9b": "abc",
    "a\u202eb\u202c\u2066c\u2069": "abc",
    "\ufeffa\u200bb\u00adc\u2060": "abc",
    "a\u00a0b\u202fc\td": "a b c d",
    "a\r\nb\rc\u2028d": "a\nb\nc\nd",
    "\u3000\u3000中\u3000文\u3000\n\u3000下": "中\u3000文\n下",
    "x\ud800y": "xy",
    "\ud83d\ude00": "😀",
    "👩\u200d💻": "👩\u200d💻",
    "❤\ufe0f and 1\ufe0f\u20e3": "❤\ufe0f and 1\ufe0f\u20e3",
    "🏳\ufe0f\u200d🌈": "🏳\ufe0f\u200d🌈",
    "می\u200cخواهم": "می\u200cخواهم",
    "क्\u200dष": "क्\u200dष",
    "a\u200db\u200cc\ufe0f": "abc",
    "葛\U000e0100城": "葛\U000e0100城",
    "a\U000e0041\U000e0100": "a",
    "plain": "plain",
}


@pytest.mark.parametrize(("text", "expected"), CLEANED.items())
def test_hidden_characters_go_and_spelling_stays(text: str, expected: str) -> None:
    assert typography.clean_controls(text) == expected


@pytest.mark.parametrize(
    "meant", ["中国北京，2025年", "été à Genève", "It’s “done” — now", "Łódź", "مرحبا", "naïve café"]
)
def test_utf_8_read_as_windows_1252_is_repaired(meant: str) -> None:
    raw = meant.encode()
    broken = "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in raw)
    assert broken != meant
    assert typography.mojibake(broken) == meant
    assert typography.mojibake(raw.decode("latin-1")) == meant


def test_text_broken_twice_is_repaired_twice() -> None:
    twice = "é".encode().decode("latin-1").encode().decode("latin-1")
    assert typography.mojibake(twice) == "é"


@pytest.mark.parametrize(
    "text", ["", "plain", "été", "中国", "SÃO PAULO", "Â«", "Ã©tÃ© 中国", "naïve Ã©", "£5 – 10 €", "\ud800Ã©"]
)
def test_text_that_does_not_prove_broken_is_left(text: str) -> None:
    assert typography.mojibake(text) is None


@pytest.mark.parametrize("letter", ["\ufdd0", "\uffff", "\U0001fffe", "\U0010ffff"])
def test_noncharacters_are_removed(letter: str) -> None:
    assert typography.clean_controls(f"a{letter}b") == "ab"
