"""Exchange: a release as files for translators and reviewers, and what comes back in them."""
