"""One request at a time to one address, with a pause between them.

Many schools sit on one vendor's machines, so the gate goes by resolved address, not by host:
to that vendor the whole batch is one polite visitor. Where very many schools share an address,
the full pause between any two of them would take days; there each school's host has the full
pause for itself, and the address a shorter one, a setting.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready_at: float = 0.0
    waiting: int = 0


class Gate:
    """Hands out turns. An address that nobody waits for is forgotten once its pause is over.

    An address counts as shared from `many` hosts on; then `shared_pause` (in seconds) lies
    between two requests to it.
    """

    def __init__(self, many: int = 0, shared_pause: float = 0.0) -> None:
        self._lanes: dict[str, _Lane] = {}
        self._hosts: dict[str, tuple[str, ...]] = {}
        self._many = many
        self._shared_pause = shared_pause

    @asynccontextmanager
    async def turn_for(self, host: str, address: str, pause: float) -> AsyncIterator[None]:
        """Wait for one's turn with a host at its address, and leave `pause` seconds after it."""
        if not self._is_shared(host, address):
            async with self.turn(address, pause):
                yield
            return
        async with (
            self.turn(f"host {host}", pause),
            self.turn(address, min(pause, self._shared_pause)),
        ):
            yield

    def _is_shared(self, host: str, address: str) -> bool:
        if not self._many or host == address:
            return False
        hosts = self._hosts.get(address, ())
        if len(hosts) < self._many and host not in hosts:
            # A tuple, since nearly every address has one host only, and is kept for the night.
            hosts = self._hosts[address] = (*hosts, host)
        return len(hosts) >= self._many

    @asynccontextmanager
    async def turn(self, address: str, pause: float) -> AsyncIterator[None]:
        """Wait for the address to be free, hold it, and leave `pause` seconds after it."""
        loop = asyncio.get_running_loop()
        lane = self._lanes.setdefault(address, _Lane())
        lane.waiting += 1
        try:
            async with lane.lock:
                await asyncio.sleep(max(0.0, lane.ready_at - loop.time()))
                try:
                    yield
                finally:
                    lane.ready_at = max(lane.ready_at, loop.time() + pause)
        finally:
            lane.waiting -= 1
            if lane.waiting == 0:
                loop.call_later(max(0.0, lane.ready_at - loop.time()), self._forget, address)

    def hold(self, address: str, seconds: float) -> None:
        """Keep everybody from an address for a while (Retry-After)."""
        lane = self._lanes.setdefault(address, _Lane())
        loop = asyncio.get_running_loop()
        lane.ready_at = max(lane.ready_at, loop.time() + seconds)
        loop.call_later(seconds, self._forget, address)

    def _forget(self, address: str) -> None:
        lane = self._lanes.get(address)
        now = asyncio.get_running_loop().time()
        if lane is not None and lane.waiting == 0 and lane.ready_at <= now:
            del self._lanes[address]

    def __len__(self) -> int:
        return len(self._lanes)
