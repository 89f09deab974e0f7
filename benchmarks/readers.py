"""How fast the readers are, side by side with the libraries they stand on.

    python -m benchmarks.readers [FOLDER_OF_PDFS] [--rounds 5] [--flat 3000]

Without a folder, reports are made on the spot. In each round every contender reads the
same files, so that a busy machine slows all of them; the ratios are of the medians.
`--flat` reads so many documents of all sorts, each unlike the last, through one process of
a `ReaderPool`, and prints how much memory that process holds on the way.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
from fpdf import FPDF

from extractors.html import read_html
from extractors.limits import Hints, ReaderPool
from extractors.pdf import read_pdf
from tests.extractors.readers_samples import plan_pdf, report_docx, report_odt, report_pdf

_TEXT = (
    "Every child is different, and so teachers plan each lesson for all of them. Where a child "
    "needs more, the SENCO and the class teacher agree on extra help with the family. "
)


def bare(body: bytes) -> None:
    """PDFium's text and nothing else."""
    pdf = pdfium.PdfDocument(body)
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pdf.close()


def plumber(body: bytes) -> None:
    """pdfplumber's text."""
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def sample_pdfs(count: int = 6, pages: int = 12) -> list[bytes]:
    """Reports with headings and paragraphs."""
    return [_sample_pdf(pages) for _ in range(count)]


def _sample_pdf(pages: int) -> bytes:
    pdf = FPDF()
    for number in range(pages):
        pdf.add_page()
        for part in range(4):
            pdf.set_font("helvetica", "B", 13)
            pdf.multi_cell(0, 8, f"Part {number}.{part}: how do we help?")
            pdf.ln(2)
            pdf.set_font("helvetica", "", 11)
            pdf.multi_cell(0, 6, _TEXT * 4)
            pdf.ln(4)
    return bytes(pdf.output())


def sample_page(paragraphs: int = 60) -> bytes:
    """A web page with a menu, accordions, a table and a footer."""
    menu = "".join(f'<li><a href="/page{n}">Page {n}</a></li>' for n in range(80))
    parts = "".join(
        f"<h2>Part {n}</h2><p>{_TEXT}</p><details><summary>Question {n}?</summary>"
        f"<p>{_TEXT} <a href='/doc{n}.pdf'>Document {n}</a></p></details>"
        for n in range(paragraphs)
    )
    return (
        f"<html><body><nav><ul>{menu}</ul></nav><main><h1>SEND</h1>{parts}</main>"
        f"<footer>Example Primary School</footer></body></html>"
    ).encode()


def seconds(reader: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    """Processor time to read all the bodies once: other work on the machine counts little."""
    started = time.process_time()
    for body in bodies:
        reader(body)
    return time.process_time() - started


def mixed(count: int) -> Iterator[tuple[int, bytes, Hints]]:
    """Documents of several formats, none the same as another, some of them broken."""
    made = [report_pdf(pages=6), report_docx(), report_odt(), sample_page(20), plan_pdf()]
    made.append(made[0][: len(made[0]) // 2])
    for number in range(count):
        body = made[number % len(made)]
        # What follows the end of a file is passed over, and makes it another file.
        yield number, body + b"\n%% %d" % number if body[:2] != b"PK" else body, Hints()


def resident() -> float:
    """Megabytes that the pool's only process holds (Linux)."""
    (process,) = multiprocessing.active_children()
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def flat(count: int) -> None:
    """Read `count` documents in one process and print the memory that it holds."""
    with ReaderPool(1) as pool:
        for number, _ in pool.imap(mixed(count)):
            if (number + 1) % (count // 6) == 0:
                print(f"  after {number + 1:6} documents {resident():6.0f} MB")


def main() -> None:
    """Read, and print pages a second and ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--flat", type=int, default=0, metavar="DOCUMENTS")
    options = arguments.parse_args()
    if options.flat:
        print("memory of one reader process")
        flat(options.flat)
        return
    bodies = (
        [path.read_bytes() for path in sorted(options.folder.glob("*.pdf"))]
        if options.folder
        else sample_pdfs()
    )
    pages = sum(len(pdfium.PdfDocument(body)) for body in bodies)
    took: dict[str, list[float]] = {"bare pypdfium2": [], "sendwatch": [], "pdfplumber": []}
    for turn in range(options.rounds):
        took["bare pypdfium2"].append(seconds(bare, bodies))
        took["sendwatch"].append(seconds(read_pdf, bodies))
        if turn < 2:  # fifty times slower: two rounds say enough
            took["pdfplumber"].append(seconds(plumber, bodies))
    rate = {name: pages / statistics.median(times) for name, times in took.items()}
    print(f"{len(bodies)} PDFs, {pages} pages, median of {options.rounds} rounds")
    for name, value in rate.items():
        print(f"  {name:15} {value:8.0f} pages/s")
    print(f"  sendwatch / bare pypdfium2: {rate['sendwatch'] / rate['bare pypdfium2']:.2f}")
    print(f"  sendwatch / pdfplumber:     {rate['sendwatch'] / rate['pdfplumber']:.0f}")
    page = sample_page()
    each = statistics.median(seconds(read_html, [page] * 20) / 20 for _ in range(options.rounds))
    print(f"HTML page of {len(page) // 1024} KB: {1000 * each:.1f} ms")


if __name__ == "__main__":
    main()
