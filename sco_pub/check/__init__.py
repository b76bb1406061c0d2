"""Take any product of the house, give Findings."""
