"""What lets a sheet prove itself: the signed record, sealed for the verifier, as symbols on the back.

These are the program's own symbols. They imitate neither the scramble image nor the detection image of
certificates in service, and prove nothing to the offices that read those.
"""
