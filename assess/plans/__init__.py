"""Written plans: templates as data, filled in over days, printed, and mapped as evidence."""
