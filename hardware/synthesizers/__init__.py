"""Drivers of `robot.ports.synthesis`."""
