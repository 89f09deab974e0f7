"""Every limit of the readers, in one place, so that nobody has to hunt for them."""

MAX_PAGES = 1500
"""Pages of one PDF: no school document comes near it."""

MAX_BYTES = 60 * 1024 * 1024
"""Size of one body."""

MAX_UNPACKED = 200 * 1024 * 1024
"""Size of everything in one zip container, unpacked."""

MAX_MEMBERS = 20_000
"""Files in one zip container."""
