"""Submissions, questions, decisions, feedback, sign-off."""
