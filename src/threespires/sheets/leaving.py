"""Nothing leaves of spreadsheets on their way in."""

from threespires.kernel.leaving import Stays

KINDS = (Stays("sheets", "What a spreadsheet changed stands in the records and in their history"),)
