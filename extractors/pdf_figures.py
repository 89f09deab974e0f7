"""Figures in a tagged PDF and their alternative texts, from the bytes of its tags.

PDFium can walk the tags page by page, at half the time that reading a page takes. The tags
stand in a few packed streams that are unpacked at once, in a tenth of that time.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator

_ROLE_MAP = re.compile(rb"\s*<<((?:\s*/[^\s/<>()\[\]]+)+)\s*>>\s*")
_FIGURE = re.compile(rb"/Figure\b")
_NAME = re.compile(rb"/([^\s/]+)")
_TEXT = re.compile(
    rb"/(?:Alt|ActualText)\s*(?:\(\s*[^\s)]|<(?!<)\s*(?:FEFF|(?!FEFF))[0-9A-F]{2})", re.I
)
_FIRST = re.compile(rb"/First\s+(\d{1,7})\b")
_NUMBERS = re.compile(rb"\d+")
_STREAM = re.compile(rb"stream\r?\n")

_LONGEST_OBJECT = 20_000
_MOST_UNPACKED = 40 * 1024 * 1024
"""Bytes of tags unpacked of one file; a school's report has some hundred thousand."""


def figures(body: bytes) -> tuple[int, int]:
    """How many figures the tags name and how many have no alternative text.

    Knows nothing of a file that is encrypted. A picture that no tag names was marked as
    decoration by whoever tagged the file.
    """
    packed = list(_packed(body))
    names = {b"Figure"}.union(*(_own_names(*stream) for stream in packed))
    figure = re.compile(rb"/S\s*/(?:" + b"|".join(sorted(map(re.escape, names))) + rb")\b")
    described: dict[bytes, bool] = {}
    plain = ((number, content) for number, content in _plain(body) if figure.search(content))
    inside = (
        each
        for content, first in packed
        if any(name in content for name in names)
        for each in _with_figures(content, first, figure)
    )
    for number, content in (*plain, *inside):
        # Saved again, an object stands in the file twice: the later one counts.
        described[number] = _TEXT.search(content) is not None
    return len(described), sum(not told for told in described.values())


def _own_names(content: bytes, first: int) -> Iterator[bytes]:
    """A program's own names for tags that the file's role map declares to be figures."""
    for _, told in _with_figures(content, first, _FIGURE):
        whole = _ROLE_MAP.fullmatch(told)
        names = _NAME.findall(whole[1]) if whole else []
        for own, role in zip(names[::2], names[1::2], strict=False):
            if role == b"Figure":
                yield own


def _plain(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Objects that name a figure and stand in the file as they are."""
    for place in _places(body, b"/Figure"):
        start = body.rfind(b" obj", max(place - _LONGEST_OBJECT, 0), place)
        end = body.find(b"endobj", place, place + _LONGEST_OBJECT)
        if start >= 0 and end >= 0:
            number = body[max(start - 14, 0) : start].split()[-2:-1]
            yield (number[0] if number else b""), body[start:end]


def _packed(body: bytes) -> Iterator[tuple[bytes, int]]:
    """The packed streams of objects, each with the place of its first object."""
    left = _MOST_UNPACKED
    view = memoryview(body)
    for place in _places(body, b"/ObjStm"):
        start = body.rfind(b" obj", max(place - 500, 0), place)
        stream = _STREAM.search(body, place, place + 500)
        first = _FIRST.search(body, max(start, 0), stream.start()) if stream else None
        if not stream or not first or left <= 0:
            continue
        try:
            content = zlib.decompressobj().decompress(view[stream.end() :], left)
        except zlib.error:
            continue
        left -= len(content)
        yield content, int(first[1])


def _places(body: bytes, name: bytes) -> Iterator[int]:
    """Where a name stands in the file; `find` looks through it far faster than a pattern."""
    place = body.find(name)
    while place >= 0:
        yield place
        place = body.find(name, place + len(name))


def _with_figures(
    content: bytes, first: int, figure: re.Pattern[bytes]
) -> Iterator[tuple[bytes, bytes]]:
    """The objects of one stream in which `figure` is found, with their numbers.

    Before the objects stands a list of their numbers and places.
    """
    if b"/Figure" not in content and not figure.search(content):
        return
    index = _NUMBERS.findall(content[:first])
    starts = [first + int(place) for place in index[1::2]]
    ends = [*starts[1:], len(content)]
    for place in sorted({bisect_right(starts, each.start()) for each in figure.finditer(content)}):
        if 0 < place <= len(index) // 2:
            yield index[2 * place - 2], content[starts[place - 1] : ends[place - 1]]
