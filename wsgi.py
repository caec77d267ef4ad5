from assess.app import create_app, join_queue
from assess.settings import Settings

app = create_app(Settings())
join_queue(app)
