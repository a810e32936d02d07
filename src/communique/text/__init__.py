"""Text: what is known of written French, German and English."""
