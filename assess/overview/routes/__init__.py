from assess.overview.routes import criterion, help_page, home, map, unit  # noqa: A004 (the page is called so)
from assess.overview.routes.blueprint import pages

__all__ = ["criterion", "help_page", "home", "map", "pages", "unit"]
