"""What the clock says: the scheduler calls a service and posts what it answers."""
