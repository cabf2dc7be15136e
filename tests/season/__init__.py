"""A round played on real git: a bare repository behind a forge that behaves like one, people, attacks, and the gate."""
