"""Runs the command line as `python -m outrider_phone`."""

import sys

from .main import main

sys.exit(main())
