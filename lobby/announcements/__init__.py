"""What is said aloud to the whole hall: calls of numbers, and words of staff. The contract is in docs/developer.md."""
