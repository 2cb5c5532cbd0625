"""Bytes of an export -> text: the encoding, and what is not text at all."""

import re
from collections import Counter
from typing import NamedTuple

import charset_normalizer

from drafter.errors import MentionsError

LIMIT = 200_000_000
SAMPLE = 65_536

_AS_OTHER = "open it in a spreadsheet program, save it as XLSX or CSV and import that"
_NOT_TEXT = {
    b"\xd0\xcf\x11\xe0": f"is an old Excel workbook (.xls), or protected by a password: {_AS_OTHER}",
    b"%PDF-": "is a PDF: export the mentions as CSV and import that",
    b"\x89PNG": "is a picture (PNG): export the mentions as CSV and import that",
    b"\xff\xd8\xff": "is a picture (JPEG): export the mentions as CSV and import that",
    b"GIF8": "is a picture (GIF): export the mentions as CSV and import that",
    b"\x1f\x8b": "is compressed (gzip): unpack it and import the CSV inside",
    b"{\\rtf": "is a rich text document (RTF): export the mentions as CSV and import that",
    b"SQLite format 3": "is a database: export the mentions as CSV and import that",
}
_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32), 127])
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype html|html|table|head)\b", re.IGNORECASE)
_HIGH_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_UNREAD = re.compile("[\udc80-\udcff]")
# Bytes that broken UTF-8 leaves behind and that no Western European text would hold.
_UTF8_REMAINS = re.compile(
    "[\udce0-\udcf4][\udc80-\udcbf]+|[\udc81\udc8d\udc8f\udc90\udc9d\udcfe\udcff]"
)
# These bytes are the same signs in all Windows code pages of alphabets (1250 to 1258); beside
# another byte that cannot be read they may be the rest of something else.
_WINDOWS_MARKS = {
    chr(0xDC00 + byte): bytes([byte]).decode("cp1252") for byte in (0x85, *range(0x91, 0x98))
}
_WINDOWS_MARK = re.compile("(?<![\udc80-\udcff])[\udc85\udc91-\udc97](?![\udc80-\udcff])")
# The Windows and East Asian code pages that spreadsheet programs still save CSV in.
_CODE_PAGES = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp874", "cp932", "gb18030", "big5", "cp949"),
]
# Below so many telling bytes a guess at another code page than cp1252 is a coin toss.
_TELLING = 20
_VOTERS = 30


class Decoded(NamedTuple):
    """Text of a file without NULs. A lone surrogate in it stands for what could not be read."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of an export called `name`.

    Order: a byte order mark, UTF-16 by its pattern of NULs, UTF-8 (also with a few broken bytes),
    then a code page by charset-normalizer. Raises MentionsError for an empty file, one over
    200 MB, and anything that is not text.
    """
    _refuse(data, name)
    mark = _marked(data)
    encoding = mark or _unmarked_utf16(data)
    if encoding is None:
        _refuse_binary(data, name)
        decoded = _eight_bit(data)
    else:
        decoded = _wide_or_marked(data, encoding, marked=mark is not None)
    text = decoded.text.replace("\0", "")
    if not text.strip():
        raise MentionsError("is empty: choose a file that holds mentions", where=name)
    removed = len(decoded.text) - len(text)
    nuls = (f"{removed:,} NUL characters were removed.",) if removed else ()
    return Decoded(text, decoded.encoding, decoded.warnings + nuls)


def _refuse(data: bytes, name: str) -> None:
    if not data:
        raise MentionsError("is empty: choose a file that holds mentions", where=name)
    if len(data) > LIMIT:
        raise MentionsError(
            f"is {len(data):,} bytes, more than the {LIMIT:,} allowed: export a shorter period",
            where=name,
        )
    for start, problem in _NOT_TEXT.items():
        if data.startswith(start):
            raise MentionsError(problem, where=name)
    if _WEB_PAGE.match(data[:SAMPLE]):
        raise MentionsError(f"is a web page (HTML): {_AS_OTHER}", where=name)


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 0.1 * len(sample) or sample.count(0) > 0.3 * len(sample):
        raise MentionsError(
            "is not text: export the mentions as CSV or JSON and import that", where=name
        )


