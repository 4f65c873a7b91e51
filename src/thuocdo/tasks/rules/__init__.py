"""The rules of a task's life in plain Python: no Django, no database, no clock."""
