/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "text.h"

void report_init(struct report *report)
{
    *report = (struct report){ 0 };
    pthread_mutex_init(&report->lock, NULL);
}

void report_release(struct report *report)
{
    list_release(&report->complaints);
    list_release(&report->notes);
    list_release(&report->failures);
    list_release(&report->idle[0]);
    list_release(&report->idle[1]);
    pthread_mutex_destroy(&report->lock);
}

static void add(struct report *report, struct list *list, const char *sentence)
{
    pthread_mutex_lock(&report->lock);
    list_add_text(list, sentence);
    pthread_mutex_unlock(&report->lock);
}

static void add_formatted(struct report *report, struct list *list, const char *format,
                          va_list arguments)
{
    struct buffer sentence = BUFFER_INIT;
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    buffer_reserve(&sentence, size);
    vsnprintf(sentence.data, size, format, arguments);
    add(report, list, sentence.data);
    buffer_release(&sentence);
}

void report_complain(struct report *report, const char *message)
{
    add(report, &report->complaints, message);
}

void report_unread(struct report *report)
{
    pthread_mutex_lock(&report->lock);
    report->unread++;
    pthread_mutex_unlock(&report->lock);
}

void report_note(struct report *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_formatted(report, &report->notes, format, arguments);
    va_end(arguments);
}

bool report_has_failure(const struct report *report, const char *path)
{
    const struct list *failures = &report->failures;
    size_t length = strlen(path);
    for (size_t i = 0; i < failures->count; i++)
        if (strncmp(failures->items[i].data, path, length) == 0 &&
            failures->items[i].data[length] == ':')
            return true;
    return false;
}

void report_fail(struct report *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_formatted(report, &report->failures, format, arguments);
    va_end(arguments);
}

bool report_has_changes(const struct report *report)
{
    return report->added || report->updated || report->refreshed || report->removed;
}

void report_idle(struct report *report, bool is_failure, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_formatted(report, &report->idle[is_failure], format, arguments);
    va_end(arguments);
}

void report_change(struct report *report, enum change change, const char *path, bool list)
{
    static const char *const names[] = { NULL, "add", "update", "refresh", "remove", "ignore" };
    uint64_t *counts[] = { &report->unchanged, &report->added,   &report->updated,
                           &report->refreshed, &report->removed, &report->ignored };
    ++*counts[change];
    if (!list || !names[change])
        return;
    printf("%s ", names[change]);
    text_print_safe(stdout, path);
    putchar('\n');
}

static void keep_common(struct list *total, const struct list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < total->count; i++) {
        if (list_has(list, total->items[i].data))
            total->items[kept++] = total->items[i];
        else
            free(total->items[i].data);
    }
    total->count = kept;
}

void report_add(struct report *total, const struct report *shard, bool is_first)
{
    total->added += shard->added;
    total->updated += shard->updated;
    total->refreshed += shard->refreshed;
    total->removed += shard->removed;
    total->unchanged += shard->unchanged;
    total->skipped += shard->skipped;
    total->still_skipped += shard->still_skipped;
    total->still_warned += shard->still_warned;
    total->ignored += shard->ignored;
    total->articles += shard->articles;
    total->seconds += shard->seconds;
    list_add_all(&total->complaints, &shard->complaints);
    list_add_all(&total->notes, &shard->notes);
    list_add_all(&total->failures, &shard->failures);
    for (size_t i = 0; i < 2; i++)
        if (is_first)
            list_add_all(&total->idle[i], &shard->idle[i]);
        else
            keep_common(&total->idle[i], &shard->idle[i]);
}

/* Takes out of sentences what is in reported; adds all of them to now. */
static void drop_repeated(struct list *sentences, const struct list *reported, struct list *now)
{
    size_t kept = 0;
    for (size_t i = 0; i < sentences->count; i++) {
        struct list_item *item = &sentences->items[i];
        list_add_text(now, item->data);
        if (list_has(reported, item->data))
            free(item->data);
        else
            sentences->items[kept++] = *item;
    }
    sentences->count = kept;
}

void report_drop_repeated(struct report *report, struct list *reported)
{
    struct list now = LIST_INIT;
    struct list *lists[] = { &report->notes, &report->failures, &report->idle[0],
                             &report->idle[1] };
    report->failed = report->failures.count > 0 || report->idle[1].count > 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        drop_repeated(lists[i], reported, &now);
    list_release(reported);
    *reported = now;
}

static void print_all(struct list *sentences, const char *before)
{
    list_sort(sentences);
    list_unique(sentences); /* shards may say the same */
    for (size_t i = 0; i < sentences->count; i++) {
        fputs(before, stderr);
        text_print_safe(stderr, sentences->items[i].data);
        fputc('\n', stderr);
    }
    list_clear(sentences);
}

static void print_repeated(uint64_t count, const char *one, const char *many)
{
    if (count > 0)
        fprintf(stderr, "%" PRIu64 " %s; newsindex --problems lists %s\n", count,
                count == 1 ? one : many, count == 1 ? "it" : "them");
}

void report_flush(struct report *report, bool quiet)
{
    if (!quiet) {
        print_all(&report->complaints, "");
        print_repeated(report->still_skipped, "file is still skipped", "files are still skipped");
        print_repeated(report->still_warned, "article still has warnings",
                       "articles still have warnings");
        print_all(&report->notes, "newsindex: ");
        print_all(&report->idle[0], "newsindex: ");
    }
    report->failed = report->failed || report->failures.count > 0 || report->idle[1].count > 0;
    print_all(&report->idle[1], "newsindex: ");
    print_all(&report->failures, "newsindex: ");
}

void report_summary(const struct report *report, bool json)
{
    if (json)
        printf("{\"schema\":1,\"added\":%" PRIu64 ",\"updated\":%" PRIu64 ",\"refreshed\":%" PRIu64
               ",\"removed\":%" PRIu64 ",\"unchanged\":%" PRIu64 ",\"skipped\":%" PRIu64
               ",\"ignored\":%" PRIu64 ",\"articles\":%" PRIu64 ",\"seconds\":%.3f}\n",
               report->added, report->updated, report->refreshed, report->removed,
               report->unchanged, report->skipped, report->ignored, report->articles,
               report->seconds);
    else
        printf("added %" PRIu64 ", updated %" PRIu64 ", refreshed %" PRIu64 ", removed %" PRIu64
               ", unchanged %" PRIu64 ", skipped %" PRIu64 ", ignored %" PRIu64 " (%" PRIu64
               " articles, %.2f s)\n",
               report->added, report->updated, report->refreshed, report->removed,
               report->unchanged, report->skipped, report->ignored, report->articles,
               report->seconds);
}
