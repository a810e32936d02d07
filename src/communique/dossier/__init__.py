"""The dossier: who approved what, where every sentence comes from and who read it."""
