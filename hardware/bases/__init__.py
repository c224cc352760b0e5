"""Drivers of `robot.ports.base`."""
