from assess.notifications.routes import choosing, reading, stopping
from assess.notifications.routes.blueprint import pages

__all__ = ["choosing", "pages", "reading", "stopping"]
