"""Who signs in, for which provider, in which role."""
