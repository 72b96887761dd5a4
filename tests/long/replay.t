#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# 200 random steps, and another seed.
REPLAY_STEPS=200 REPLAY_SEED=11 exec tests/cli/replay.t
