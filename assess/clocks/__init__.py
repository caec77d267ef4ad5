"""Every hand-over starts a clock: who waits for whom, since when, until which promised day."""
