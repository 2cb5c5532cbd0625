"""The nouns of a crisis: frozen, validated, without I/O and without a clock."""
