"""Work begun before its turn."""

import time
from collections.abc import Iterator
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ahead import DEPTH, ahead


@given(st.lists(st.integers()), st.integers(1, 4))
def test_every_item_comes_once_in_order_with_its_result(items: list[int], hands: int) -> None:
    assert list(ahead(lambda item: item * 2, items, hands)) == [(item, item * 2) for item in items]


def test_order_holds_where_later_work_is_done_sooner() -> None:
    def work(item: int) -> int:
        time.sleep(0.02 if item == 0 else 0)
        return item

    assert [result for _, result in ahead(work, range(6), 3)] == list(range(6))


def test_an_error_is_raised_in_its_items_turn() -> None:
    found = ahead(lambda item: 1 // item, [1, 1, 0, 1], 2)
    assert [next(found), next(found)] == [(1, 1), (1, 1)]
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_few_items_are_begun_before_they_are_asked_for() -> None:
    begun = []

    def items() -> Iterator[int]:
        for number in range(100):
            begun.append(number)
            yield number

    found = ahead(lambda item: item, items(), 2)
    next(found)
    assert len(begun) <= DEPTH * 2 + 1
    found.close()


def test_a_closed_iterator_begins_nothing_more() -> None:
    done, gate = [], Event()

    def work(item: int) -> None:
        gate.wait(5)
        done.append(item)

    found = ahead(work, range(50), 1)
    gate.set()
    next(found)
    found.close()
    assert len(done) <= DEPTH + 2
