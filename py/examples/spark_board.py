"""A board from a Spark DataFrame of canonical dossiers: `spark_board.py DOSSIERS.parquet LIVES.arrow`."""

import sys

import hoso
import pyarrow
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
df = spark.read.parquet(sys.argv[1])
grouped = hoso.spark.lives(df, cut="2022-08-31", keys=["unit", "unitLevel"])
lives = hoso.lives(grouped.toArrow())
lives.write(sys.argv[2])  # the web page opens it
board = hoso.counts(lives, by=["unit"], from_="2022-01-01", to="2022-08-31", as_of="2022-08-31")
spark.createDataFrame(pyarrow.table(board)).select("unit", "received", "onTimeNum", "onTimeDen").show(truncate=False)
