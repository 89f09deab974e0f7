"""Columns: what all bits of a pattern have in common, against a plain loop over the masks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.content_columns import Columns, at, numbers_in, stretch
from checks.content_patterns import bits_of

MASKS = st.integers(min_value=0, max_value=(1 << 40) - 1)


@given(st.lists(MASKS, max_size=30), MASKS)
def test_a_pattern_is_found_where_all_its_bits_are(masks: list[int], pattern: int) -> None:
    expected = [number for number, mask in enumerate(masks) if mask & pattern == pattern]
    found = Columns(masks).with_all(bits_of(pattern), among=stretch(0, len(masks)))
    assert list(numbers_in(found)) == expected


@given(st.sets(st.integers(min_value=0, max_value=500)))
def test_the_numbers_in_a_column_are_those_put_there(numbers: set[int]) -> None:
    column = 0
    for number in numbers:
        column |= at(number)
    assert list(numbers_in(column)) == sorted(numbers)


def test_a_bit_beyond_all_masks_is_nowhere() -> None:
    columns = Columns([1, 3])
    assert columns.with_all([1 << 900], among=stretch(0, 2)) == 0
    assert columns.with_all([2], among=stretch(0, 2)) == at(1)


def test_only_those_asked_about_are_looked_at() -> None:
    columns = Columns([1, 1, 1, 1])
    assert list(numbers_in(columns.with_all([1], among=stretch(1, 3)))) == [1, 2]
