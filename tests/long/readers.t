#!/bin/sh
READERS_COMMITS=200 exec tests/cli/readers.t
