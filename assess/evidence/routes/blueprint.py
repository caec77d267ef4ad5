from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("evidence", __name__)
