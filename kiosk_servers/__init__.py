"""What servers of this project have in common: a database on two engines, workers, and how they listen."""
