from assess.documents.routes import plans, prints
from assess.documents.routes.blueprint import pages

__all__ = ["pages", "plans", "prints"]
