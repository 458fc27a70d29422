"""What one would write with numpy and scikit-learn: answers with one line of JSON.

opinion-peer.py FOLDER: reads ptr, col (int32), val (int8) and the number of statements from FOLDER, fills unseen votes
with the means, takes the components, groups the people and fits the bridging model, with times, memory and results.
"""

import json
import resource
import sys
import time

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_score

folder = sys.argv[1]
ptr = np.fromfile(f"{folder}/ptr", dtype=np.int32)
col = np.fromfile(f"{folder}/col", dtype=np.int32)
val = np.fromfile(f"{folder}/val", dtype=np.int8).astype(np.float64)
statements = int(open(f"{folder}/statements", encoding="ascii").read())
start = np.fromfile(f"{folder}/start", dtype=np.float64)
sweeps = int(open(f"{folder}/sweeps", encoding="ascii").read())
people = len(ptr) - 1
row = np.repeat(np.arange(people), np.diff(ptr))


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def clock():
    return time.perf_counter(), time.process_time()


def since(began):
    return [(now - then) * 1000 for now, then in zip(clock(), began)]


before = peak_mb()
began = clock()
seen = np.bincount(col, minlength=statements)
means = np.bincount(col, weights=val, minlength=statements) / np.maximum(seen, 1)
dense = np.tile(means, (people, 1))
dense[row, col] = val
pca = PCA(n_components=2, random_state=0)
points = pca.fit_transform(dense)
pca_ms = since(began)
pca_mb = peak_mb() - before

# Its solver is a randomised one at this size: what is exact comes from the whole scatter matrix.
scatter = np.zeros((statements, statements))
centre = dense.mean(axis=0)
for first in range(0, people, 10_000):
    part = dense[first : first + 10_000] - centre
    scatter += part.T @ part
values, vectors = np.linalg.eigh(scatter)
exact = vectors[:, ::-1][:, :2].T
del dense

began = clock()
best = None
for k in (2, 3, 4, 5):
    found = KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(points)
    width = silhouette_score(points, found, sample_size=1000, random_state=0)
    if best is None or width > best[1]:
        best = (k, width)
groups_ms = since(began)

# (v + 1)/2 = mean + b_i + b_j + f_i g_j, ridges of strength 3 in turn.
began = clock()
share = (val + 1) / 2
mean = share.mean()
b_i, f_i = np.zeros(people), np.zeros(people)
b_j, g_j = np.zeros(statements), start.copy()


def solve(own, size, other, offset, factor):
    rest = share - mean - offset[other]
    along = factor[other]
    n = np.bincount(own, minlength=size) + 3.0
    sf = np.bincount(own, weights=along, minlength=size)
    sff = np.bincount(own, weights=along * along, minlength=size) + 3.0
    sy = np.bincount(own, weights=rest, minlength=size)
    sfy = np.bincount(own, weights=along * rest, minlength=size)
    determinant = n * sff - sf * sf
    return (sff * sy - sf * sfy) / determinant, (n * sfy - sf * sy) / determinant


for _ in range(sweeps):
    b_i, f_i = solve(row, people, col, b_j, g_j)
    b_j, g_j = solve(col, statements, row, b_i, f_i)
bridging_ms = since(began)

print(
    json.dumps(
        {
            "components": pca.components_.tolist(),
            "exact": exact.tolist(),
            "pca": pca_ms,
            "pcaMb": pca_mb,
            "groups": groups_ms,
            "k": best[0],
            "silhouette": best[1],
            "bridging": bridging_ms,
            "scores": b_j.tolist(),
        }
    )
)
