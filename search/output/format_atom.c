/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format_atom.c: results as an Atom feed (RFC 4287). */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "date.h"
#include "entry_id.h"
#include "formats.h"
#include "memory.h"
#include "result/address.h"
#include "text.h"
#include "xml_text.h"

#define SUMMARY_COLUMNS 300 /* of the body, where there is no excerpt */
#define FEED 2              /* indentation of what belongs to the feed */
#define ENTRY 4             /* and to an entry */

static const int columns[] = {
    FIELD_TITLE,
    FIELD_EXCERPT,
    FIELD_BODY,
    FIELD_TOPICS,
    FIELD_PROVIDER_NAME,
    FIELD_PROVIDER_DOMAIN,
    FIELD_AUTHORS,
    FIELD_CATEGORY,
    FIELD_DATE,
    FIELD_URL,
    FIELD_PATH,
    FIELD_LANG,
    -1,
};

struct atom_state {
    struct buffer title;      /* of the feed */
    struct buffer address;    /* of the current entry */
    struct entry_id_list ids; /* of all entries */
    size_t next;              /* which of them is printed next */
    int64_t updated;          /* the newest entry's */
};

/* The article's date, else the modification time of its file; 0 if the file no longer exists, or is
 * on another machine. */
static int64_t entry_time(const struct article *article)
{
    const struct list_item *path = article_first(article, FIELD_PATH);
    struct stat status;
    if (article->has[FIELD_DATE])
        return article->numbers[FIELD_DATE];
    return stat(path->data, &status) == 0 ? (int64_t)status.st_mtime : 0;
}

/* Whether state->address can be linked to. */
static bool read_address(struct output *output, const struct article *article)
{
    struct atom_state *state = output->state;
    enum address_kind kind = address_of(&state->address, article, &output->request->config);
    return kind == ADDRESS_WEB || kind == ADDRESS_MAIL;
}

/* Reads all entries: the head of a feed and the names of its entries depend on them. */
static int read_entries(struct output *output, const struct results *results, struct error *err)
{
    struct atom_state *state = output->state;
    state->updated = results->count > 0 ? INT64_MIN : output->request->now;
    for (size_t i = 0; i < results->count; i++) {
        struct result made;
        const struct result *row = results_row(results, i, &made, err);
        if (row) {
            const struct article *article = &row->article;
            int64_t time = entry_time(article);
            bool linked = read_address(output, article);
            entry_id_list_add(&state->ids, linked ? buffer_text(&state->address) : "",
                              article_first(article, FIELD_PATH), &results->roots);
            state->updated = time > state->updated ? time : state->updated;
        }
        result_release(&made);
        if (!row)
            return -1;
    }
    entry_id_list_resolve(&state->ids);
    return 0;
}

/* The same search of the same directories has the same name, also if it finds other articles. */
static struct entry_id feed_id(const struct output *output, const struct results *results)
{
    struct buffer text = BUFFER_INIT;
    buffer_printf(&text, "newssearch:%s", format_subject(output, results));
    for (size_t i = 0; i < results->roots.count; i++)
        buffer_printf(&text, "\n%s", results->roots.items[i].data);
    struct entry_id id = entry_id_of(buffer_text(&text), text.length);
    buffer_release(&text);
    return id;
}

static void print_element(struct output *output, size_t indent, const char *name, const char *text)
{
    xml_text_element(output->stream, indent, name, text, strlen(text));
}

static void print_item(struct output *output, size_t indent, const char *name,
                       const struct list_item *item)
{
    xml_text_element(output->stream, indent, name, item ? item->data : "", item ? item->length : 0);
}

static int atom_begin(struct output *output, const struct results *results, struct error *err)
{
    struct atom_state *state = memory_allocate(sizeof *state);
    char id[ENTRY_ID_TEXT_SIZE], date[DATE_TEXT_SIZE];
    output->state = state;
    if (read_entries(output, results, err) < 0)
        return -1;
    buffer_add_text(&state->title, "newssearch");
    if (format_subject(output, results)[0])
        buffer_printf(&state->title, ": %s", format_subject(output, results));
    struct entry_id name = feed_id(output, results);
    fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
          "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
          output->stream);
    print_element(output, FEED, "title", buffer_text(&state->title));
    print_element(output, FEED, "id", entry_id_text(id, &name));
    print_element(output, FEED, "updated", date_format(date, state->updated));
    print_element(output, FEED, "generator", "newssearch");
    return 0;
}

static void print_person(struct output *output, const struct list_item *name)
{
    fprintf(output->stream, "%*s<author>\n", ENTRY, "");
    print_item(output, ENTRY + 2, "name", name);
    fprintf(output->stream, "%*s</author>\n", ENTRY, "");
}

static void print_author(struct output *output, const struct article *article)
{
    const struct atom_state *state = output->state;
    const struct list *authors = &article->values[FIELD_AUTHORS];
    const struct list *provider = article_provider(article);
    const struct list_item title = { state->title.data, state->title.length };
    if (authors->count == 0)
        print_person(output, provider->count > 0 ? &provider->items[0] : &title);
    for (size_t i = 0; i < authors->count; i++)
        print_person(output, &authors->items[i]);
}

