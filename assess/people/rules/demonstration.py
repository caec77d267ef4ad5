"""The demonstration's people sign in with one password that its sign-in page shows."""

DEMO_DOMAIN = "demo.example"
DEMO_PASSWORD = "three geese over Aberaeron"  # noqa: S105 (shown on the demonstration's own page)


def is_demonstration_address(email: str) -> bool:
    return email.endswith(f"@{DEMO_DOMAIN}")
