"""What the tables of the records are called that go into an office's forms."""

OWN_TABLES = ("matters", "shortfalls", "notes", "hours", "self-check")
BRANCH_TABLES = ("branch-submissions", "branch-problems", "branch-own-problems", "branch-hours", "branch-self-check")
TABLES = (*OWN_TABLES, *BRANCH_TABLES)
