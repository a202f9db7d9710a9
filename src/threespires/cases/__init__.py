"""What every case record stands on: the wall round its group, and the record of who read and changed it."""
