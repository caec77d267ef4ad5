from assess.reflection.routes import reflecting
from assess.reflection.routes.blueprint import pages

__all__ = ["pages", "reflecting"]
