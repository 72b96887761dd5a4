/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands in messages, as a shell reads them. */
#include <string.h>

#include "command.h"
#include "tap.h"

static void is_word(const char *text, const char *want)
{
    struct buffer out = BUFFER_INIT;
    command_add_word(&out, text, strlen(text));
    if (!tap_ok(strcmp(buffer_text(&out), want) == 0, "a shell reads '%s' from %s", text, want))
        tap_note("got %s", buffer_text(&out));
    buffer_release(&out);
}

static void is_command(const char *index, const char *want)
{
    struct buffer out = BUFFER_INIT;
    command_name_index(index);
    command_add_newsindex(&out, "--forget=", "/a b");
    if (!tap_ok(strcmp(buffer_text(&out), want) == 0, "of %s the command is %s",
                index ? index : "the default index", want))
        tap_note("got %s", buffer_text(&out));
    buffer_release(&out);
}

int main(void)
{
    is_command(NULL, "newsindex --forget='/a b'");
    is_command("/i x", "newsindex --db='/i x' --forget='/a b'");
    is_command("/i", "newsindex --db=/i --forget='/a b'");
    is_command(NULL, "newsindex --forget='/a b'");
    is_word("/srv/news_2021/a-b.md", "/srv/news_2021/a-b.md");
    is_word("topic:\"Machine Learning\"", "'topic:\"Machine Learning\"'");
    is_word("don't", "'don'\\''t'");
    is_word("", "''");
    is_word("~/x", "'~/x'");
    is_word("=x", "'=x'");
    is_word("$HOME`id`\\", "'$HOME`id`\\'");
    is_word("a*b?[c]{d}(e)<f>|g;h&i!j#k^l", "'a*b?[c]{d}(e)<f>|g;h&i!j#k^l'");
    is_word("Café", "Café");
    return tap_done();
}
