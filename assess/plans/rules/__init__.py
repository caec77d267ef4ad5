"""What a plan template is, what may be typed into a plan, and what follows from it."""
