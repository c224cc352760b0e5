"""Starts the robot's processes, watches them, restarts what dies, stops all together."""
