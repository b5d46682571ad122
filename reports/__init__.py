"""What others get to see: figures, summaries, tables, documents."""
