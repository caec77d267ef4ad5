from assess.reflection.routes import deleting, listing, mapping, reading, reflecting, writing
from assess.reflection.routes.blueprint import pages

__all__ = ["deleting", "listing", "mapping", "pages", "reading", "reflecting", "writing"]
