"""Sound for tests: real streams without a sound card, real speech without a person."""
