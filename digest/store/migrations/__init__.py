"""The steps from one schema to the next, run by Alembic. Floor 3. A step that was released is never changed."""
