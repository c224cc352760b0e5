"""GET /metrics: the branch's figures for Prometheus.

They are read from the database when asked for, so every server process gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Max
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from rest_framework.request import Request
from rest_framework.views import APIView

from lobby import clock
from lobby.announcements import speaking
from lobby.conversations.models import Turn
from lobby.events.hub import hub
from lobby.events.models import Event
from lobby.printing.models import JobState, PrintJob
from lobby.robots import figures
from lobby.staff.permissions import DeviceOrStaff
from lobby.tickets.models import Counter, Service, Ticket

Family = GaugeMetricFamily | CounterMetricFamily


class BranchCollector(Collector):
    def collect(self) -> Iterable[Family]:
        tickets = GaugeMetricFamily(
            "jiaojiao_tickets_today", "tickets of today", labels=["service", "state"]
        )
        codes = dict(Service.objects.values_list("pk", "code"))
        counted = (
            Ticket.objects.filter(day=clock.today())
            .values_list("service_id", "state")
            .annotate(count=Count("pk"))
            .order_by()
        )
        for service, state, count in counted:
            tickets.add_metric([codes[service], state], count)
        yield tickets
        yield GaugeMetricFamily(
            "jiaojiao_counters_open",
            "counters that call numbers",
            value=Counter.objects.filter(open=True).count(),
        )
        yield CounterMetricFamily(
            "jiaojiao_turns",
            "turns of conversations",
            value=Turn.objects.aggregate(last=Max("pk"))["last"] or 0,
        )
        yield CounterMetricFamily(
            "jiaojiao_events",
            "events published",
            value=Event.objects.aggregate(last=Max("pk"))["last"] or 0,
        )
        yield GaugeMetricFamily(
            "jiaojiao_print_jobs",
            "tickets that wait to be put on paper",
            value=PrintJob.objects.filter(state=JobState.PENDING).count(),
        )
        yield GaugeMetricFamily(
            "jiaojiao_event_listeners", "event streams open at this process", value=len(hub())
        )
        yield CounterMetricFamily(
            "jiaojiao_event_listeners_cut_off",
            "event streams that this process ended because they fell behind",
            value=hub().cut_off,
        )
        speaker = GaugeMetricFamily(
            "jiaojiao_announcements_speaker", "1 for who says calls aloud", labels=["speaker"]
        )
        now = speaking.look().speaker
        for name in ("robot", "board", speaking.NOBODY):
            speaker.add_metric([name], 1 if name == now else 0)
        yield speaker
        yield from figures.families()


class MetricsView(APIView):
    permission_classes = (DeviceOrStaff,)

    @extend_schema(responses={(200, "text/plain"): str})
    def get(self, request: Request) -> HttpResponse:
        """Figures in Prometheus' text format."""
        registry = CollectorRegistry()
        registry.register(BranchCollector())
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
