"""Which of many statements have all bits of a pattern, asked of all of them at once.

A statement's bits are a row; what is asked for are columns. Cut out of the rows once, a column is
one number with eight bits for each statement, the lowest of them set where the statement has the
bit, so that "has all of these" is to `&` a few numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


class Columns(dict[int, int]):
    """By bit, where it is set among these masks; each column is cut when first asked for."""

    def __init__(self, masks: Sequence[int]) -> None:
        super().__init__()
        most = max((mask.bit_length() for mask in masks), default=0)
        self._width = most // 8 + 1
        self._rows = b"".join([mask.to_bytes(self._width, "little") for mask in masks])
        self._each = int.from_bytes(b"\x01" * len(masks), "little")

    def __missing__(self, bit: int) -> int:
        byte, shift = divmod(bit.bit_length() - 1, 8)
        column = 0
        if byte < self._width:
            bytes_of_all = self._rows[byte :: self._width]
            column = int.from_bytes(bytes_of_all, "little") >> shift & self._each
        self[bit] = column
        return column

    def with_all(self, bits: Iterable[int], *, among: int) -> int:
        """The column of those masks among a column's that have all of these bits."""
        column = among
        for bit in bits:
            column &= self[bit]
            if not column:
                break
        return column


def numbers_in(column: int) -> Iterator[int]:
    """The numbers of the masks in a column, lowest first."""
    each = column.to_bytes(column.bit_length() // 8 + 1, "little")
    number = each.find(1)
    while number >= 0:
        yield number
        number = each.find(1, number + 1)


def at(number: int) -> int:
    """The column of one mask alone."""
    return 1 << 8 * number


def stretch(first: int, end: int) -> int:
    """The column of the masks from one number to before another."""
    return int.from_bytes(b"\x01" * (end - first), "little") << 8 * first
