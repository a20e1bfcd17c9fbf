"""What things cost, as ratios to the least that could be done, measured side by side in one run."""
