#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# README's examples print what is shown.
exec tests/examples README.md
