"""Meetings: dates, agendas that fill themselves, attendance, decisions."""
