/* liquid.h: Jekyll's template language, which is no part of an article's text. */
#ifndef NEWSSEARCH_LIQUID_H
#define NEWSSEARCH_LIQUID_H

#include <stddef.h>

#include "buffer.h"

/* Appends text without its {{ … }} and {% … %}, without what stands between {% comment %} and
 * {% endcomment %}, and with what stands between {% raw %} and {% endraw %} as it is. One that
 * is not closed is text. */
void liquid_remove(struct buffer *out, const char *text, size_t length);

#endif
