"""Every limit of the readers, in one place, so that nobody has to hunt for them."""

MAX_PAGES = 1500
"""Pages of one PDF: no school document comes near it."""

MAX_BYTES = 60 * 1024 * 1024
"""Size of one body."""

MAX_UNPACKED = 200 * 1024 * 1024
"""Size of everything in one zip container, unpacked."""

MAX_MEMBERS = 20_000
"""Files in one zip container."""

MAX_OCR_PAGES = 40
"""Scanned pages recognised of one document, at one to two seconds each."""

OCR_PAGE_SECONDS = 30
"""Time that one scanned page may take."""

MAX_PLUMBED_PAGES = 40
"""Pages of one PDF that pdfplumber reads, at 40 to 100 milliseconds each."""

PLUMBER_SECONDS = 10.0
"""Time after which pdfplumber begins no other page of the same file."""

READER_SECONDS = 120.0
"""Time for one body in a worker, OCR included; a text PDF takes a fraction of a second."""

READER_MEGABYTES = 1536
"""Address space of a worker. Much of it is libraries mapped, not memory used."""

READS_PER_WORKER = 2000
"""Bodies after which a worker is replaced, so that no leak of a library adds up."""
