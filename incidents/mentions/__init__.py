"""Whom a text speaks of: adults here, found by name, office or roundabout words. Pure."""
