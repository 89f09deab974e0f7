"""From a school's address to captured bytes: the Scrapy project."""
