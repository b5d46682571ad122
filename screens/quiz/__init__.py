"""Quiz: sittings, topics, mock papers, banks."""
