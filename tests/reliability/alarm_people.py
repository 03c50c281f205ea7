"""Who is told in the fault run; in a file of its own, so that asking does not set Django up."""

PEOPLE = ("lead@oakfield.example", "deputy@oakfield.example")
