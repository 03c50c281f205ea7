"""One record, read whole: what was said, its lists, and what stands beside it."""
