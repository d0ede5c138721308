"""One module per step: `step_0001_...` has the revision "1", and so on without gaps. Floor 3."""
