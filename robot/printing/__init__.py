"""Puts tickets on paper: asks lobby what is to be printed, and tells it how the printer is doing."""
