"""Every finding code of the house, room by room: severity, sentence, hint and meaning stand here and nowhere else."""
