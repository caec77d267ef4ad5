from assess.standards.routes import changes, importing, reading
from assess.standards.routes.blueprint import pages

__all__ = ["changes", "importing", "pages", "reading"]
