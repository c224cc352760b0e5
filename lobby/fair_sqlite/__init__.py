"""Django's SQLite in which the threads of one process write in the order in which they came.

SQLite lets whoever waits for its writer's lock look again now and then, up to a tenth of a second apart: who is
awake at the right moment is next, so that under load some wait until their time is over while others write
twice. Here a transaction first takes its turn among its own process's; only one thread of each process then
stands before SQLite's lock. docs/adr/0011 has what that spares.
"""
