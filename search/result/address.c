/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "text.h"

static bool begins(const char *address, const char *start)
{
    return strncasecmp(address, start, strlen(start)) == 0;
}

/* "x:" of RFC 3986, also where it is no scheme that a link may have. */
static bool has_scheme(const char *address)
{
    size_t length = 0;
    while (ascii_is_alphanumeric(address[length]) ||
           (address[length] && strchr("+-.", address[length])))
        length++;
    return length > 0 && address[length] == ':';
}

static enum address_kind kind_of_absolute(const char *address)
{
    size_t scheme = begins(address, "http://") ? 7 : begins(address, "https://") ? 8 : 0;
    if (scheme > 0)
        return strcspn(address + scheme, "/?#") > 0 ? ADDRESS_WEB : ADDRESS_OTHER;
    return begins(address, "mailto:") && address[7] ? ADDRESS_MAIL : ADDRESS_OTHER;
}

/* Site generators also have patterns here (/:year/:title/, {{ page.url }}), and names of patterns
 * (pretty, none), which are no addresses. */
static bool is_relative_address(const char *address)
{
    size_t length = strlen(address);
    bool page = length > 5 && strcasecmp(address + length - 5, ".html") == 0;
    return !has_scheme(address) && (strchr(address, '/') || page) && !strstr(address, "/:") &&
           address[0] != ':' && !strpbrk(address, "{}");
}

/* The base address of a file's relative permalinks: that of the nearest directory. */
static const char *base_of(const struct config *config, const struct list_item *path)
{
    const char *address = NULL;
    size_t longest = 0;
    for (size_t i = 0; path && i < config->base_count; i++) {
        const char *directory = config->bases[i].directory;
        size_t length = strlen(directory);
        bool below = length < path->length && memcmp(path->data, directory, length) == 0 &&
                     (path->data[length] == '/' || (length > 0 && directory[length - 1] == '/'));
        if ((below || length == 0) && (!address || length >= longest)) {
            address = config->bases[i].address;
            longest = length;
        }
    }
    return address;
}

/* Puts base before the relative address in *out, with one slash between them. //host/x only takes
 * the scheme of base. */
static void add_base(struct buffer *out, const char *base)
{
    char *relative = buffer_detach(out);
    size_t length = strlen(base);
    if (relative[0] == '/' && relative[1] == '/') {
        buffer_add(out, base, (size_t)(strchr(base, ':') - base) + 1);
        buffer_add_text(out, relative);
    } else {
        while (length > 0 && base[length - 1] == '/')
            length--;
        buffer_add(out, base, length);
        buffer_add_byte(out, '/');
        buffer_add_text(out, relative + (relative[0] == '/'));
    }
    free(relative);
}

enum address_kind address_of(struct buffer *out, const struct article *article,
                             const struct config *config)
{
    const struct list_item *value = article_first(article, FIELD_URL);
    buffer_clear(out);
    if (value)
        text_squeeze(out, value->data, value->length);
    if (out->length == 0)
        return ADDRESS_NONE;
    if (strlen(out->data) != out->length)
        return ADDRESS_OTHER;
    if (is_relative_address(out->data)) {
        const char *base = base_of(config, article_first(article, FIELD_PATH));
        if (!base)
            return ADDRESS_OTHER;
        add_base(out, base);
    }
    return kind_of_absolute(out->data);
}

static bool is_hexadecimal(const char *text)
{
    return strspn(text, "0123456789abcdefABCDEF") >= 2;
}

void address_add_encoded(struct buffer *out, const char *address, size_t length)
{
    struct buffer safe = BUFFER_INIT;
    text_add_safe(&safe, address, length);
    /* letters of other scripts stay as they are: browsers show and accept them */
    bool plain = safe.length == length && memcmp(buffer_text(&safe), address, length) == 0;
    /* the scheme, in small letters, ends before "://" */
    size_t host = strcspn(address, ":") + 3;
    size_t path = host < length ? host + strcspn(address + host, "/?#") : length;
    bool fragment = false; /* the second # is part of it */
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)address[i];
        bool kept = byte < 0x80
                        ? ascii_is_alphanumeric((char)byte) || strchr("-._~:/?@!$&'()*+,;=", byte)
                        : plain;
        kept = kept || (byte == '%' && is_hexadecimal(address + i + 1)) ||
               (byte == '#' && !fragment) || ((byte == '[' || byte == ']') && i < path);
        fragment = fragment || byte == '#';
        if (kept && byte)
            buffer_add_byte(out, i + 3 < host && byte >= 'A' ? byte | 0x20 : byte);
        else
            buffer_printf(out, "%%%02X", byte);
    }
    buffer_release(&safe);
}
