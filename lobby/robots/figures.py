"""The robot's figures for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from lobby.robots import reporting
from lobby.robots.models import Report

Family = GaugeMetricFamily | CounterMetricFamily


def families() -> Iterator[Family]:
    """Nothing where there is no robot."""
    report = Report.objects.filter(pk=reporting.ROBOT).first()
    if report is None:
        return
    gone = reporting.is_stale(report)
    yield GaugeMetricFamily(
        "jiaojiao_robot_up", "1 while the robot reports", value=0 if gone else 1
    )
    devices = GaugeMetricFamily(
        "jiaojiao_robot_device_up", "1 while the device works", labels=["device"]
    )
    for name, device in report.devices.items():
        devices.add_metric([name], 0 if gone or device["code"] else 1)
    yield devices
    stages = GaugeMetricFamily(
        "jiaojiao_voice_stage_seconds",
        "time of a stage of spoken turns, of the last 200",
        labels=["stage", "quantile"],
    )
    for name, stage in report.stages.items():
        stages.add_metric([name, "0.5"], stage["p50"] / 1000)
        stages.add_metric([name, "0.95"], stage["p95"] / 1000)
    yield stages
    dropped = CounterMetricFamily(
        "jiaojiao_robot_dropped",
        "samples, pictures and events that nobody took in time",
        labels=["part"],
    )
    for name, count in report.dropped.items():
        dropped.add_metric([name], count)
    yield dropped
