from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("overview", __name__)
