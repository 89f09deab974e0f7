"""YAML that remembers its lines, so that a wrong entry can be pointed at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """YAML 1.2's booleans, `true` and `false` alone: `on` is a key here, not a truth."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))

_FAST: Any = type(
    "_FastLoader",
    (getattr(yaml, "CSafeLoader", yaml.SafeLoader),),
    {"yaml_implicit_resolvers": _Loader.yaml_implicit_resolvers},
)
"""The same in C, six times as fast, where PyYAML has it; it points less exactly at faults."""


class DataFileError(ValueError):
    """A data file that cannot be used; the message names the file, the entry and the line."""


@dataclass(frozen=True, slots=True)
class Lined:
    """A YAML file's value and, for any path into it, the line on which that stands."""

    path: Path
    value: Any
    root: yaml.Node | None

    def line(self, location: Sequence[str | int]) -> int:
        """The 1-based line of the deepest part of `location` that the file holds."""
        node = self.root
        line = node.start_mark.line + 1 if node is not None else 1
        for step in location:
            child = _child(node, step)
            if child is None:
                break
            key, node = child
            line = key.start_mark.line + 1
        return line


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The key's node and the value's node one step down, None where the file has none."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def read_lined(path: Path) -> Lined:
    """Read one YAML file.

    Raises `DataFileError` where it cannot be read or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: is not UTF-8 text") from error
    try:
        root, value = _parsed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" line {mark.line + 1}:" if mark else ""
        raise DataFileError(f"{path}:{where} not valid YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise DataFileError(f"{path}: not valid YAML ({error})") from error
    except ValueError as error:  # a day that no calendar has, such as 2014-13-01
        line = _line_of_no_day(yaml.compose(text, Loader=_Loader))
        raise DataFileError(f"{path}: line {line}: not a day ({error})") from error
    return Lined(path, value, root)


def _parsed(text: str) -> tuple[yaml.Node | None, Any]:
    try:
        return yaml.compose(text, Loader=_FAST), yaml.load(text, Loader=_FAST)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=_Loader), yaml.load(text, Loader=_Loader)


def _line_of_no_day(node: yaml.Node | None) -> int:
    """The line of the first date that is none; of the file's beginning where all are."""
    waiting = [node] if node is not None else []
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, yaml.MappingNode):
            waiting = [each for pair in node.value for each in pair] + waiting
        elif isinstance(node, yaml.SequenceNode):
            waiting = [*node.value, *waiting]
        elif node.tag == "tag:yaml.org,2002:timestamp" and not _is_day(node.value[:10]):
            return int(node.start_mark.line) + 1
    return 1


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
