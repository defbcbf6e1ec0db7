"""What a round takes in, keeps and tells, from feeds as they are."""

from __future__ import annotations

import gzip
import json
import socket

import feedparser
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from dateline.archive import Query
from dateline.watch.webhook import signature, verify

from .conftest import Rig, Site, page, rss

ONE = '[[feed]]\nurl = "{url}/feed"\n'


def feed(site: Site, **more: str) -> str:
    return ONE.format(url=site.url) + "".join(f"{key} = {value}\n" for key, value in more.items())


def test_an_article_is_kept_with_its_bytes_coded_and_linked(rig: Rig, site: Site) -> None:
    body = page("Gao")
    site.serve("/feed", rss(("g1", f"{site.url}/a?utm_source=rss", "Attack")))
    site.serve("/a", body)
    watcher = rig.watcher(feed(site))
    (found,) = watcher.round()
    assert watcher.tell() == []
    assert (found.new, found.refused) == (1, [])
    (version,) = rig.archive.standing()
    assert rig.archive.raw(version.digest) == body.encode()
    assert (version.report.url, version.report.outlet, str(version.report.published)) == (f"{site.url}/a", "The Daily", "2026-03-03")
    assert len(rig.archive.events()) == 1


def test_a_second_round_asks_conditionally_and_takes_nothing_twice(rig: Rig, site: Site) -> None:
    site.serve("/feed", rss(("g1", f"{site.url}/a", "Attack")), ETag='"v1"', Last_Modified="Tue, 03 Mar 2026 10:00:00 GMT")
    site.serve("/a", page("Gao"))
    watcher = rig.watcher(feed(site))
    watcher.round()
    assert watcher.round() == []  # Not due yet.
    rig.clock.now += 3600
    site.serve("/feed", "a body that 304 must not have", 304)
    (found,) = watcher.round()
    headers = [one[2] for one in site.asked if one[1] == "/feed"][-1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"v1"', "Tue, 03 Mar 2026 10:00:00 GMT")
    assert (found.status, site.count("/a"), len(rig.coder.coded)) == ("not changed", 1, 1)


def test_a_changed_article_under_the_same_address_is_a_new_version(rig: Rig, site: Site) -> None:
    site.serve("/feed", rss(("g1", f"{site.url}/a", "Attack")))
    site.serve("/a", page("Gao"))
    watcher = rig.watcher(feed(site))
    watcher.round()
    watcher.tell()
    rig.clock.now += 7 * 3600
    site.serve("/a", page("Gao", "Correction: four traders were killed, the governor said later, and not three as was first written here."))
    (found,) = watcher.round()
    watcher.tell()
    (version,) = rig.archive.standing()
    assert (found.versions, version.number) == (1, 2)
    rig.clock.now += 7 * 3600
    assert watcher.round()[0].known == 1


def test_an_article_that_moves_under_its_guid_is_not_a_second_report(rig: Rig, site: Site) -> None:
    site.serve("/feed", rss(("tag:x,1", f"{site.url}/a", "Attack")))
    site.serve("/a", page("Gao"))
    site.serve("/b", page("Gao"))
    watcher = rig.watcher(feed(site))
    watcher.round()
    rig.clock.now += 7 * 3600
    site.serve("/feed", rss(("tag:x,1", f"{site.url}/b", "Attack")))
    watcher.round()
    assert [version.report.url for version in rig.archive.standing()] == [f"{site.url}/a"]


def test_one_guid_for_two_articles_loses_neither(rig: Rig, site: Site) -> None:
    site.serve("/feed", rss(("same", f"{site.url}/a", "Attack"), ("same", f"{site.url}/b", "Other")))
    site.serve("/a", page("Gao"))
    site.serve("/b", page("Kidal"))
    assert rig.watcher(feed(site)).round()[0].new == 2


def test_robots_txt_is_kept_to_and_its_delay_waited_for(rig: Rig, site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    site.serve("/feed", rss(("1", f"{site.url}/private/a", "Attack"), ("2", f"{site.url}/b", "Other")))
    site.serve("/b", page("Kidal"))
    (found,) = rig.watcher(feed(site)).round()
    assert site.count("/private/a") == 0 and site.count("/robots.txt") == 1
    assert found.new == 1 and any("robots.txt" in line for line in found.refused)
    assert max(rig.clock.slept) == pytest.approx(7)


def test_a_robots_txt_that_fails_closes_the_site(rig: Rig, site: Site) -> None:
    site.serve("/robots.txt", "", 503)
    site.serve("/feed", rss(("1", f"{site.url}/a", "Attack")))
    assert "robots.txt answers 503" in rig.watcher(feed(site)).round()[0].status
    assert site.count("/feed") == 0


@pytest.mark.parametrize(("status", "headers", "least"), [(429, {"Retry-After": "90000"}, 90_000), (503, {}, 1_800), (500, {}, 1_800)])
def test_a_feed_that_fails_is_left_alone_for_longer(rig: Rig, site: Site, status: int, headers: dict[str, str], least: float) -> None:
    site.serve("/feed", "", status, **headers)
    watcher = rig.watcher(feed(site))
    assert f"answered {status}" in watcher.round()[0].status
    first = watcher.state.feed(f"{site.url}/feed").due - rig.clock.now
    assert first >= least
    rig.clock.now += first + 1
    watcher.round()
    second = watcher.state.feed(f"{site.url}/feed")
    assert second.failures == 2 and (headers or second.due - rig.clock.now > first)


BOMB = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "<!DOCTYPE html><html><body>No feed</body></html>",
        "just words",
        b"\x00\xff\xfe" * 40,
        '{"a": 1}',
        "<rss><channel></channel></rss>",
        BOMB + "]><urlset><url><loc>&j;</loc></url></urlset>",
        BOMB + "]><rss><channel><title>&j;</title></channel></rss>",
        "<urlset><url><loc>x",
    ],
)
def test_what_is_no_feed_is_said_to_be_none(rig: Rig, site: Site, body: str | bytes) -> None:
    site.serve("/feed", body)
    (found,) = rig.watcher(feed(site)).round()
    assert found.status.startswith("not read:") or ((found.new == 0 and found.listed == 0) or found.refused)
    assert list(rig.archive.standing()) == []


