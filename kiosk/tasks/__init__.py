"""What a state starts: each task joins the facts of the visit with one device and answers with an event.

A task gets a frozen `TaskContext`, runs on its device's worker and never touches the visit. The modules
have the stems of `fsm.flow`; the others hold what several tasks need.
"""
