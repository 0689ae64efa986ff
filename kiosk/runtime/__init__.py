"""The loop that runs the machine: queue, workers, timers, clock."""
