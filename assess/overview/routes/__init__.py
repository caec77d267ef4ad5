from assess.overview.routes import help_page, home, unit
from assess.overview.routes.blueprint import pages

__all__ = ["help_page", "home", "pages", "unit"]
