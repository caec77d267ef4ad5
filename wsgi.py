from assess.app import create_app
from assess.settings import Settings

app = create_app(Settings())
