"""How good the summaries are: the tuning sets, an independent checker, the peers, and the floors under all of it."""
