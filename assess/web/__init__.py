"""What every page shares: language, session, access, forms, templates, errors, headers."""
