"""Rules of the house: what each table of house.toml may say."""
