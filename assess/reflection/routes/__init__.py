from assess.reflection.routes import listing, mapping, reading, reflecting, writing
from assess.reflection.routes.blueprint import pages

__all__ = ["listing", "mapping", "pages", "reading", "reflecting", "writing"]
