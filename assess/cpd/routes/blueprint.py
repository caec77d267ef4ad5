from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("cpd", __name__)
