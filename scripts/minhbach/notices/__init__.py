"""What people read of the gate: comments of pull requests, summaries, reminders; escaped for where they land."""
