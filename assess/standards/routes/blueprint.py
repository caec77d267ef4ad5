from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("standards", __name__)
