"""What the pages of enrolments show."""
