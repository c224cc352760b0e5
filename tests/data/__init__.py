"""Held-out customer utterances, and the noise that is made of them."""
