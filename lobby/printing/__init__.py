"""Numbers on paper: how a ticket looks, what is still to be printed, and how the printer is doing."""
