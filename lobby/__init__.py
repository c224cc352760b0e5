"""The branch the robot works in: queue, knowledge, cases, conversations, screens and their API."""
