"""What happened in a round, to whom, when and by whom: from one pass over git's log and from the dated documents.

Works from a plain clone without any forge. Data flows one way: `log` reads commits, `versions` and `records` compare
two versions of a file, `documents` tells what the files themselves date, `timeline` puts all in the order of time.
"""
