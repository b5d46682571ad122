"""The sample office: 24 people who do not exist, with records made from a seed."""
