"""What is done to a text, and what is left alone. Every text here was written for these tests."""

import pytest

from digest.model import Language, Role

HEADER = "Story\n1 August 2025\nA title\n"
LONG = "The ferry to the northern islands runs again after two years of repair work in the harbour."
THIRD = "A school on the largest island has asked for a second boat that can carry bicycles."
OTHER = "Fishermen, teachers and nurses were among the first to cross the strait on Friday morning."


@pytest.fixture
def cleaned(parse):
    """The paragraphs of a text as (role, text), and the notes."""

    def _cleaned(body: str):
        article = parse("site-text", HEADER + body).articles[0]
        return [(paragraph.role, paragraph.text) for paragraph in article.paragraphs], article.notes

    return _cleaned


def test_repeated_paragraph_is_kept_once_whatever_its_width_and_case(cleaned):
    paragraphs, notes = cleaned(f"{LONG}\n{OTHER}\n{LONG.upper()}\n")
    assert paragraphs == [(Role.TEXT, LONG), (Role.TEXT, OTHER)]
    assert notes == ("1 repeated paragraph removed",)


def test_short_lines_that_repeat_are_kept_outside_a_repeated_run(cleaned):
    paragraphs, _ = cleaned(f"Amina:\n{LONG}\nBo:\n{OTHER}\nAmina:\nYes.")
    assert [text for _, text in paragraphs].count("Amina:") == 2


def test_short_line_within_a_repeated_run_goes_with_it(cleaned):
    paragraphs, notes = cleaned(f"{LONG}\nAmina:\n{OTHER}\n{LONG}\nAmina:\n{OTHER}")
    assert [text for _, text in paragraphs] == [LONG, "Amina:", OTHER]
    assert notes == ("3 repeated paragraphs removed",)


def test_template_leaks_and_marks_are_removed(cleaned):
    paragraphs, notes = cleaned(f"{LONG}, filtered_html\nVideo Url\n{OTHER}\nLearn more\n了解更多")
    assert [text for _, text in paragraphs] == [LONG, OTHER]
    assert "2 pieces of page template removed" in notes


def test_invisible_characters_are_removed_and_spaces_single(cleaned):
    paragraphs, _ = cleaned("The\u00a0ferry \u200bruns\u202e   again\x07 today.")
    assert paragraphs == [(Role.TEXT, "The ferry runs again today.")]


def test_garbled_text_is_repaired_when_it_is_proven(cleaned):
    paragraphs, notes = cleaned("渡船恢复通航了。".encode().decode("latin-1"))
    assert paragraphs == [(Role.TEXT, "渡船恢复通航了。")]
    assert notes[0] == "1 garbled paragraph repaired"


def test_joined_sentences_are_separated_with_a_space(cleaned):
    paragraphs, notes = cleaned("They have rights.In this town they use them. See www.site.example for more.")
    assert paragraphs[0][1] == "They have rights. In this town they use them. See www.site.example for more."
    assert notes == ("1 missing space between sentences restored",)


def test_joined_sentences_of_a_very_long_line_become_paragraphs(cleaned):
    paragraphs, _ = cleaned(f"{' '.join([LONG, OTHER] * 4)}In this town people wait for it.")
    assert paragraphs[-1] == (Role.TEXT, "In this town people wait for it.")


def test_chinese_full_stop_and_space_ends_a_paragraph_in_a_long_line(cleaned):
    sentence = "北方群岛的渡船在港口维修两年之后恢复通航,老师、护士和渔民星期五早上第一批过海。"
    paragraphs, notes = cleaned(f"{sentence * 2}” {sentence * 2} 最后一句。")
    assert len(paragraphs) == 3
    assert paragraphs[0][1].endswith("过海。”")
    assert "2 joined paragraphs separated" in notes


def test_short_chinese_line_with_a_space_stays_whole(cleaned):
    assert len(cleaned("渡船来了。 大家上船。")[0]) == 1


