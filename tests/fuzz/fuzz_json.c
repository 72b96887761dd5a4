/* fuzz_json.c: any bytes as JSON. */
#define FORM (&data_form_json)
#include "data_events.h"
