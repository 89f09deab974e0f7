"""The spider for Local Offers: as the school spider, with another visit and its own budget."""

from __future__ import annotations

from crawler.offer_visit import OfferVisit
from crawler.settings import MIB
from crawler.spiders.school import SchoolSpider

BUDGET: dict[str, str | int | float | bool] = {
    "max_pages": 1400,
    "max_school_bytes": 300 * MIB,
    "school_seconds": 4 * 3600.0,
    "max_sitemaps": 2,
    "readers": 0,
}
"""What one Local Offer may take in a night, in place of a school's budget. At the usual pause
of two seconds 1,400 pages take three quarters of an hour."""


class LocalOfferSpider(SchoolSpider):
    """Visits every authority of a job that has no end on record yet."""

    name = "local-offer"
    visit = OfferVisit
