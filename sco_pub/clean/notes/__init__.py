"""Notes: their marks, their calls, where each begins and ends, and which belong together."""
