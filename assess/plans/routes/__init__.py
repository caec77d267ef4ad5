from assess.plans.routes import filling, plans, putting_forward, starting, templates
from assess.plans.routes.blueprint import pages

__all__ = ["filling", "pages", "plans", "putting_forward", "starting", "templates"]
