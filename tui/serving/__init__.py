"""The program in a browser on the same computer: a server for its owner alone, and a process for each tab.

server: who is let in, and what a browser is given; connections: who is connected; tab: the process behind a tab;
driver: how that process draws. run: until when it serves. Beside them the page, which asks for nothing from elsewhere.
Only `sixdonts serve` imports any of it; only it needs the extra `web`.
"""
