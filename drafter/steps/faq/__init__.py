"""FAQs in bulk."""
