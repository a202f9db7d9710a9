"""Nothing leaves of letters."""

from threespires.kernel.leaving import Stays

KINDS = (Stays("mail", "Letters are kept for 30 days, and only say that something waits"),)
