"""A province's figures: one set of plain SQL files, what they come to, and the tables made of it.

The queries stand beside this file, numbered in the order in which each goes by those before it. They keep to what
DuckDB, Spark and DataFusion understand alike; docs/province.md says how to run them there.
"""
