"""The browser app: one page per human decision. Pages show and ask; the desk does."""
