"""When each service runs: calendars, public holidays and the terminal's timetable."""
