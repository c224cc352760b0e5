"""The voice loop: what is heard becomes a turn, what is answered becomes speech. `loop` shows it whole."""
