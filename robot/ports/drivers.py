"""Drivers by name: `JIAOJIAO_MICROPHONE=sounddevice:robot mic` is the driver `sounddevice` and its device.

A driver's module, and with it the device's library, is imported when its name is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from robot.ports.faults import Fault, Reason
from robot.ports.remedies import remedy

T = TypeVar("T")

NONE = "none"
"""The driver of a device that this robot does without."""


@dataclass(frozen=True)
class Choice:
    """What the operator chose for one device."""

    driver: str
    device: str = ""
    """Which one: a device's name, a file or an address, as the driver reads it; empty: the usual one."""

    @staticmethod
    def parse(text: str) -> Choice:
        """`driver` or `driver:device`; the device may hold colons."""
        driver, _, device = text.strip().partition(":")
        return Choice(driver.strip(), device.strip())

    @property
    def wanted(self) -> bool:
        return self.driver != NONE


class UnknownDriver(ValueError):
    """The configuration names a driver that does not exist; `names` are those that do."""

    def __init__(self, port: str, driver: str, names: tuple[str, ...]):
        super().__init__(f"no {port} driver {driver!r}: {', '.join(names)}")
        self.names = names


class Drivers(Generic[T]):
    """The drivers of one port: name -> "module:factory"; a factory takes the device and opens it."""

    def __init__(self, fault: type[Fault], factories: Mapping[str, str]):
        self._fault = fault
        self._factories = dict(factories)

    @property
    def port(self) -> str:
        return self._fault.device

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._factories)

    def factory(self, choice: Choice) -> Callable[[], T]:
        """Opens the chosen device each time it is called, raising this port's Fault when it cannot.

        Raises UnknownDriver for a driver that does not exist, and for "none".
        """
        if choice.driver not in self._factories:
            raise UnknownDriver(self.port, choice.driver, self.names)
        module, _, name = self._factories[choice.driver].partition(":")

        def open_device() -> T:
            try:
                opener = getattr(importlib.import_module(module), name)
            except ImportError as error:
                message = f"缺少 Python 包 {error.name or error}：{remedy('packages')}"
                raise self._fault(Reason.MISSING_PACKAGE, message) from error
            return cast(T, opener(choice.device))

        return open_device

    def open(self, choice: Choice) -> T:
        """Open the chosen device now; raises this port's Fault, or UnknownDriver as `factory` does."""
        return self.factory(choice)()
