"""Days off as schools publish them: printed lines, iCalendar, and a municipality's list of days."""
