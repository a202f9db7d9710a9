"""The golden thread: what was learned, asked, chosen, tasked, done, and whether it changed anything."""
