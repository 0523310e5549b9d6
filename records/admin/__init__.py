"""What the admin of every record type shares. It knows no record type: those come with the apps above."""
