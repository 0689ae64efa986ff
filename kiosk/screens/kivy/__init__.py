"""Kivy: application, event loop, input, canvas and root widget. Nothing else imports Kivy."""
