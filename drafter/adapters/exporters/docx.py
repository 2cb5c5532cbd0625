"""DOCX by python-docx."""

import io

import docx
from docx.shared import Pt, RGBColor

from drafter.adapters.exporters.sheet import Sheet


def to_docx(sheet: Sheet) -> bytes:
    """A plain document: the mark where there is one, the text, and the record in its properties."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    if sheet.mark:
        run = document.add_paragraph().add_run(sheet.mark)
        run.bold, run.font.color.rgb = True, RGBColor(0x8A, 0x1F, 0x11)
        document.sections[0].header.paragraphs[0].text = sheet.mark
    for paragraph in sheet.paragraphs:
        added = document.add_paragraph()
        for place, line in enumerate(paragraph.split("\n")):
            if place:
                added.add_run().add_break()
            added.add_run(line)
    record = sheet.record()
    properties = document.core_properties
    properties.title = sheet.title
    properties.author = sheet.statement.latest.author
    properties.created = properties.modified = sheet.statement.latest.at.replace(tzinfo=None)
    properties.language = sheet.language
    properties.comments = (
        f"statement {record['statement']}, revision {record['revision']}, {record['status']}"
        f"{' by ' + str(record['approved_by']) if record['approved_by'] else ''}, sha256 {record['sha256']}"
    )[:255]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
