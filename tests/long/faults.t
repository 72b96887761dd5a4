#!/bin/sh
FAULTS_EACH=40 exec tests/cli/faults.t
