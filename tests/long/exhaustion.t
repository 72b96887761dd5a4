#!/bin/sh
# 60 limits of each kind.
EXHAUSTION_STEPS=60 exec tests/cli/exhaustion.t