def test_wrong_types_dates_and_encodings_do_not_stop_a_feed(rig: Rig, site: Site) -> None:
    text = rss(("1", f"{site.url}/a", "Angriff in Köln"), day="the 99th of Nevermber")
    site.serve("/feed", text.replace('version="1.0"?', 'version="1.0" encoding="iso-8859-1"?').encode("iso-8859-1"), Content_Type="image/png")
    site.serve("/a", page("Gao"))
    assert rig.watcher(feed(site)).round()[0].new == 1


def test_sitemaps_news_sitemaps_and_packed_ones_are_read(rig: Rig, site: Site) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url}/news.xml.gz</loc></sitemap><sitemap><loc>{site.url}/gone</loc></sitemap></sitemapindex>"
    news = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
    news += f"<loc>{site.url}/a</loc><news:news><news:publication_date>2026-03-03</news:publication_date></news:news></url></urlset>"
    site.serve("/feed", index)
    site.serve("/news.xml.gz", gzip.compress(news.encode()))
    site.serve("/a", page("Gao"))
    (found,) = rig.watcher(feed(site)).round()
    assert found.new == 1 and any("/gone" in line for line in found.refused)


def test_a_page_that_cannot_be_had_leaves_the_words_of_the_feed(rig: Rig, site: Site) -> None:
    site.serve("/feed", rss(("1", f"{site.url}/a", "Gunmen attacked Gao")))
    (found,) = rig.watcher(feed(site)).round()
    assert "the feed's own text is kept" in found.refused[0]
    assert [version.report.text for version in rig.archive.standing()] == ["Gunmen attacked Gao in short words."]


