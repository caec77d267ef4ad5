from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("assessment", __name__)
