"""The screens: drawn from a read-only View, answering touches with events.

`registry` says which screen shows which state; `page_layout` puts header, body and footer together.
The folders: `pages` (one screen or a family each), `messages` and `i18n` (texts), `toolkit` (our UI
toolkit, free of Kivy), `kivy` (the only code that imports Kivy), `samples` (views for tests and gallery)."""