def test_killed_between_archive_and_memory_nothing_is_lost_or_doubled(rig: Rig, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.serve("/feed", rss(("1", f"{site.url}/a", "Attack")))
    site.serve("/a", page("Gao"))
    text = feed(site) + '[[search]]\nname = "s"\natom = "s.xml"\nquery = {types = ["ASSAULT"]}\n'
    watcher = rig.watcher(text)
    with monkeypatch.context() as patch:
        patch.setattr(type(watcher.state), "took", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            watcher.round()
    again = rig.watcher(text)
    again.round(everything=True)
    again.tell()
    again.tell()
    assert len(list(rig.archive.standing())) == 1
    assert len(again.state.notices("s", 10)) == 1


def test_a_search_is_told_by_feed_mail_and_signed_webhook(rig: Rig, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_HOOK", "a secret")
    site.serve("/feed", rss(("1", f"{site.url}/a", "Attack")))
    site.serve("/a", page("Gao"))
    site.serve("/hook", "", 500)
    got: list[str] = []

    class Box(Message):
        def handle_message(self, message: object) -> None:
            got.append(str(message))

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(Box(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        text = feed(site) + f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsender = "desk@example.org"\nstarttls = false\n'
        text += '[[search]]\nname = "Assaults"\natom = "out.xml"\nmail = "you@example.org"\nsecret_env = "TEST_HOOK"\n'
        text += f'webhook = "{site.url}/hook"\nquery = {{types = ["ASSAULT"]}}\n[[search]]\n'
        text += 'name = "Aid"\natom = "aid.xml"\nquery = {types = ["AID"]}\n'
        watcher = rig.watcher(text)
        watcher.round()
        (failed,) = watcher.tell()
        assert "answered 500" in failed and watcher.tell() == []
        rig.clock.now += 3600
        site.serve("/hook", "")
        assert watcher.tell() == []
    finally:
        server.stop()
    first, second = [one for one in site.asked if one[1] == "/hook"]
    assert first[3] == second[3] and first[2]["webhook-id"] == second[2]["webhook-id"]
    assert verify("a secret", second[2], second[3], rig.clock.now)
    assert not verify("another", second[2], second[3], rig.clock.now) and not verify("a secret", second[2], second[3] + b" ", rig.clock.now)
    assert json.loads(second[3])["claims"][0]["type"] == "ASSAULT"
    assert len(got) == 1 and "Attack in Gao" in got[0] and "not reviewed" in got[0]
    parsed = feedparser.parse(str(rig.folder / "out.xml"))
    assert not parsed.bozo and [entry.link for entry in parsed.entries] == [f"{site.url}/a"]
    assert feedparser.parse(str(rig.folder / "aid.xml")).entries == []
    assert rig.archive.search_claims(Query()).total == 1


def test_a_webhook_that_never_takes_it_is_laid_aside_and_can_be_revived(rig: Rig, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_HOOK", "a secret")
    site.serve("/feed", rss(("1", f"{site.url}/a", "Attack")))
    site.serve("/a", page("Gao"))
    watcher = rig.watcher(feed(site) + f'[[search]]\nname = "s"\nwebhook = "{site.url}/hook"\nsecret_env = "TEST_HOOK"\n')
    watcher.round()
    for _ in range(12):
        watcher.tell()
        rig.clock.now += 30_000
    assert site.count("/hook") == 10
    assert [one.state for one in watcher.state.deliveries("dead", rig.clock.now * 2)] == ["dead"]
    assert watcher.state.revive(rig.clock.now) == 1
    site.serve("/hook", "")
    assert watcher.tell() == [] and site.count("/hook") == 11


def test_the_signature_is_that_of_the_standard_webhooks_specification() -> None:
    # The example of its own test suite.
    secret, id, at, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    assert signature(secret, id, at, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
