from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("reflection", __name__)
