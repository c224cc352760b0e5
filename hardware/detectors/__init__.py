"""Drivers of `robot.ports.speech`."""
