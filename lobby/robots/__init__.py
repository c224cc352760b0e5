"""What the robot in the lobby tells of itself: its state, its devices, how quick it is."""
