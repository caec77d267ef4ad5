"""Standards, their criteria and texts in both languages."""
