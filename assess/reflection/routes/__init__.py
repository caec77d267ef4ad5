from assess.reflection.routes import drafting, reflecting
from assess.reflection.routes.blueprint import pages

__all__ = ["drafting", "pages", "reflecting"]
