"""Drivers of `robot.ports.camera`."""
