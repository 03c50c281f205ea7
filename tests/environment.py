"""Loaded before Django: tests run with DEBUG's defaults, in a folder of their own, never in `var/`."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("DEBUG", "1")
if "DATA_DIR" not in os.environ or os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="esafety-tests-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
