"""What a state sets going: each task joins the machine's facts with one device and answers with an event.

A task gets a frozen `Brief`, runs on its device's worker and never touches the visit.
"""
