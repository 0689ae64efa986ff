"""What a state starts: each task joins the facts of the visit with one device and answers with an event.

A task gets a frozen `TaskContext`, runs on its device's worker and never touches the visit. The rooms are by
device (`card`, `cash`, `paper`) and for `staff`, with the stems of `fsm.flow` where they answer it.
What stands here is of the terminal as a whole, or needed by several rooms.
"""
