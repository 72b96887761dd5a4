#include "report.h"

#include <inttypes.h>
#include <stdio.h>

#include "text.h"

void report_init(struct report *report)
{
    *report = (struct report){ 0 };
    pthread_mutex_init(&report->lock, NULL);
}

void report_release(struct report *report)
{
    list_release(&report->complaints);
    pthread_mutex_destroy(&report->lock);
}

void report_complain(struct report *report, const char *message)
{
    pthread_mutex_lock(&report->lock);
    list_add_text(&report->complaints, message);
    pthread_mutex_unlock(&report->lock);
}

void report_change(struct report *report, enum change change, const char *path, bool list)
{
    static const char *const names[] = { NULL, "add", "update", "refresh", "remove" };
    uint64_t *counts[] = { &report->unchanged, &report->added, &report->updated, &report->refreshed,
                           &report->removed };
    ++*counts[change];
    if (!list || !names[change])
        return;
    printf("%s ", names[change]);
    text_print_safe(stdout, path);
    putchar('\n');
}

void report_flush(struct report *report, bool quiet)
{
    struct list *complaints = &report->complaints;
    list_sort(complaints);
    for (size_t i = 0; !quiet && i < complaints->count; i++) {
        text_print_safe(stderr, complaints->items[i].data);
        fputc('\n', stderr);
    }
    if (report->still_skipped && !quiet)
        fprintf(stderr, "%" PRIu64 " files are still skipped\n", report->still_skipped);
    list_clear(complaints);
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
