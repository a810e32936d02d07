"""Approval: who may decide what, whose word counts, and where a release stands."""
