"""robots.txt as RFC 9309 has it, also where it is missing or does not load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

MAX_ROBOTS = 512 * 1024
"""What is read of one robots.txt; the RFC asks for 500 KiB at least."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin. `unreachable` is the outcome's name where they did not load."""

    rules: Protego | None = None
    unreachable: str = ""

    def allows(self, url: str, agent: str) -> bool:
        """Whether `agent` may fetch `url`; nothing may be fetched while the rules are unknown."""
        if self.unreachable:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, agent))

    def crawl_delay(self, agent: str) -> float:
        """Seconds that the site asks to leave between requests; 0 where it asks nothing."""
        delay = self.rules.crawl_delay(agent) if self.rules else None
        return float(delay) if delay and delay > 0 else 0.0

    def sitemaps(self) -> Iterator[str]:
        """Addresses of sitemaps that it names."""
        if self.rules is not None:
            yield from self.rules.sitemaps


def agent_token(user_agent: str) -> str:
    """Give the name that robots.txt rules go by: what stands before the slash."""
    return re.split(r"[/\s]", user_agent.strip(), maxsplit=1)[0]


def from_answer(status: int, body: bytes) -> Robots:
    """Read an answer to a request for robots.txt, redirects followed.

    2xx gives rules; 4xx means there are none, except 429, which asks to stay away; 5xx means
    the rules are unknown, so nothing may be fetched.
    """
    if 200 <= status < 300:
        text = body[:MAX_ROBOTS].decode("utf-8-sig", errors="replace")
        if re.match(r"\s*<(?:!doctype|html)", text, re.I):
            return Robots()
        return Robots(Protego.parse(text.replace("\x00", "")))
    if status == 429 or status >= 500:
        return Robots(unreachable="robots-unreachable")
    return Robots()


def from_failure(outcome: str) -> Robots:
    """Rules of an origin whose robots.txt could not be fetched: unknown, so all is forbidden."""
    if outcome == "redirect-loop":
        return Robots()
    return Robots(unreachable=outcome)
