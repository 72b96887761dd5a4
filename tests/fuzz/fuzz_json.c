/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_json.c: any bytes as JSON. */
#define FORM (&data_form_json)
#include "data_events.h"
