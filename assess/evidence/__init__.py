"""What is offered to show competence, and to which criteria it is mapped."""
