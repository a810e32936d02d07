"""One press release, three languages: read, check, translate, check, review, render."""
