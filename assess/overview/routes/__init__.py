from assess.overview.routes import criterion, help_page, home, unit
from assess.overview.routes.blueprint import pages

__all__ = ["criterion", "help_page", "home", "pages", "unit"]
