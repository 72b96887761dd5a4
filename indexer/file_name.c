/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file_name.h"

#include <string.h>
#include <strings.h>

#include "ascii.h"
#include "date.h"

/* A part of a path. */
struct part {
    const char *text;
    size_t length;
};

/* The folder or file whose name ends at end. */
static struct part part_before(const char *path, const char *end)
{
    const char *start = end;
    while (start > path && start[-1] != '/')
        start--;
    return (struct part){ start, (size_t)(end - start) };
}

/* The name without its ending; all of it if it begins with its only dot. */
static size_t stem_length(struct part name)
{
    for (size_t i = name.length; i > 1; i--)
        if (name.text[i - 1] == '.')
            return i - 1;
    return name.length;
}

/* Whether each folder has a file of this name, as of index.md and index.en.md. */
static bool is_of_folder(struct part name)
{
    static const char *const stems[] = { "index.", "_index.", "readme." };
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strncasecmp(name.text, stems[i], strlen(stems[i])) == 0)
            return true;
    return false;
}

/* What names the article: the file's name without its ending, or the folder's name. */
static struct part name_of(const char *path)
{
    struct part name = part_before(path, path + strlen(path));
    if (is_of_folder(name) && name.text > path) {
        struct part folder = part_before(path, name.text - 1);
        if (folder.length > 0)
            return folder;
    }
    name.length = stem_length(name);
    return name;
}

bool file_name_date(const char *path, int64_t *seconds)
{
    struct part name = name_of(path);
    return date_of_name(seconds, name.text, name.length) > 0;
}

void file_name_title(struct buffer *out, const char *path)
{
    struct part name = name_of(path);
    int64_t seconds;
    size_t at = date_of_name(&seconds, name.text, name.length);
    while (at > 0 && at < name.length && strchr("-_ .", name.text[at]))
        at++;
    if (at == name.length) { /* a name that is nothing but a date */
        buffer_add(out, name.text, name.length);
        return;
    }
    while (at < name.length - 1 && name.text[at] == '-')
        at++;
    while (name.length > at + 1 && name.text[name.length - 1] == '-')
        name.length--;
    for (; at < name.length; at++)
        buffer_add_byte(out, name.text[at] == '-' ? ' ' : name.text[at]);
}

/* Whether the first two bytes are the code of a language of ISO 639-1. */
static bool is_language(const char *name)
{
    static const char codes[] =
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
        "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
        "ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw "
        "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
        "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr "
        "ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
        "yo za zh zu ";
    const char code[] = { (char)(name[0] | 0x20), (char)(name[1] | 0x20), ' ', 0 };

    for (const char *at = codes; *at; at += 3)
        if (memcmp(at, code, 3) == 0)
            return true;
    return false;
}

/* A region or script after its separator: br, Latn or 419. Its length; 0: it is none. */
static size_t subtag_length(const char *text, size_t length)
{
    size_t letters = 0, digits = 0;
    while (letters < length && ascii_is_letter(text[letters]))
        letters++;
    while (letters == 0 && digits < length && ascii_is_digit(text[digits]))
        digits++;
    size_t found = letters + digits;
    bool ends = found == length || text[found] == '-' || text[found] == '_';
    return ends && (letters == 2 || letters == 4 || digits == 3) ? found : 0;
}

static bool is_language_tag(struct part name)
{
    size_t at = 2, subtags = 0;
    if (name.length < 2 || !ascii_is_letter(name.text[0]) || !ascii_is_letter(name.text[1]) ||
        !is_language(name.text))
        return false;
    for (; at < name.length; subtags++) {
        if ((name.text[at] != '-' && name.text[at] != '_') || subtags == 2)
            return false;
        size_t length = subtag_length(name.text + at + 1, name.length - at - 1);
        if (length == 0)
            return false;
        at += 1 + length;
    }
    return true;
}

size_t file_name_language(const char *path, size_t above, const char **tag)
{
    struct part folder = part_before(path, path + strlen(path));
    while (folder.text > path + above) {
        folder = part_before(path, folder.text - 1);
        if (folder.text >= path + above && is_language_tag(folder)) {
            *tag = folder.text;
            return folder.length;
        }
    }
    return 0;
}
