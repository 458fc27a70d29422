"""Average linkage as scipy has it: blocs-peer.py FOLDER reads condensed distances (float64), answers heights and time."""

import json
import sys
import time

import numpy as np
from scipy.cluster.hierarchy import linkage

folder = sys.argv[1]
distances = np.fromfile(f"{folder}/distances", dtype=np.float64)
linkage(distances, method="average")
began, used = time.perf_counter(), time.process_time()
tree = linkage(distances, method="average")
took = [(time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000]
print(json.dumps({"heights": tree[:, 2].tolist(), "took": took}))
