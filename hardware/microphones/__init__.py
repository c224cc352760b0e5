"""Drivers of `robot.ports.microphone`."""
