"""Nothing leaves of leaving itself."""

from threespires.kernel.leaving import Stays

KINDS = (Stays("leaving", "It tells what left this installation, and holds halves of keys that open it"),)
