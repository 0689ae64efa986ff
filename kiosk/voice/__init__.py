"""What is heard: cues, speech, one queue for both, and the settings of the visit."""
