"""Starts and stops clocks with the deeds that hand over and act, and reminds of promises."""

from assess.clocks.service.reminding import remind
from assess.clocks.service.running import start_clock, stop_clocks

__all__ = ["remind", "start_clock", "stop_clocks"]
