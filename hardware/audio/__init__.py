"""What microphone and speaker share: PortAudio, the watch over a stream, rates, wave files."""
