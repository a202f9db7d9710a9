"""Nothing leaves of search."""

from threespires.kernel.leaving import Stays

KINDS = (Stays("search", "It is made anew from the records: bin/threespires search_rebuild"),)
