"""A bank's existing queue system behind the port of lobby.tickets: it decides, the rows here mirror it.

`protocol` is what is said over HTTP and how failures are met, `mapping` whose names mean what, `mirror`
turns its records into rows, periods and events, `branch_queue` is the port. docs/operations.md has the
table for whoever connects one.
"""
