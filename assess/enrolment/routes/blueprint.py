from assess.web.language import bilingual_blueprint

pages = bilingual_blueprint("enrolment", __name__)