def _marked(data: bytes) -> str | None:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) and len(data) % 4 == 0:
        return "utf-32"
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\xfe\xff") else None


def _unmarked_utf16(data: bytes) -> str | None:
    """ASCII in UTF-16 has a NUL in every second byte; headers and delimiters are ASCII."""
    for size, least in ((256, 0.5), (SAMPLE, 0.2)):
        sample = data[: min(size, len(data) - len(data) % 2)]
        pairs = len(sample) // 2
        first, second = sample[0::2].count(0), sample[1::2].count(0)
        if pairs < (2 if least == 0.5 else 500) or max(first, second) < least * pairs:
            continue
        if min(first, second) * 20 <= max(first, second):
            return "utf-16-le" if second > first else "utf-16-be"
    return None


def _wide_or_marked(data: bytes, encoding: str, *, marked: bool) -> Decoded:
    if encoding == "utf-8-sig":
        return Decoded(data[3:].decode("utf-8", "surrogateescape"), encoding)
    if encoding == "utf-32":
        return Decoded(_lossy(data, encoding), encoding)
    body = data[2:] if marked else data
    whole = body[: len(body) - len(body) % 2]
    warnings = ("The last byte of the file is half a character: it was left out.",)
    try:
        text = whole.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        text = _lossy(whole, encoding)
    return Decoded(text, encoding, warnings if len(whole) < len(body) else ())


def _lossy(data: bytes, encoding: str) -> str:
    """Decoded with what cannot be read as lone surrogates, so that its rows can be named."""
    try:
        return data.decode(encoding, "surrogateescape")
    except UnicodeDecodeError:
        return data.decode(encoding, "replace").replace("\ufffd", "\udcff")


def _eight_bit(data: bytes) -> Decoded:
    text = data.decode("utf-8", "surrogateescape")
    unread = len(_UNREAD.findall(text))
    if not unread:
        return Decoded(text, "utf-8")
    remains = sum(len(found) for found in _UTF8_REMAINS.findall(text))
    sound = sum(1 for character in text if character > "\x7f") - unread
    if sound + remains > unread - remains:
        return _mended(text)
    encoding = _code_page(data)
    warning = f"The file is not UTF-8; it was read as {encoding}. Look at the accented letters."
    return Decoded(_lossy(data, encoding), encoding, (warning,))


def _mended(text: str) -> Decoded:
    """UTF-8 with the quotation marks and dashes of Windows among it turned back."""
    text, mended = _WINDOWS_MARK.subn(lambda mark: _WINDOWS_MARKS[mark.group()], text)
    said = (
        f"{mended:,} quotation marks or dashes were in a Windows code page: they were turned back."
    )
    return Decoded(text, "utf-8", (said,) if mended else ())


def _code_page(data: bytes) -> str:
    lines, size = [], 0
    for found in _HIGH_LINE.finditer(data):
        lines.append(found.group()[:SAMPLE])
        size += len(lines[-1])
        if size > SAMPLE:
            break
    sample = b"".join(lines)
    telling = sum(1 for byte in sample if byte > 127)
    if telling < _TELLING and telling < 0.25 * len(sample):
        return "cp1252"
    return _detected(sample) or _voted(lines) or "cp1252"


def _detected(sample: bytes) -> str | None:
    best = charset_normalizer.from_bytes(sample, cp_isolation=_CODE_PAGES).best()
    if best is None:
        return None
    alike = str(best) == sample.decode("cp1252", "replace")
    return "cp1252" if alike else best.encoding


def _voted(lines: list[bytes]) -> str | None:
    """What most lines are in: one broken byte rules out the right page for the whole sample."""
    votes = Counter(filter(None, map(_detected, lines[:_VOTERS])))
    return votes.most_common(1)[0][0] if votes else None
