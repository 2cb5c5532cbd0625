"""Text that people and models wrote, made safe for the two places that would interpret it.

Streamlit reads labels, captions, errors and toasts as Markdown: an image in it is fetched by the
reader's browser without a click. `label` is for those; `html` is for our own `st.html`.
"""

import html as _html
import re
import unicodedata

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit replaces these after parsing, so a backslash does not stop it: `:material/x:`, `:smile:`,
# `->`, bare links and addresses. An invisible word joiner after the sign does.
_LATER = re.compile(r"([:@<>=–—-]|\bwww)(?=\S)", re.IGNORECASE)
_JOINER = "\u2060"


def label(text: str, *, most: int = 200) -> str:
    """One line of Markdown that shows `text` and does nothing else; cut after `most` characters."""
    line = " ".join(_printable(text).split())
    if len(line) > most:
        line = line[: most - 1] + "…"
    return _PUNCTUATION.sub(r"\\\1", _LATER.sub(rf"\1{_JOINER}", line))


def html(text: object) -> str:
    """`text` as HTML that shows it, quotes included, so that it can stand in an attribute."""
    return _html.escape(_printable(str(text)), quote=True)


def one_line(text: str, *, most: int = 90) -> str:
    """`text` on one line, cut: for options of a select box, which are plain text."""
    line = " ".join(_printable(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _printable(text: str) -> str:
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs")
    )
