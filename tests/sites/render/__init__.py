"""Makes files out of papers: PDF, Word, HTML, scanned pages."""

from __future__ import annotations

from ..model import Answer, Bind, Publication
from .html import article, part_of
from .pdf import encrypted_pdf, pdf
from .scan import scanned_pdf
from .word import docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_file(publication: Publication, bind: Bind) -> Answer:
    """Make the file of a publication that is not a page. The same input gives the same bytes."""
    paper = publication.paper
    match publication.form:
        case "docx":
            return Answer(docx(paper, bind, publication.modified), WORD)
        case "scan":
            return Answer(scanned_pdf(paper), "application/pdf")
        case "encrypted":
            return Answer(encrypted_pdf(paper, bind, publication.modified), "application/pdf")
        case _:
            return Answer(pdf(paper, bind, publication.modified), "application/pdf")


__all__ = ["article", "part_of", "render_file"]
