"""Running text: headline, wrapped lines, one form of letter, so that spans count in what the report carries."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UnreadableReport
from dateline.reading import identify, read_text
from dateline.reading.normal import normalise
from dateline.reading.plain import split_headline, unwrap

BODY = "GAO, Mali - Soldiers entered the town on Monday, officials said."


def test_a_short_first_line_before_a_blank_one_is_the_headline() -> None:
    report = read_text(f"Soldiers enter Gao\n\n{BODY}", published="2017-05-18", outlet="Courier")
    assert (report.title, report.text) == ("Soldiers enter Gao", BODY)
    assert report.language == "en"
    assert str(report.published) == "2017-05-18"


@pytest.mark.parametrize(
    "first",
    [
        "Soldiers entered Gao.",
        "27 July 2016",
        "Wednesday 27 Jul 2016",
        "By Jane Writer",
        "Gao",
        "word " * 60,
        '"We won," he said."',
    ],
)
def test_other_first_lines_stay_in_the_text(first: str) -> None:
    text = f"{first.strip()}\n\n{BODY}"
    assert split_headline(text) == ("", text)


def test_a_headline_needs_its_blank_line_and_a_body() -> None:
    assert split_headline(f"Soldiers enter Gao\n{BODY}")[0] == ""
    assert split_headline("Soldiers enter Gao\n\n")[0] == ""


def test_a_given_title_leaves_the_text_whole() -> None:
    text = f"Soldiers enter Gao\n\n{BODY}"
    report = read_text(text, title="Gao")
    assert (report.title, report.text) == ("Gao", text)


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    wrapped = (
        "Soldiers entered the town on Monday and arrested its\n"
        "mayor, officials said, after a fight that had lasted\n"
        "for more than four hours.\n\nThe governor left.\nHe said no more."
    )
    assert unwrap(wrapped).split("\n") == [
        "Soldiers entered the town on Monday and arrested its mayor, officials said, after a fight that had lasted for more than four hours.",
        "",
        "The governor left.",
        "He said no more.",
    ]


def test_lists_and_long_paragraphs_are_not_joined() -> None:
    text = "Strikes on Tuesday:\nGao, two dead\nKidal, none\nTimbuktu, four wounded in the market"
    assert unwrap(text) == text
    lines = "\n".join(["A paragraph that runs far beyond any width at which a typist wraps his lines. " * 4] * 4)
    assert unwrap(lines) == lines


def test_line_ends_spaces_and_letters_have_one_form() -> None:
    assert normalise("a\r\nb\rc\u2028d\x0ce\x85f") == "a\nb\nc\nd\ne\nf"
    assert normalise("20\u00a0000\u202fmen\u3000") == "20 000 men "
    assert normalise("e\u0301lan de\u00adployed zero\u200bwidth \ufeffmark") == "élan deployed zerowidth mark"
    assert normalise("he said \x93no\x94 \x96 twice") == "he said “no” – twice"


def test_a_stray_control_character_becomes_a_space_and_joiners_stay() -> None:
    text = "می\u200cخواهم " + "word " * 40
    assert normalise(text + "\x07end") == text + " end"


@pytest.mark.parametrize(("text", "words"), [("a\ud800b", "U[+]D800 at 1"), ("a\udce9b", "byte 0xe9"), ("a\0b", "NUL"), (" ", "empty")])
def test_text_that_cannot_be_kept_is_refused(text: str, words: str) -> None:
    with pytest.raises(UnreadableReport, match=words):
        read_text(text)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    try:
        once = normalise(text)
    except UnreadableReport:
        return
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any("\ud800" <= letter <= "\udfff" or letter in "\r\0" for letter in once)


@given(st.text(min_size=1))
def test_any_text_gives_a_report_or_a_reason(text: str) -> None:
    with suppress(UnreadableReport):
        report = read_text(text, language="en")
        assert report.text.strip()
        assert report.language == "en"
        assert len(report.id) == 64


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Troops took the town on Monday after a fight that lasted four hours, officials said."),
        ("fr", "Les forces armées ont pris la ville lundi après quatre heures de combats, selon des sources."),
        ("ar", "سيطرت القوات على المدينة يوم الاثنين بعد قتال استمر أربع ساعات."),
        ("ru", "Войска заняли город в понедельник после четырёхчасового боя, сообщили источники."),
        ("es", "Las tropas tomaron la ciudad el lunes tras cuatro horas de combates, según las autoridades."),
    ],
)
def test_the_language_of_a_sentence_is_identified(code: str, text: str) -> None:
    found, probability = identify(text)
    assert found == code
    assert 0 < probability <= 1
    assert read_text(text).language == code


@pytest.mark.parametrize(("code", "text"), [("ar", "انفجار في كابل"), ("ru", "Взрыв в Кабуле"), ("id", "Ledakan di Kabul")])
def test_a_short_foreign_text_is_not_left_open(code: str, text: str) -> None:
    assert read_text(text).language == code


def test_a_text_too_short_to_tell_has_no_language_and_a_stated_one_is_kept() -> None:
    assert identify("12 + 30")[0] == ""
    assert read_text("Gao.").language == ""
    assert read_text("Gao.", language="en-GB").language == "en"
