#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# 60 limits of each kind.
EXHAUSTION_STEPS=60 exec tests/cli/exhaustion.t
