from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("documents", __name__)
