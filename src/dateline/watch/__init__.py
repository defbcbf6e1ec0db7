"""Watching: feeds and sitemaps read on a schedule, what is new kept, coded and linked, and told to who asked. Only here is there network."""

from dateline.watch.fetching import Answer, Asked, Fetcher, Refusal
from dateline.watch.guard import Guard
from dateline.watch.matching import notice_of
from dateline.watch.rounds import Found, Watcher
from dateline.watch.settings import Feed, Plan, Search, read_plan
from dateline.watch.state import State
from dateline.watch.webhook import signature, verify

__all__ = [
    "Answer",
    "Asked",
    "Feed",
    "Fetcher",
    "Found",
    "Guard",
    "Plan",
    "Refusal",
    "Search",
    "State",
    "Watcher",
    "notice_of",
    "read_plan",
    "signature",
    "verify",
]
