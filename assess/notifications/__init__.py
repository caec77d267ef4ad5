"""What happened that a person wants to know: in the service, and by mail as they choose."""
