"""A report before it is sent: what it says so far, what follows, what is kept of it."""
