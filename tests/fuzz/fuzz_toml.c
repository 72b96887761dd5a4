/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_toml.c: any bytes as TOML. */
#define FORM (&data_form_toml)
#include "data_events.h"
