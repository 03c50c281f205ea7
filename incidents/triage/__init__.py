"""Many records: the queue, what waits and for whom, what a list says of each, finding one."""
