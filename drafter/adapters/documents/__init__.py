"""Documents of the knowledge folder: read them, take in uploads, keep the team's own.

`files` reads what lies in the folders, `uploads` turns an upload into a Markdown document, `worker`
reads DOCX and PDF in a capped process of its own, `folder` writes the team's own documents.
"""

from drafter.adapters.documents.files import Found, Loaded, load, parse, read, walk
from drafter.adapters.documents.folder import Folder
from drafter.adapters.documents.uploads import MOST, Upload, Worker, taken

__all__ = [
    "MOST",
    "Folder",
    "Found",
    "Loaded",
    "Upload",
    "Worker",
    "load",
    "parse",
    "read",
    "taken",
    "walk",
]
