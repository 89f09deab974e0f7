"""The spiders: one per kind of website that is visited."""
