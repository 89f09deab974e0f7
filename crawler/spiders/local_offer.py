"""The spider for Local Offers: as the school spider, with another visit."""

from __future__ import annotations

from crawler.offer_visit import OfferVisit
from crawler.spiders.school import SchoolSpider


class LocalOfferSpider(SchoolSpider):
    """Visits every authority of a job that has no end on record yet."""

    name = "local-offer"
    visit = OfferVisit
