"""Drivers of `robot.ports.sight`."""
