"""What somebody is typing and has not saved: theirs alone, kept until it is saved or dropped."""