static void print_category(struct output *output, const struct list_item *category)
{
    fprintf(output->stream, "%*s<category term=\"", ENTRY, "");
    xml_text_print(output->stream, category->data, category->length);
    fputs("\"/>\n", output->stream);
}

static bool is_same_name(const struct list_item *a, const struct list_item *b)
{
    struct buffer names[2] = { BUFFER_INIT, BUFFER_INIT };
    text_fold_name(&names[0], a->data, a->length);
    text_fold_name(&names[1], b->data, b->length);
    bool same = strcmp(buffer_text(&names[0]), buffer_text(&names[1])) == 0;
    buffer_release(&names[0]);
    buffer_release(&names[1]);
    return same;
}

static void print_categories(struct output *output, const struct article *article)
{
    const struct list_item *category = article_first(article, FIELD_CATEGORY);
    const struct list *topics = &article->values[FIELD_TOPICS];
    if (category)
        print_category(output, category);
    for (size_t i = 0; i < topics->count; i++)
        if (!category || !is_same_name(category, &topics->items[i]))
            print_category(output, &topics->items[i]);
}

static void print_link(struct output *output)
{
    const struct buffer *address = &((struct atom_state *)output->state)->address;
    struct buffer encoded = BUFFER_INIT;
    address_add_encoded(&encoded, buffer_text(address), address->length);
    fprintf(output->stream, "%*s<link rel=\"alternate\" href=\"", ENTRY, "");
    xml_text_print(output->stream, buffer_text(&encoded), encoded.length);
    fputs("\"/>\n", output->stream);
    buffer_release(&encoded);
}

/* The excerpt, else how the body begins. */
static void add_summary(struct buffer *out, const struct article *article)
{
    const struct list_item *excerpt = article_first(article, FIELD_EXCERPT);
    const struct list_item *body = article_first(article, FIELD_BODY);
    struct buffer line = BUFFER_INIT;
    if (excerpt) {
        buffer_add(out, excerpt->data, excerpt->length);
        return;
    }
    if (!body)
        return;
    text_squeeze(&line, body->data, body->length);
    size_t length = text_fit(buffer_text(&line), line.length, SUMMARY_COLUMNS);
    bool cut = length < line.length;
    for (size_t space = length; cut && space > length / 2; space--)
        if (line.data[space] == ' ') {
            length = space;
            break;
        }
    buffer_add(out, buffer_text(&line), length);
    buffer_add_text(out, cut ? " …" : "");
    buffer_release(&line);
}

/* Without an address an entry has to have content. */
static void print_text(struct output *output, const struct article *article, bool linked)
{
    const struct list_item *body = article_first(article, FIELD_BODY);
    const struct list_item *title = article_first(article, FIELD_TITLE);
    struct buffer summary = BUFFER_INIT;
    add_summary(&summary, article);
    if (summary.length > 0)
        print_element(output, ENTRY, "summary", summary.data);
    if (!linked)
        print_item(output, ENTRY, "content", body ? body : title);
    buffer_release(&summary);
}

static int atom_row(struct output *output, const struct result *result, struct error *err)
{
    struct atom_state *state = output->state;
    const struct article *article = &result->article;
    char id[ENTRY_ID_TEXT_SIZE], date[DATE_TEXT_SIZE];
    (void)err;
    fprintf(output->stream, "%*s<entry", FEED, "");
    xml_text_language(output->stream, "xml:lang", article_first(article, FIELD_LANG));
    fputs(">\n", output->stream);
    print_item(output, ENTRY, "title", article_first(article, FIELD_TITLE));
    print_element(output, ENTRY, "id",
                  entry_id_text(id, entry_id_list_get(&state->ids, state->next++)));
    print_element(output, ENTRY, "updated", date_format(date, entry_time(article)));
    if (article->has[FIELD_DATE])
        print_element(output, ENTRY, "published", date_format(date, article->numbers[FIELD_DATE]));
    bool linked = read_address(output, article);
    if (linked)
        print_link(output);
    print_author(output, article);
    print_categories(output, article);
    print_text(output, article, linked);
    fprintf(output->stream, "%*s</entry>\n", FEED, "");
    return 0;
}

static int atom_end(struct output *output, const struct results *results, struct error *err)
{
    (void)results;
    (void)err;
    fputs("</feed>\n", output->stream);
    return 0;
}

static void atom_release(struct output *output)
{
    struct atom_state *state = output->state;
    if (!state)
        return;
    buffer_release(&state->title);
    buffer_release(&state->address);
    entry_id_list_release(&state->ids);
    free(state);
}

const struct format format_atom_row = {
    .name = "atom",
    .help = "an Atom feed (RFC 4287)",
    .roots = true,
    .columns = columns,
    .begin = atom_begin,
    .row = atom_row,
    .end = atom_end,
    .release = atom_release,
};
