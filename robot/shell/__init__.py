"""The text shell: talk to the robot by typing."""
