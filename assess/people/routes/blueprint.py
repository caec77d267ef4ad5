from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("people", __name__)
