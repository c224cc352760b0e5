"""Programs for developing the project; nothing of it is installed."""
