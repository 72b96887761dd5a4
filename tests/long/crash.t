#!/bin/sh
CRASH_KILLS=100 exec tests/cli/crash.t
