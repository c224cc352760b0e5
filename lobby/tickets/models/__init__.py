"""Rows of the queue: what is set up (services, counters, classes) and what happens (tickets, periods)."""

from lobby.tickets.models.counter import Counter, CounterService, Machine
from lobby.tickets.models.service import PriorityClass, Service
from lobby.tickets.models.ticket import Period, Series, State, Ticket

__all__ = [
    "Counter",
    "CounterService",
    "Machine",
    "Period",
    "PriorityClass",
    "Series",
    "Service",
    "State",
    "Ticket",
]
