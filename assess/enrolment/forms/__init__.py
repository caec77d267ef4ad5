"""What is typed about enrolments."""
