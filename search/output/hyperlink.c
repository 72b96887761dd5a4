/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "hyperlink.h"

#include "ascii.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#define ADDRESS_MOST 2000 /* terminals take about so much */

/* Percent-encodes what may not stand in an address, so that no escape sequence can be ended or
 * begun by one. keep: besides letters and digits. */
static void print_encoded(FILE *stream, const struct list_item *text, const char *keep)
{
    for (size_t i = 0; i < text->length; i++) {
        unsigned char byte = (unsigned char)text->data[i];
        if (ascii_is_alphanumeric((char)byte) || (byte && strchr(keep, byte)))
            fputc(byte, stream);
        else
            fprintf(stream, "%%%02X", byte);
    }
}

bool hyperlink_begin_address(FILE *stream, const struct list_item *address)
{
    bool known = strncasecmp(address->data, "http://", 7) == 0 ||
                 strncasecmp(address->data, "https://", 8) == 0;
    if (!known || address->length > ADDRESS_MOST)
        return false;
    fputs("\033]8;;", stream);
    print_encoded(stream, address, "-._~:/?#[]@!$&'()*+,;=%");
    fputs("\033\\", stream);
    return true;
}

bool hyperlink_begin_path(FILE *stream, const struct list_item *path)
{
    char host[256] = "";
    if (path->length == 0 || path->data[0] != '/' || path->length > ADDRESS_MOST)
        return false;
    gethostname(host, sizeof host - 1);
    fprintf(stream, "\033]8;;file://%s", host);
    print_encoded(stream, path, "-._~/");
    fputs("\033\\", stream);
    return true;
}

void hyperlink_end(FILE *stream)
{
    fputs("\033]8;;\033\\", stream);
}
