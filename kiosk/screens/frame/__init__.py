"""The frame of every page: header, footer, the banner of the last seconds, and what makes a page fit."""
