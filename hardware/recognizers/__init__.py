"""Drivers of `robot.ports.recognition`."""
