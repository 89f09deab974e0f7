"""Small files of every format, made on the spot; every name in them is fictional."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from fpdf import FPDF
from fpdf.fonts import FontFace
from reportlab.pdfgen.canvas import Canvas

ANSWER = (
    "Every child is different, and so teachers plan each lesson for all of them. Where a child "
    "needs more, the SENCO and the class teacher agree on extra help with the family. We look "
    "at how well it works every term, and change it where it does not."
)


def report_pdf(
    *, pages: int = 2, footer: str = "Example Primary School, reviewed May 2025"
) -> bytes:
    """A report with bold headings, bullets, a link, and a footer on every page."""
    pdf = _Report(footer)
    pdf.set_title("SEN Information Report")
    pdf.set_lang("en-GB")
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.set_font("helvetica", "B", 16)
        pdf.multi_cell(0, 10, "SEN Information Report" if number == 1 else f"Part {number}")
        pdf.ln(12)
        pdf.set_font("helvetica", "B", 11)
        pdf.multi_cell(0, 6, "How do we teach pupils with SEN?")
        pdf.ln(2)
        pdf.set_font("helvetica", "", 11)
        pdf.multi_cell(0, 6, ANSWER)
        pdf.ln(4)
        for item in ("Speech and language therapy", "A quiet room at lunch"):
            pdf.multi_cell(0, 6, f"\x95 {item}")
            pdf.ln(0)
        pdf.ln(4)
        pdf.cell(0, 6, "Local Offer", link="https://localoffer.example.org/send")
        pdf.ln(8)
        pdf.multi_cell(0, 6, "Write to senco@example.org or telephone 01632 960123.")
    return bytes(pdf.output())


class _Report(FPDF):
    def __init__(self, foot: str) -> None:
        super().__init__()
        self.foot = foot

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", "", 8)
        self.cell(0, 8, f"{self.foot}   Page {self.page_no()} of 9")


def table_pdf(
    rows: Sequence[Sequence[str]], widths: Sequence[int], *, borders: bool = True
) -> bytes:
    """A PDF with one table, its cells wrapped."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", "", 11)
    with pdf.table(
        col_widths=tuple(widths),
        first_row_as_headings=False,
        borders_layout="ALL" if borders else "NONE",
        headings_style=FontFace(emphasis=None),
        text_align="LEFT",
    ) as table:
        for row in rows:
            table.row(row)
    return bytes(pdf.output())


def columns_pdf(left: str, right: str) -> bytes:
    """A page of running text in two columns, as newsletters have them."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", "", 11)
    with pdf.text_columns(ncols=2, gutter=10, text_align="LEFT") as columns:
        columns.write(left)
        columns.new_column()
        columns.write(right)
    return bytes(pdf.output())


def sideways_pdf(text: str) -> bytes:
    """A page whose text runs up the paper, as a landscape table in a portrait file does."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", "", 11)
    with pdf.rotation(90, x=100, y=150):
        pdf.set_xy(20, 150)
        pdf.multi_cell(160, 6, text)
    return bytes(pdf.output())


def scanned_pdf(pages: int = 2) -> bytes:
    """Pages that are nothing but a picture."""
    from PIL import Image

    picture = Image.new("L", (620, 877), 200)
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
        pdf.image(picture, 0, 0, 210, 297)
    return bytes(pdf.output())


def locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password="reader")
    pdf.add_page()
    pdf.set_font("helvetica", "", 11)
    pdf.cell(0, 8, "Secret")
    return bytes(pdf.output())


def report_docx() -> bytes:
    """Styled and bold headings, a question table, a footer, a link in the text."""
    document = docx.Document()
    document.core_properties.title = "SEN Information Report"
    document.add_heading("SEN Information Report", 1)
    document.add_heading("How do we identify needs?", 2)
    document.add_paragraph(ANSWER)
    document.add_paragraph("By talking with families", style="List Bullet")
    bold = document.add_paragraph()
    bold.add_run("Working with parents").bold = True
    document.add_paragraph("We meet every term.")
    table = document.add_table(rows=0, cols=2)
    for question in ("What training have staff had?", "What equipment is there?"):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = question, ANSWER
    document.sections[0].footer.paragraphs[0].text = "Reviewed May 2025"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def plain_zip(members: dict[str, bytes], *, pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container with the given members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", pack) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def report_odt() -> bytes:
    """An OpenDocument text with a heading, a list and a table."""
    content = """<?xml version="1.0" encoding="UTF-8"?>
    <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
      xmlns:xlink="http://www.w3.org/1999/xlink">
     <office:body><office:text>
      <text:h text:outline-level="1">Accessibility plan</text:h>
      <text:p>Agreed in <text:span>May</text:span><text:s/>2025.</text:p>
      <text:list><text:list-item><text:p>A ramp at the main door</text:p></text:list-item>
      </text:list>
      <table:table><table:table-row>
       <table:table-cell><text:p>Lead</text:p></table:table-cell>
       <table:table-cell><text:p>Site manager</text:p></table:table-cell>
      </table:table-row></table:table>
      <text:p><text:a xlink:href="https://example.org/plan">The plan</text:a></text:p>
     </office:text></office:body></office:document-content>"""
    return plain_zip(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
        }
    )


def slides_pptx() -> bytes:
    """A presentation of one slide with a title and a bullet."""
    slide = """<p:sld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
      xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cSld><p:spTree>
      <p:sp><p:nvSpPr><p:cNvPr id="1" name="t"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr>
      </p:nvSpPr><p:txBody><a:p><a:r><a:t>Support at our school</a:t></a:r></a:p></p:txBody></p:sp>
      <p:sp><p:nvSpPr><p:cNvPr id="2" name="b"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>
      <p:txBody><a:p><a:r><a:t>A nurture group every morning</a:t></a:r></a:p></p:txBody></p:sp>
      </p:spTree></p:cSld></p:sld>"""
    return plain_zip({"ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": slide.encode()})


PLAN = (
    ("Aim", "What we do", "Who does it"),
    ("A ramp at the hall", "Ask three builders what it costs", "Site manager"),
    ("Signs in large type", "Print them and hang them up", "School office"),
    ("Quiet room at lunch", "Find a member of staff for it", "Head of year"),
)


def plan_pdf(*, within_form: bool = False, padding: float = 6.0) -> bytes:
    """A plan of action as a table with borders, each cell on two lines."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    if within_form:
        canvas.beginForm("sheet", 0, 0, 595, 842)
    canvas.setFont("Helvetica", 11)
    left, top = 50.0, 760.0
    edges = [left]
    for column in zip(*PLAN, strict=True):
        widest = max(canvas.stringWidth(half) for cell in column for half in _halves(cell))
        edges.append(edges[-1] + widest + 2 * padding)
    for row, cells in enumerate(PLAN):
        for edge, cell in zip(edges, cells, strict=False):
            for line, half in enumerate(_halves(cell)):
                canvas.drawString(edge + padding, top - 40 * row - 14 - 14 * line, half)
    for row in range(len(PLAN) + 1):
        canvas.line(left, top - 40 * row, edges[-1], top - 40 * row)
    for edge in edges:
        canvas.line(edge, top, edge, top - 40 * len(PLAN))
    if within_form:
        canvas.endForm()
        canvas.doForm("sheet")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _halves(cell: str) -> tuple[str, str]:
    words = cell.split()
    return " ".join(words[: (len(words) + 1) // 2]), " ".join(words[(len(words) + 1) // 2 :])
