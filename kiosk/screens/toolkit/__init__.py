"""The UI toolkit of the screens, see README.md. It knows neither Kivy nor the machine nor the services."""
