"""The second wall: PostgreSQL itself shows case records to those alone who may see them.

The rules of `cases.permissions` are written here once more, in the database's own words and by its own means, so that
a mistake in one of the two opens nothing. SQLite has no such means: there this wall is absent, and pages say so.
"""
