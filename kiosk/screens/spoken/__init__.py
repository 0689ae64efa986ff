"""What is said on a screen, in which order, and the four keys that move through it. Pure: no Kivy."""
