"""Meetings in people's own calendars: a private feed for each person, and invitations by mail.

Either holds which group meets, when and where, and the address of the meeting's page: no item, no reason, no case.
"""
