"""What counts as CPD, what a body asks for, and what is still missing."""
