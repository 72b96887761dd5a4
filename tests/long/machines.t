#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# 200 random searches over 5,000 articles, and another seed.
MACHINES_QUERIES=200 MACHINES_ARTICLES=5000 MACHINES_SEED=12 exec tests/cli/machines.t
