"""Roles on one case for somebody from outside its group: given by two members, ended by either."""
