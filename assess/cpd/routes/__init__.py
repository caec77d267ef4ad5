from assess.cpd.routes import cycle
from assess.cpd.routes.blueprint import pages

__all__ = ["cycle", "pages"]
