"""A board from exports: `board.py EXPORT.csv LIVES.arrow`. Prints the numbers of its groups and dossiers."""

import sys

import hoso

dossiers = hoso.read(sys.argv[1])  # canonical dossiers; hoso.report(dossiers): what became of every row
lives = hoso.lives(dossiers, cut="2025-12-31")  # also takes rows grouped by an engine, files, several tables
board = hoso.counts(lives, by=["unit", "quarter"])  # counts, and numerator and denominator of every rate
lives.write(sys.argv[2])  # the web page opens it

import pyarrow

print(len(board), sum(pyarrow.table(board)["received"].to_pylist()))
