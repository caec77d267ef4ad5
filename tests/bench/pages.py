"""The service itself, timed."""

from tests.bench.timed import Timed
from wsgi import app

timed = Timed(app)
