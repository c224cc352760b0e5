"""Rows of the queue: what is set up (services, counters, classes) and what happens (tickets, periods)."""

from lobby.tickets.models.appointment import Appointment, AppointmentState
from lobby.tickets.models.counter import Counter, CounterPeriod, CounterService, Machine, Pause
from lobby.tickets.models.service import PriorityClass, Service
from lobby.tickets.models.ticket import ForeignFeed, Period, Series, State, Ticket

__all__ = [
    "Appointment",
    "AppointmentState",
    "Counter",
    "CounterPeriod",
    "CounterService",
    "ForeignFeed",
    "Machine",
    "Pause",
    "Period",
    "PriorityClass",
    "Series",
    "Service",
    "State",
    "Ticket",
]
