"""The outside, one vendor a file. Adapters know the nouns, never each other and never the steps."""
