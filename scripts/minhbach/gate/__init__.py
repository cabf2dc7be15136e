"""The gate: a change is checked as data, decided by the base's rules, and merged by the commit that was checked."""
