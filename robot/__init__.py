"""The robot itself: supervisor, text shell, conversation client, voice loop."""
