"""The history of the database's shape, run by `adapters.store` when it opens a database."""
