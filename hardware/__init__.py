"""Drivers behind small ports: microphone, recognizer, synthesizer, speaker, camera, printer, base."""
