"""The bundled sample reports."""

from __future__ import annotations

from dateline.reading import read_reports
from dateline.records import Report
from dateline.samples import sample_paths


def test_every_sample_is_read_as_english_with_a_headline() -> None:
    found = [report for path in sample_paths() for report in read_reports(path)]
    assert len(found) >= 6
    for report in found:
        assert isinstance(report, Report), report
        assert report.language == "en"
        assert report.title
        assert report.text.count(".") >= 6


def test_three_samples_are_rival_accounts_of_one_happening() -> None:
    rivals = [report for path in sample_paths() if path.name.startswith("ardouz") for report in read_reports(path)]
    assert len(rivals) == 3
    assert all(isinstance(report, Report) and "Bir Nakhla" in report.text for report in rivals)


def test_the_page_among_them_keeps_its_paragraphs_and_loses_its_menu() -> None:
    (page,) = (path for path in sample_paths() if path.suffix == ".html")
    (report,) = read_reports(page)
    assert isinstance(report, Report)
    assert (report.outlet, str(report.published)) == ("Relief Without Delay", "2023-03-16")
    assert report.text.count("\n") == 6
    assert "Donate" not in report.text
    assert report.title not in report.text
