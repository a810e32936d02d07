"""The review desk: the pages on which reviewers read, mend, return and approve, each reached by a signed link of their own."""
