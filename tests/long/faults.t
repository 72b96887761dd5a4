#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
FAULTS_EACH=40 exec tests/cli/faults.t
