from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("notifications", __name__)
