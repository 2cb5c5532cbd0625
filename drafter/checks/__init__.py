"""Text in, findings out. Usable alone: no model, no network, no database."""
