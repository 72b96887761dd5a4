#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
READERS_COMMITS=200 exec tests/cli/readers.t
