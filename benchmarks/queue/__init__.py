"""The queue under load: speed, correctness, history, listeners, crashes. `python -m benchmarks.queue`.

A package, for a module of this name would hide the standard library's.
"""
