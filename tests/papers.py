"""DOCX and PDF files made for tests: good ones, and those that try to do harm."""

import io
import zipfile
import zlib
from collections.abc import Sequence

import docx
import pypdf


def word() -> bytes:
    """A Word document with a title, headings, a list, a table and a line break."""
    paper = docx.Document()
    paper.add_heading("Refund policy", 0)
    paper.add_heading("Who pays", 1)
    paper.add_paragraph("We pay within five days.\nNobody has to ask twice.")
    paper.add_paragraph("Orders under 50 pounds", style="List Bullet")
    paper.add_paragraph("Gift cards", style="List Bullet")
    paper.add_paragraph("Call the bank", style="List Number")
    table = paper.add_table(2, 2)
    for place, text in enumerate(("Role", "Most", "Agent|lead", "50 pounds")):
        table.cell(place // 2, place % 2).text = text
    paper.add_paragraph("Ask the duty manager for more.")
    return saved(paper)


def saved(paper: object) -> bytes:
    buffer = io.BytesIO()
    paper.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def zip_bomb() -> bytes:
    """A Word document of 300 kB that unpacks to 300 MB."""
    return archive({"word/document.xml": bytes(150_000_000), "word/more.xml": bytes(150_000_000)})


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF with these lines on its pages."""
    return _pdf([_shown(lines) for lines in pages])


def pdf_bomb() -> bytes:
    """A PDF of a few kB whose page unpacks to a gigabyte and more."""
    packer = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    once = b"".join(packer.compress(zeros) for _ in range(1200)) + packer.flush()
    return _pdf([zlib.compress(once)], " /Filter [/FlateDecode /FlateDecode]")


def scanned() -> bytes:
    """A PDF with a page and no text."""
    return _written(_blank())


def encrypted(password: str) -> bytes:
    """A PDF that asks for a password; an empty one opens it without asking."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Nobody may read this."])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return _written(writer)


def _blank() -> pypdf.PdfWriter:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def _written(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _shown(lines: Sequence[str]) -> bytes:
    text = "".join(f"({line}) Tj T*\n" for line in lines)
    return f"BT /F1 11 Tf 14 TL 60 760 Td\n{text}ET".encode("cp1252")


def _pdf(contents: Sequence[bytes], filters: str = "") -> bytes:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    things = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        font,
    ]
    for number, content in enumerate(contents):
        page = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        stream = f"<< /Length {len(content)}{filters} >>\nstream\n".encode() + content
        things += [page.encode(), stream + b"\nendstream"]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, thing in enumerate(things, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + thing + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(things) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    out += (
        f"trailer << /Size {len(things) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)
