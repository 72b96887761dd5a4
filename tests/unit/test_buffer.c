/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Strings that grow, and the errors that are made of text. */
#include <errno.h>
#include <stdlib.h>

#include "buffer.h"
#include "error.h"
#include "memory.h"
#include "tap.h"

static void test_buffer(void)
{
    struct buffer buffer = BUFFER_INIT;
    tap_is_text(buffer_text(&buffer), "", "an unused buffer is the empty text");
    buffer_add(&buffer, NULL, 0);
    tap_is_text(buffer.data, "", "adding nothing gives a buffer data");
    buffer_add_text(&buffer, "news");
    buffer_add_byte(&buffer, ' ');
    buffer_add(&buffer, "search!", 6);
    tap_is_text(buffer.data, "news search", "texts that are added are joined");
    tap_is_number((long long)buffer.length, 11, "the length of a buffer counts bytes");
    buffer_printf(&buffer, " %d%s", 7, "x");
    tap_is_text(buffer.data, "news search 7x", "buffer_printf appends");

    buffer_clear(&buffer);
    tap_is_text(buffer_text(&buffer), "", "a cleared buffer is empty");
    buffer_add(&buffer, "a\0b", 3);
    tap_ok(buffer.length == 3 && memcmp(buffer.data, "a\0b", 4) == 0,
           "a NUL is added like any byte");
    buffer_release(&buffer);
    tap_ok(!buffer.data && buffer.length == 0, "a released buffer is empty");
}

static void test_growth(void)
{
    struct buffer buffer = BUFFER_INIT;
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&buffer, 'a' + i % 26);
    tap_ok(buffer.length == 100000 && buffer.data[100000] == '\0' && buffer.data[99999] == 'd',
           "100,000 bytes are added one by one");
    buffer_clear(&buffer);
    buffer_printf(&buffer, "%5000d", 1);
    tap_is_number((long long)buffer.length, 5000, "buffer_printf appends more than fits at first");
    buffer_reserve(&buffer, 1 << 20);
    char *before = buffer.data;
    buffer_printf(&buffer, "%1000000d", 1);
    tap_ok(buffer.data == before, "bytes within what was reserved are added without a move");

    char *text = buffer_detach(&buffer);
    tap_is_number((long long)strlen(text), 1005000, "a detached text has all that was added");
    free(text);
    text = buffer_detach(&buffer);
    tap_is_text(text, "", "an empty buffer detaches as an empty text");
    free(text);
    buffer_release(&buffer);
}

static void test_memory(void)
{
    char *copy = memory_copy("a\0b", 3);
    tap_ok(memcmp(copy, "a\0b", 4) == 0, "memory_copy ends its copy with a NUL");
    free(copy);
    copy = memory_copy_text("héron");
    tap_is_text(copy, "héron", "memory_copy_text copies a text");
    free(copy);
    int *numbers = memory_allocate(0);
    tap_ok(numbers != NULL, "an allocation of no bytes is not NULL");
    numbers = memory_resize(numbers, 4, sizeof *numbers);
    numbers[3] = 3;
    free(numbers);
}

static void test_error(void)
{
    struct error err = { .text = "" };
    tap_is_number(error_set(&err, "%s: no title", "a.md"), -1, "error_set returns -1");
    tap_is_text(err.text, "a.md: no title", "an error has the sentence that was set");
    tap_is_number(err.status, STATUS_FAILED, "an error has the status that was set");
    error_set(&err, "skipped: %s", err.text);
    tap_is_text(err.text, "skipped: a.md: no title",
                "the sentence of an error may be set from itself");

    char path[3000];
    memset(path, 'a', sizeof path);
    path[sizeof path - 1] = '\0';
    memcpy(path + sizeof err.text - 3, "\xE2\x82\xAC", 3); /* € over the edge */
    error_set(&err, "%s", path);
    tap_is_number((long long)strlen(err.text), sizeof err.text - 3,
                  "a sentence that is too long is cut between characters");
    memcpy(path + sizeof err.text - 4, "\xE2\x82\xAC", 3); /* just inside */
    error_set(&err, "%s", path);
    tap_is_number((long long)strlen(err.text), sizeof err.text - 1,
                  "a sentence that fits is not cut");

    error_set_system(&err, ENOENT, "cannot open %s", "a.md");
    tap_is_text(err.text, "cannot open a.md: No such file or directory",
                "an error of the system has the reason of errno");
    error_set_system(&err, ENOENT, "cannot open %s", path);
    tap_ok(strlen(err.text) < sizeof err.text && strstr(err.text, "aa: No such file or directory"),
           "the reason is kept when the path is too long");
}

int main(void)
{
    test_buffer();
    test_growth();
    test_memory();
    test_error();
    return tap_done();
}
