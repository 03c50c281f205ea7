#!/usr/bin/env python
"""The door for everything an operator does: `manage.py help` lists the commands."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esafety.settings")
    from django.core.management import execute_from_command_line

    import esafety.celery  # noqa: F401 (the broker that commands mention work to)

    execute_from_command_line(sys.argv)
