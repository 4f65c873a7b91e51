"""Tasks that say the same or clash: found before work is given, and what was answered."""
