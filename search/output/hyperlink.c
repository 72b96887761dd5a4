/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "hyperlink.h"

#include "url_text.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#define ADDRESS_MAX 2000 /* terminals take about so much */

/* The address is encoded, so that it cannot end or begin an escape sequence. */
static void begin(FILE *stream, const char *before, const struct list_item *text, const char *keep)
{
    struct buffer encoded = BUFFER_INIT;
    url_text_add(&encoded, text->data, text->length, keep);
    fprintf(stream, "\033]8;;%s%s\033\\", before, buffer_text(&encoded));
    buffer_release(&encoded);
}

bool hyperlink_begin_address(FILE *stream, const struct list_item *address)
{
    bool known = strncasecmp(address->data, "http://", 7) == 0 ||
                 strncasecmp(address->data, "https://", 8) == 0;
    if (!known || address->length > ADDRESS_MAX)
        return false;
    begin(stream, "", address, "-._~:/?#[]@!$&'()*+,;=%");
    return true;
}

bool hyperlink_begin_path(FILE *stream, const struct list_item *path)
{
    char before[256] = "file://";
    if (path->length == 0 || path->data[0] != '/' || path->length > ADDRESS_MAX)
        return false;
    gethostname(before + strlen(before), sizeof before - strlen(before) - 1);
    begin(stream, before, path, "-._~/");
    return true;
}

void hyperlink_end(FILE *stream)
{
    fputs("\033]8;;\033\\", stream);
}
