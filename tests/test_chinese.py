"""Chinese text in the written form of an audience."""

from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import chinese
from digest.errors import DigestError
from digest.model import Language, Variant

HANS, HANT = Language.ZH_HANS, Language.ZH_HANT
TW, HK = Variant.ZH_HANT_TW, Variant.ZH_HANT_HK


@pytest.mark.parametrize(
    ("text", "written_in", "variant", "expected"),
    [
        ("可持续发展目标", HANS, TW, "可持續發展目標"),
        ("卫生与温暖", HANS, TW, "衛生與溫暖"),
        ("卫生与温暖", HANS, HK, "衞生與温暖"),
        ("嵐川的學校", HANT, Variant.ZH_HANS, "岚川的学校"),
        ("头发和发展", HANS, TW, "頭髮和發展"),
    ],
)
def test_text_is_converted_between_scripts(text: str, written_in: Language, variant: Variant, expected: str) -> None:
    assert chinese.text(text, written_in, variant) == expected


@pytest.mark.parametrize(
    ("text", "written_in", "variant"),
    [
        ("校舍里，干净的水，只有两三个台阶。", HANS, Variant.ZH_HANS),
        ("嵐川的山裏、這裡、台灣與臺灣，皇后與後面。", HANT, TW),
        ("衞生署說明了乾淨的水。", HANT, HK),
        ("The school’s 发 is not Chinese text.", Language.EN, TW),
        ("国連の学校", Language.JA, TW),
        ("中国", HANS, Variant.EN),
    ],
)
def test_text_that_needs_nothing_comes_back_byte_for_byte(text: str, written_in: Language, variant: Variant) -> None:
    assert chinese.text(text, written_in, variant) == text


@pytest.mark.parametrize(
    "kept",
    [
        "https://lanchuan.un.example/后台/发展?名=里#头",
        "www.例子.example/发展",
        "media@发展.example",
        "@联合国发布",
        "%%unsubscribe_url%%",
        "{{ 发展 }}",
        '<a href="/发展">',
        "`发展`",
        "国連の学校",
        "Sustainable Development Goals",
    ],
)
def test_what_must_not_be_touched_is_not(kept: str) -> None:
    converted = chinese.text(f"请看 {kept} 的发展。", HANS, TW)

    assert kept in converted
    assert converted.startswith("請看 ")
    assert converted.endswith(" 的發展。")


def test_a_nul_cuts_nothing_off() -> None:
    assert chinese.text("发展\0目标", HANS, TW) == "發展\0目標"


def test_characters_that_most_fonts_lack_do_not_come_out() -> None:
    assert chinese.text("黑頸鷿鷈", HANT, Variant.ZH_HANS) == "黑颈鷿鷈"


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"])))
def test_text_without_han_characters_is_never_changed(text: str) -> None:
    assert chinese.text(text, HANS, TW) == text


def test_the_wrong_opencc_package_is_named_and_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chinese.check_installation()
    wrong = tmp_path / "opencc_python_reimplemented-0.1.7.dist-info"
    wrong.mkdir()
    (wrong / "METADATA").write_text("Metadata-Version: 2.1\nName: opencc-python-reimplemented\nVersion: 0.1.7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert metadata.version("opencc-python-reimplemented") == "0.1.7"

    with pytest.raises(DigestError, match="pip uninstall opencc-python-reimplemented"):
        chinese.check_installation()
