"""Drivers of `robot.ports.speaker`."""
