from assess.learning.routes import catalogue, changing, entry, lessons, reviewing, writing
from assess.learning.routes.blueprint import pages

__all__ = ["catalogue", "changing", "entry", "lessons", "pages", "reviewing", "writing"]
