#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
CRASH_KILLS=100 exec tests/cli/crash.t
