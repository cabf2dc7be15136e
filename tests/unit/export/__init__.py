"""Files for others: workbooks, the API, packages, the dictionary."""
