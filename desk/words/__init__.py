"""The words that both fronts say: faults and states."""
