"""From a reply's text to sentences that a voice reads right: numbers in words, and where to breathe."""
