"""The same posterior as positions.c computes, with numpy, one scan at a time: positions.py COUNT."""

import sys
import time

import numpy as np

X, Y, SENSORS, SCANS = 24, 25, 8, 256
EXPONENT, REFERENCE, SHADOWING, FADING, POWER, HEIGHT, SENSITIVITY, LOSS = 3, -42, 5, 3.5, 6, 1.5, -90, 0.1

side = np.sqrt(600)
number = np.arange(SENSORS)
places = np.stack([side * (number % 3 + 0.5) / 3, side * (number // 3 + 0.5) / 3], 1)
cells = np.stack([np.tile(np.arange(X) + 0.5, Y), np.repeat(np.arange(Y) + 0.5, X)], 1)
base = -5 * EXPONENT * np.log10(((cells[:, None] - places) ** 2).sum(2) + HEIGHT**2)
zones = np.zeros((6, X * Y))
zones[(cells[:, 1] * 3 // Y * 2 + (cells[:, 0] * 2 >= X)).astype(int), np.arange(X * Y)] = 1

scan = np.arange(SCANS)
walked = np.stack([side * (scan % 16) / 15, side * (scan // 16) / 15], 1)
levels = -42 - 11 * np.sqrt(np.maximum(1, np.sqrt(((walked[:, None] - places) ** 2).sum(2))))
turn = scan[:, None] + number
frames = np.where(turn % 5 == 4, 0, 1 + turn % 4)


def normal(z):
    """Abramowitz and Stegun, 26.2.18: numpy has no error function."""
    size = np.abs(z)
    tail = 0.5 / (1 + size * (0.196854 + size * (0.115194 + size * (0.000344 + size * 0.019527)))) ** 4
    return np.where(z < 0, tail, 1 - tail)


def solve(n):
    heard = frames[n] > 0
    weight = 1 / (SHADOWING**2 + FADING**2 / frames[n, heard])
    precision = weight.sum() + 1 / POWER**2
    error = levels[n, heard] - REFERENCE - base[:, heard]
    total = error @ weight
    own = total / precision
    chance = LOSS ** frames[n].max()
    z = (SENSITIVITY - REFERENCE - own[:, None] - base[:, ~heard]) / np.sqrt(SHADOWING**2 + FADING**2 + 1 / precision)
    log = -0.5 * ((error * error) @ weight - own * total) + np.log(chance + (1 - chance) * normal(z) + 1e-300).sum(1)
    mass = np.exp(log - log.max())
    mass /= mass.sum()
    return mass @ cells, zones @ mass


count = int(sys.argv[1])
mean = np.zeros(2)
start = time.thread_time()
for index in range(count):
    mean += solve(index % SCANS)[0] / count
print(f"{(time.thread_time() - start) / count * 1e6:.3f} {mean[0]:.2f} {mean[1]:.2f}")
