"""What the verbs of a scenario do, by who acts: people, devices, surroundings, staff, the eye."""