def test_glued_sub_heading_becomes_a_heading(cleaned):
    paragraphs, notes = cleaned("渡船在维修之后恢复通航。居民的新生活\n老师和护士第一批过海,他们等了两年。\n")
    assert paragraphs[:2] == [(Role.TEXT, "渡船在维修之后恢复通航。"), (Role.HEADING, "居民的新生活")]
    assert notes[0] == "1 sub-heading separated"


@pytest.mark.parametrize(
    "line",
    [
        "渡船恢复通航。他说",  # too short
        "渡船恢复通航。居民的新生活,",  # goes on
        "渡船恢复通航。In the town",  # not Chinese
        "渡船恢复通航。这一次的维修工作花了两年多的时间才完成所有的工程",  # too long
    ],
)
def test_end_of_a_line_that_is_no_heading_stays(cleaned, line):
    paragraphs, _ = cleaned(f"{line}\n老师和护士第一批过海,他们等了两年。")
    assert len(paragraphs) == 2


def test_last_line_has_no_glued_heading(cleaned):
    assert len(cleaned("渡船在维修之后恢复通航。居民的新生活")[0]) == 1


def test_short_line_between_paragraphs_is_a_heading(cleaned):
    paragraphs, _ = cleaned(f"{LONG}\nA new start\n{OTHER * 2}")
    assert paragraphs[1] == (Role.HEADING, "A new start")


def test_call_to_click_is_boilerplate_and_its_neighbours_are_not(cleaned):
    paragraphs, notes = cleaned(f"{LONG} For users in mainland China, please click this link. {OTHER}")
    assert [role for role, _ in paragraphs] == [Role.TEXT, Role.BOILERPLATE, Role.TEXT]
    assert notes == ("1 paragraph of boilerplate marked",)


@pytest.mark.parametrize(
    "call",
    [
        "Click here to watch the film.",
        "点击此处观看视频。",
        "请扫描下方二维码关注我们。",
        "E-mail: press@site.example",
        "Read the report here.",
    ],
)
def test_calls_and_contacts_are_boilerplate(cleaned, call):
    paragraphs, _ = cleaned(f"{LONG}\n{OTHER}\n{call}")
    assert paragraphs[-1] == (Role.BOILERPLATE, call)


def test_call_in_the_middle_of_a_paragraph_is_cut_out(cleaned):
    paragraphs, _ = cleaned(f"{LONG} Read the report here. {OTHER}")
    assert paragraphs[1] == (Role.BOILERPLATE, "Read the report here.")


@pytest.mark.parametrize(
    "sentence",
    ["With a click here and there the door opened.", "The children read aloud here.", "他点击了鼠标。"],
)
def test_sentences_that_only_resemble_calls_are_text(cleaned, sentence):
    assert cleaned(f"{LONG}\n{OTHER}\n{sentence}")[0][-1] == (Role.TEXT, sentence)


def test_doubled_name_begins_the_biographies_at_the_end(cleaned):
    life = "Mara Quill Mara J. Quill is a professor of tides at the University of Nowhere."
    paragraphs, _ = cleaned(f"{LONG} {OTHER}\n{OTHER} {LONG}\n{life}\nShe has two dogs.")
    assert [role for role, _ in paragraphs] == [Role.TEXT, Role.TEXT, Role.BIOGRAPHY, Role.BIOGRAPHY]


def test_life_told_within_a_paragraph_is_set_apart(cleaned):
    life = (
        "Mara Quill is a professor of tides. She is also a diver. Quill has written six books. "
        "Other works are films. Before that, Quill spent ten years at sea. She received a medal in 2011."
    )
    paragraphs, _ = cleaned(f"{LONG} {OTHER} {life} The harbour was full. {THIRD}")
    assert [role for role, _ in paragraphs] == [Role.TEXT, Role.BIOGRAPHY, Role.TEXT]
    assert paragraphs[1][1] == life


