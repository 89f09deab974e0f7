"""Every limit and habit of the crawler in one place, and what Scrapy is told.

A job's `settings` override the defaults by name; unknown names are refused, so that a typing
error does not silently crawl with defaults.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

MIB = 1024 * 1024


class CrawlSettings(BaseModel):
    """Named limits. Times are seconds, sizes bytes. Names may be written in capitals."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user_agent: str = "Sendwatch/0.1"
    """The robot's name; robots.txt rules for its part before the slash are obeyed."""
    contact: str = "https://github.com/sendwatch/sendwatch"
    """An address where a site's owner can read what this is, or write to somebody."""
    allow_loopback: bool = False
    """Let addresses on this machine be crawled: for tests and the sample county only."""

    open_schools: int = Field(300, ge=1)
    """Schools visited at the same time by one process. With `delay` and the time that an answer
    takes this is about 100 requests a second, three times what a national night needs; each costs
    0.1 MB."""
    delay: float = Field(2.0, ge=0)
    """Pause between the end of one request to an address and the start of the next."""
    shared_by: int = Field(50, ge=0)
    """Hosts from which on an address counts as a vendor's machines; 0 for never."""
    shared_delay: float = Field(0.5, ge=0)
    """Pause between two requests to such an address, still one at a time. Each host there keeps
    `delay` (or its robots.txt's Crawl-delay) for itself; set it as high as `delay` to make no
    difference between vendors and single websites."""
    max_crawl_delay: float = Field(60.0, ge=0)
    """A longer Crawl-delay than this cannot be honoured in a night: the visit ends."""
    timeout: float = Field(30.0, gt=0)
    """For one request, from connecting to the last byte."""
    school_seconds: float = Field(3600.0, gt=0)
    """For one school's whole visit."""
    stop_at: float = Field(0.0, ge=0)
    """Unix time at which the crawl stops; what is not finished then is left for another
    night. 0 for none."""
    tries: int = Field(3, ge=1)
    """How often an address with a passing failure is tried, all told."""
    retry_pause: float = Field(5.0, ge=0)
    """Before the second try; it doubles each time. Retry-After takes its place."""
    max_retry_after: float = Field(120.0, ge=0)
    """A longer Retry-After than this ends the matter for the night."""

    max_pages: int = Field(50, ge=1)
    """Pages and documents fetched at one school (robots.txt and sitemaps not counted)."""
    max_school_bytes: int = Field(80 * MIB, ge=1)
    max_body: int = Field(25 * MIB, ge=1)
    """For one file, on the wire and after decompression."""
    max_html: int = Field(4 * MIB, ge=1)
    """What is parsed of one page."""
    max_links: int = Field(1500, ge=1)
    """Links taken from one page."""
    max_sitemaps: int = Field(6, ge=0)
    max_sitemap_links: int = Field(5000, ge=0)
    max_redirects: int = Field(8, ge=0)
    readers: int = Field(1, ge=0)
    """Processes that read fetched files to recognise them; 0 leaves that to anchor texts."""

    browser_pages: int = Field(12, ge=0)
    """Pages drawn in a browser at one school, where the extra `browser` and a Chromium are
    installed and a page has nothing to read without; 0 for none."""
    browser_requests: int = Field(40, ge=0)
    """Scripts and data that one such page may load."""
    browser_seconds: float = Field(20.0, gt=0)
    """For one such page to be drawn, pauses between its requests not counted."""
    browser_script_hosts: str = "parastorage.com sway-cdn.com gstatic.com"
    """Website builders' own hosts, whose scripts such a page may load beside its own."""

    @model_validator(mode="before")
    @classmethod
    def _lower_case(cls, values: Any) -> Any:
        if isinstance(values, dict):
            return {str(name).lower(): value for name, value in values.items()}
        return values

    @property
    def agent_header(self) -> str:
        """The User-Agent header: the name and where to write to."""
        if "(+" in self.user_agent:
            return self.user_agent
        return f"{self.user_agent} (+{self.contact})"


def scrapy_settings(limits: CrawlSettings, log_level: str = "INFO") -> dict[str, Any]:
    """Settings for one Scrapy process that visits many schools, each a coroutine of its own.

    Redirects, retries, robots.txt and pauses are the visit's own business, because each of
    them has to be recorded; Scrapy's middlewares for them are switched off.
    """
    return {
        "BOT_NAME": "sendwatch",
        "SENDWATCH": limits.model_dump(),
        "USER_AGENT": limits.agent_header,
        "TWISTED_DNS_RESOLVER": "crawler.safety.GuardedResolver",
        "DNS_TIMEOUT": min(limits.timeout, 20.0),
        "REACTOR_THREADPOOL_MAXSIZE": 50,
        "CONCURRENT_REQUESTS": limits.open_schools + 50,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": limits.timeout,
        "DOWNLOAD_MAXSIZE": limits.max_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "COOKIES_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "HTTPPROXY_ENABLED": False,
        "DOWNLOAD_HANDLERS": {"file": None, "ftp": None, "s3": None, "data": None},
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.middlewares.WireSizeMiddleware": 595,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        },
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.8",
        },
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOGSTATS_INTERVAL": 0,
        "STATS_DUMP": False,
        "LOG_LEVEL": log_level,
    }
