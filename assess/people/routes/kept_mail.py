from flask import abort, render_template

from assess.people.pages import KeptMessage
from assess.people.routes.blueprint import pages
from assess.settings import Settings
from assess.web.access import open_to_everyone
from assess.web.extensions import the_settings
from assess.web.mailing import list_kept_mail


def shows_kept_mail(settings: Settings) -> bool:
    return settings.assess_demo and not settings.smtp_host


@pages.get("/kept-mail")
@open_to_everyone
def kept_mail() -> str:
    """Show the messages that the demonstration, which has no mail server, did not send."""
    settings = the_settings()
    if not shows_kept_mail(settings):
        abort(404)
    return render_template(
        "people/kept_mail.html",
        messages=[
            KeptMessage(
                subject=message.subject,
                lines=tuple(line for line in message.body.splitlines() if line.strip()),
                language=mail.language,
                to_name=message.to_name,
                to_address=message.to_address,
                queued_at=mail.queued_at,
                site=f"{settings.address}/",
            )
            for mail, message in list_kept_mail(settings.address)
        ],
    )