def test_person_who_is_introduced_in_one_sentence_is_no_biography(cleaned):
    body = f"{LONG} {OTHER} Mara Quill is a professor of tides. She said the ferry would help. {LONG} {OTHER} {LONG}"
    assert [role for role, _ in cleaned(body)[0]] == [Role.TEXT]


@pytest.mark.parametrize("heading", ["About UN-Harbour", "关于联合国海港署", "Media contacts:"])
def test_everything_from_an_about_heading_to_the_end_is_boilerplate(cleaned, heading):
    paragraphs, _ = cleaned(f"{LONG}\n{OTHER}\n{THIRD}\n{heading}\nIt was founded long ago.")
    assert [role for role, _ in paragraphs][-2:] == [Role.BOILERPLATE, Role.BOILERPLATE]
    assert [role for role, _ in paragraphs][:3] == [Role.TEXT] * 3


def test_about_at_the_beginning_is_not_boilerplate(cleaned):
    paragraphs, _ = cleaned(f"About the harbour\n{LONG} {OTHER}\n{OTHER} {LONG}")
    assert Role.BOILERPLATE not in [role for role, _ in paragraphs]


def test_hashtags_at_the_end_are_apart_and_numbers_are_not_hashtags(cleaned):
    paragraphs, _ = cleaned("渡船恢复通航了。#渡船 #2025海港节 #北方+30")
    assert paragraphs == [(Role.TEXT, "渡船恢复通航了。"), (Role.HASHTAGS, "#渡船 #2025海港节 #北方+30")]
    assert cleaned("The ferry is ranked #1")[0] == [(Role.TEXT, "The ferry is ranked #1")]


@pytest.mark.parametrize("caption", ["图片说明:渡船在港口", "Photo: the ferry in the harbour", "© UN-Harbour/Quill"])
def test_captions_are_captions(cleaned, caption):
    assert cleaned(f"{LONG}\n{caption}\n{OTHER}")[0][1][0] is Role.CAPTION


def test_paragraph_that_is_said_word_for_word_in_another_is_a_pull_quote(cleaned):
    paragraphs, _ = cleaned(f"{OTHER} {LONG}\n“{LONG}”\nThen the rain came.")
    assert [role for role, _ in paragraphs] == [Role.TEXT, Role.QUOTE, Role.TEXT]


def test_paragraph_that_stands_twice_but_for_its_quotation_marks_is_text_once(cleaned):
    paragraphs, _ = cleaned(f"{LONG}\n{OTHER}\n“{LONG}”\n{THIRD}")
    assert [role for role, text in paragraphs if "ferry" in text].count(Role.TEXT) == 1


def test_paragraphs_of_a_series_that_differ_in_a_figure_are_text(cleaned):
    sentence = "In the harbour of the {0}th island the nurses and teachers counted {0}0 boats on Friday."
    series = [sentence.format(number) for number in range(4, 9)]
    assert {role for role, _ in cleaned("\n".join(series))[0]} == {Role.TEXT}


def test_chinese_gets_full_width_marks_and_the_original_stays(parse):
    article = parse("site-text", "报道\n2025年8月1日\n渡船复航:居民(约300人)过海\n渡船来了,大家上船!\n1 of 1").articles[
        0
    ]
    assert article.title == "渡船复航：居民（约300人）过海"
    assert article.body == "渡船来了，大家上船！"
    assert (article.original_title, article.original_body) == ("渡船复航:居民(约300人)过海", "渡船来了,大家上船!")


def test_english_paragraph_in_a_chinese_article_keeps_its_marks_and_language(parse):
    chinese = "报道\n2025年8月1日\n渡船复航\n渡船来了,大家上船,然后一起去北方的群岛看望老师和护士们。"
    paragraphs = parse("site-text", f"{chinese}\n{LONG[:-1]}, they said.\n").articles[0].paragraphs
    assert [paragraph.language for paragraph in paragraphs] == [Language.ZH_HANS, Language.EN]
    assert paragraphs[1].text == f"{LONG[:-1]}, they said."
