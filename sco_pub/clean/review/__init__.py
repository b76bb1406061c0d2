"""What an editor is asked and shown: findings, doubts, questions, corrections, the report."""
