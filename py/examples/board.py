"""A board from messy exports: `board.py EXPORT.csv LIVES.arrow`. Prints how many groups and dossiers it has."""

import sys

import hoso

dossiers = hoso.read(sys.argv[1])  # canonical dossiers; hoso.report(dossiers): what became of every row
lives = hoso.lives(dossiers, cut="2025-12-31")  # also of what an engine grouped, of files, of several tables
board = hoso.counts(lives, by=["unit", "quarter"])  # counts, and of every rate numerator and denominator
lives.write(sys.argv[2])  # the web page opens it

import pyarrow

print(len(board), sum(pyarrow.table(board)["received"].to_pylist()))
