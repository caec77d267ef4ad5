"""What the words of a criterion mean for a decision: their language, origin and changes."""

from assess.bilingual import Bilingual, Language


def languages_decided_on(assessment_language: Language | None) -> tuple[Language, ...]:
    """Give the languages whose words count: the language of assessment, else either."""
    return tuple(Language) if assessment_language is None else (assessment_language,)


def is_on_working_translation(
    working_translation: Language | None, assessment_language: Language | None
) -> bool:
    """Say whether a decision made now is made on a working translation."""
    return working_translation in languages_decided_on(assessment_language)


def needs_reaffirming(
    decided_on: Bilingual, now: Bilingual, assessment_language: Language | None
) -> bool:
    """Say whether the words have changed since the decision.

    Words that came in a language that had none change nothing that was decided.
    """
    return any(
        decided_on.text_in(language) is not None
        and decided_on.text_in(language) != now.text_in(language)
        for language in languages_decided_on(assessment_language)
    )
