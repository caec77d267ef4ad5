"""Who may sign in and how: words, passwords, links, roles."""

from assess.people.rules.demonstration import DEMO_PASSWORD
from assess.people.rules.links import LinkPurpose
from assess.people.rules.words import PractitionerWord

__all__ = ["DEMO_PASSWORD", "LinkPurpose", "PractitionerWord"]
