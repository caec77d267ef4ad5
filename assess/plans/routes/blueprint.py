from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("plans", __name__)
