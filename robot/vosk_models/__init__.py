"""Getting and checking the vosk models that the robot hears with."""
