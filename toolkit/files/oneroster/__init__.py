"""OneRoster 1.1 and 1.2: a zip archive of CSV files, one table each, to one row a student.

Only what a class list needs is taken: ids, names, classes and gender. Birth dates, telephones,
addresses and guardians are never taken.
"""
