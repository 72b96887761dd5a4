#!/bin/sh
# README's examples print what is shown.
exec tests/examples README.md
