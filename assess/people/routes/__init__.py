from assess.people.routes import signing_in
from assess.people.routes.blueprint import pages

__all__ = ["pages", "signing_in"]
