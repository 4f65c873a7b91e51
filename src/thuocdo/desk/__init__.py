"""Staff screens that join several apps: my work, a task's page, the board."""
