"""Starts and stops the county's server; used by the demo, by tests and by `python -m`."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .addresses import Addresses
from .county import County
from .model import School, Site
from .server import Handler, Logged
from .tls import context_for
from .web import Kept


class PortInUseError(OSError):
    """The port that was asked for is taken at one of the county's addresses."""


@dataclass(slots=True)
class RunningCounty:
    """A county that is being served. `requests` grows while it runs."""

    county: County
    addresses: Addresses
    requests: list[Logged] = field(default_factory=list)

    @property
    def port(self) -> int:
        """The port that all hosts listen on."""
        return self.addresses.port

    def url(self, school: School) -> str:
        """Give the address of a school's own home page."""
        return self.addresses.origin(school.host) + "/"

    def counts(self) -> Counter[str]:
        """Count the requests by host (`school-7`, `local-offer`, ...)."""
        return Counter(entry.host for entry in self.requests)

    def write(self, out: Path) -> tuple[Path, Path]:
        """Write `register.csv` and `truth.json` for the county as it is served now."""
        return self.county.write(out, self.port, self.addresses.base)


@contextlib.contextmanager
def serve(
    county: County,
    *,
    port: int = 0,
    base: str = "127.77",
    more: Mapping[str, Site] | None = None,
    kept: Kept | None = None,
    ready: bool = False,
) -> Iterator[RunningCounty]:
    """Serve a county until the block ends. `port` 0 takes a free one.

    `more` are sites by host beside the county's own, or in the place of one of them. `kept` is
    given to each night of one county in turn, which then makes anew only what has changed. With
    `ready` all pages and files are made before the first request: on a busy machine a website
    whose files are still being written answers too late, and looks like one that is down.

    Raises PortInUseError when the port is taken, and OSError when the addresses below `base`
    do not answer on this machine (on macOS they must be added to the loopback device).
    """
    kept = kept or Kept()
    web = county.web(kept)
    everything = {**web.sites, **(more or {})}
    sites = {host: site for host, site in everything.items() if site.fault != "refused"}
    running, sockets = _listen(county, sites, port, base)
    handlers = {
        host: Handler(site, running.addresses.bind, running.requests.append, kept.answers)
        for host, site in sites.items()
    }
    if ready:
        for handler in handlers.values():
            handler.make_ready()
    loop = asyncio.new_event_loop()
    started = threading.Event()
    thread = threading.Thread(
        target=_run,
        args=(loop, started, handlers, sockets),
        name="sample-county",
        daemon=True,
    )
    thread.start()
    started.wait()
    try:
        yield running
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        for sock in sockets.values():
            sock.close()


def _listen(
    county: County, sites: dict[str, Site], port: int, base: str
) -> tuple[RunningCounty, dict[str, socket.socket]]:
    """Open a listening socket for each host; a free port is tried anew when it is half taken."""
    attempts = 1 if port else 5
    for attempt in range(attempts):
        chosen = port or _free_port(base)
        running = RunningCounty(county, Addresses(base, chosen))
        try:
            return running, _sockets(running.addresses, sites)
        except PortInUseError:
            if attempt == attempts - 1:
                raise
    raise AssertionError("unreachable")


def _sockets(addresses: Addresses, sites: dict[str, Site]) -> dict[str, socket.socket]:
    opened: dict[str, socket.socket] = {}
    try:
        for host in sites:
            opened[host] = _open(addresses.ip(host), addresses.port)
    except OSError:
        for sock in opened.values():
            sock.close()
        raise
    return opened


def _open(ip: str, port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((ip, port))
        sock.listen(128)
    except OSError as error:
        sock.close()
        if error.errno == 98 or "in use" in str(error).lower():
            raise PortInUseError(
                error.errno, f"port {port} is in use at {ip}; choose another with --port"
            ) from error
        raise
    sock.setblocking(False)
    return sock


def _free_port(base: str) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.bind((f"{base}.250.1", 0))
        port: int = sock.getsockname()[1]
    return port


def _run(
    loop: asyncio.AbstractEventLoop,
    started: threading.Event,
    handlers: dict[str, Handler],
    sockets: dict[str, socket.socket],
) -> None:
    """Run the event loop until it is stopped, then end every connection."""
    asyncio.set_event_loop(loop)

    tasks: set[asyncio.Task[None]] = set()

    async def start() -> None:
        for host, sock in sockets.items():
            secure = context_for(handlers[host].site.fault)
            await asyncio.start_server(_spawning(handlers[host], tasks), sock=sock, ssl=secure)

    loop.run_until_complete(start())
    started.set()
    loop.run_forever()
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def _spawning(
    handler: Handler, tasks: set[asyncio.Task[None]]
) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]:
    """Serve each connection in a task of its own that can be cancelled without noise."""

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(handler(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    return connected
