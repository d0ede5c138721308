"""Which parts of a plain text are kept: addresses, mentions, templates, other languages."""

import pytest

from digest.chinese import spans


def kept(text: str, *, hashtags: bool = True) -> list[str]:
    return [run.text[start:end] for run in spans.read(text, hashtags=hashtags).runs for start, end in run.kept]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("访问https://un.org/zh了解更多。", "https://un.org/zh"),
        ("看https://例子.中国/发展?后=1#头，好", "https://例子.中国/发展?后=1#头"),
        ("看https://例子.中国/发展。后", "https://例子.中国/发展"),
        ("看（https://例子.中国/发展）后", "https://例子.中国/发展"),
        ("https://un.org/报告.", "https://un.org/报告"),
        ("http://例子.中国了解", "http://例子.中国"),
        ("http://例子.網路/里", "http://例子.網路/里"),
        ("https://www.联合国.cn后", "https://www.联合国.cn"),
        ("https://a.cn/报告2030全文.pdf里", "https://a.cn/报告2030全文.pdf"),
        ("https://a.cn/发展-目标/后", "https://a.cn/发展-目标/后"),
        ("https://a.cn/café/发展 后", "https://a.cn/café/发展"),
        ("https://a.cn/wiki/发展_(经济)后", "https://a.cn/wiki/发展_(经济)"),
        ("https://un.org(联合国官网)", "https://un.org"),
        ("https://un.org.了解", "https://un.org"),
        ("https://un.org,后来", "https://un.org"),
        ("https://a.cn/%E5%8F%91/后", "https://a.cn/%E5%8F%91/后"),
        ("WWW.例子.中国/后 里", "WWW.例子.中国/后"),
        ("请看un.org/发展，后", "un.org/发展"),
        ("例子.中国/发展 后", "例子.中国/发展"),
        ("联系abc@un.org的", "abc@un.org"),
        ("邮箱info@un.org.", "info@un.org"),
        ("邮箱：info@联合国.cn，后", "info@联合国.cn"),
        ("邮箱：张三@例子.中国，后", "张三@例子.中国"),
        ("邮箱：张三@例子.公司的", "张三@例子.公司"),
        ("感谢@联合国 发布", "@联合国"),
        ("感谢@联合国发布，后", "@联合国发布"),
        ("感谢＠里约_后·头 发", "＠里约_后·头"),
        ("感谢@后@mastodon.social 发", "@后@mastodon.social"),
        ("{{ 发展 }}后", "{{ 发展 }}"),
        ("{{ 后|default('}') }}后", "{{ 后|default('}') }}"),
        ("{% if x == '后' %}后", "{% if x == '后' %}"),
        ("{# 后\n里 #}后", "{# 后\n里 #}"),
        ("<%= 后 %>里", "<%= 后 %>"),
        ("%%发%%后", "%%发%%"),
        ("*|发|*后", "*|发|*"),
        ("${后}里", "${后}"),
        ("%(后)s里", "%(后)s"),
        ("{姓名}后", "{姓名}"),
        ("`发`后", "`发`"),
        ('<a title="发">后', '<a title="发">'),
        ("<!-- 发 -->后", "<!-- 发 -->"),
        ("国連の学校", "国連の学校"),
        ("カタカナ后", "カタカナ后"),
        ("學校에서 后", "學校에서"),
        ("发\0展", "\0"),
        ("发\ud800展", "\ud800"),
    ],
)
def test_what_is_no_chinese_is_kept_and_nothing_beside_it(text: str, expected: str) -> None:
    assert kept(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "可持续发展目标",
        "价格<a,后>",
        "若 x<y 且 z>发展",
        "{后，里}",
        "U.N.中国代表",
        "3.5/万人",
        "后@ 里",
        "我们去了鲜の味餐厅",
        "安东尼奥·古特雷斯・后",
        "“{{ 后”",
        "#话题#",
        "-{后}-".replace("后", "后，里"),
    ],
)
def test_what_only_looks_like_an_address_or_a_tag_is_converted(text: str) -> None:
    assert kept(text) == []


def test_japanese_words_in_a_chinese_sentence_are_kept() -> None:
    assert kept("他说こんにちは，我们参观了国立博物館です。") == ["こんにちは", "了国立博物館です"]


@pytest.mark.parametrize("text", ["#话题#", "#话题", "＃话题＃"])
def test_hashtags_stay_where_a_channel_wants_it(text: str) -> None:
    assert kept(f"后 {text} 里", hashtags=False) == [text]
    assert kept(f"后 {text} 里") == []


def test_a_paragraph_has_its_line_breaks() -> None:
    layout = spans.read("一\n二\n\n三\r\n\r\n\u3000\n四")

    assert [layout.text[slice(*part)] for part in layout.runs[0].parts] == ["一\n二", "三", "四"]


def test_characters_that_no_converter_survives_are_reported_with_their_place() -> None:
    assert [(flaw.start, flaw.end) for flaw in spans.read("发\0\0展\udfff").flaws] == [(1, 3), (4, 5)]
