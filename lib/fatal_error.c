/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fatal_error.c: not in fatal.c, which buffers need, because this needs buffers. */
#include <string.h>

#include "buffer.h"
#include "fatal.h"
#include "text.h"

void fatal_exit_error(const struct error *err)
{
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, err->text, strlen(err->text));
    fatal_exit(buffer_text(&safe));
}
