/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_snippet.c: which words of a text are shown, and which of them marked. */
#include "result/snippet.h"

#include "made_index.h"
#include "tap.h"
#include "text.h"

static struct shim_stemmer *stemmer;

/* A query of words that are not stemmed: as wildcards are. */
struct made_query {
    struct query query;
    struct query_word words[4];
};

static void add_word(struct made_query *made, enum field_id field, bool phrase,
                     const char *const *terms)
{
    struct query_word *word = &made->words[made->query.word_count++];
    *word = (struct query_word){ .field = field, .phrase = phrase };
    for (; *terms; terms++)
        list_add_text(&word->terms, *terms);
    made->query.words = made->words;
}

static void add_stemmed(struct made_query *made, const char *text, const char *stem)
{
    add_word(made, FIELD_COUNT, false, (const char *const[]){ text, stem, NULL });
    made->words[made->query.word_count - 1].stemmed = true;
}

static void release(struct made_query *made)
{
    for (size_t i = 0; i < made->query.word_count; i++)
        list_release(&made->words[i].terms);
    *made = (struct made_query){ 0 };
}

/* The text with brackets around its marks. */
static char *bracketed(const struct snippet *snippet)
{
    struct buffer out = BUFFER_INIT;
    size_t at = 0;
    for (size_t i = 0; i < snippet->mark_count; i++) {
        buffer_add(&out, snippet->text + at, snippet->marks[i][0] - at);
        buffer_add_byte(&out, '[');
        buffer_add(&out, snippet->text + snippet->marks[i][0],
                   snippet->marks[i][1] - snippet->marks[i][0]);
        buffer_add_byte(&out, ']');
        at = snippet->marks[i][1];
    }
    if (snippet->text)
        buffer_add_text(&out, snippet->text + at);
    return buffer_detach(&out);
}

static void is_snippet(struct made_query *made, const char *excerpt, const char *body,
                       size_t columns, const char *want, const char *name)
{
    struct marker *marker = marker_new(&made->query, stemmer);
    struct article article = { 0 };
    struct passage passage;
    struct snippet snippet;
    made_set_text(&article, FIELD_EXCERPT, excerpt);
    made_set_text(&article, FIELD_BODY, body);
    snippet_begin(&passage, marker, &article);
    snippet_make(&snippet, &passage, marker, &article, columns);
    char *got = bracketed(&snippet);
    tap_is_text(got, want, "%s", name);
    tap_ok(!snippet.text || text_columns(snippet.text, strlen(snippet.text)) <= columns,
           "the snippet fits: %s", name);
    free(got);
    snippet_release(&snippet);
    article_release(&article);
    marker_free(marker);
}

static void test_marks(void)
{
    struct made_query made = { 0 };
    add_stemmed(&made, "searching", "search");
    is_snippet(&made, "He searched; she Searches.", NULL, 80, "He [searched]; she [Searches].",
               "other forms of a word are marked");
    is_snippet(&made, "Nothing here.", "Only  the\nbody is search.", 80,
               "Only the body is [search].",
               "a snippet is from the body where that shows more words");
    is_snippet(&made, "Nothing here.", "Nor here.", 80, "Nothing here.",
               "a snippet is from the excerpt where the body shows no more");
    is_snippet(&made, NULL, "The body alone.", 80, "The body alone.",
               "a snippet is from the body without an excerpt");
    is_snippet(&made, NULL, NULL, 80, "", "a snippet of nothing is nothing");
    release(&made);
    add_word(&made, FIELD_COUNT, true, (const char *const[]){ "deep", "learning", "now", NULL });
    is_snippet(&made, "Deep learning; deep-learning now. Learning now.", NULL, 80,
               "Deep learning; [deep-learning now]. Learning now.",
               "a phrase is marked only as a whole");
    release(&made);
    add_word(&made, FIELD_COUNT, false, (const char *const[]){ "micro", "microsoft", NULL });
    add_word(&made, FIELD_TITLE, false, (const char *const[]){ "azure", NULL });
    is_snippet(&made, "Microsoft Azure is micro.", NULL, 80, "[Microsoft] Azure is [micro].",
               "words of a wildcard are marked, those of another field are not");
    release(&made);
    add_word(&made, FIELD_COUNT, false, (const char *const[]){ "cafe", NULL });
    is_snippet(&made, "Le Café.", NULL, 80, "Le [Café].",
               "words are marked in any case and with any accents");
    release(&made);
}

static void test_windows(void)
{
    struct made_query made = { 0 };
    static const char text[] = "One two three four five six seven eight nine ten. Here azure meets "
                               "pytorch at last, in a sentence of its own. And then some more.";
    add_word(&made, FIELD_COUNT, false, (const char *const[]){ "azure", NULL });
    add_word(&made, FIELD_COUNT, false, (const char *const[]){ "pytorch", NULL });
    is_snippet(&made, text, NULL, 50, "…Here [azure] meets [pytorch] at last, in a sentence…",
               "a snippet begins with the sentence");
    is_snippet(&made, text, NULL, 24, "…[azure] meets [pytorch] at…",
               "a snippet begins later where the sentence does not fit");
    is_snippet(&made, "azure azure azure. And much later, pytorch and azure together.", NULL, 40,
               "…later, [pytorch] and [azure] together.",
               "words close together are shown before early ones");
    is_snippet(&made, "azure stands first here and then comes a long rest", NULL, 20,
               "[azure] stands first…", "a snippet at the start has no ellipsis before it");
    is_snippet(&made, "a long beginning that goes on and on until azure", NULL, 20,
               "…and on until [azure]", "a snippet at the end has no ellipsis after it");
    is_snippet(&made, "No match, but a long text that is cut", NULL, 20, "No match, but a…",
               "a snippet is the beginning where nothing matches");
    release(&made);
    add_word(&made, FIELD_COUNT, true, (const char *const[]){ "数据", "据库", NULL });
    is_snippet(&made, "这是一个很长的句子关于数据库的历史和未来以及其他", NULL, 20,
               "…子关于[数据库]的历史…", "text without spaces is cut by columns");
    release(&made);
}

static void test_title(void)
{
    struct made_query made = { 0 };
    struct article article = { 0 };
    struct snippet snippet;
    add_stemmed(&made, "cloud", "cloud");
    add_word(&made, FIELD_TITLE, true, (const char *const[]){ "big", "clouds", NULL });
    struct marker *marker = marker_new(&made.query, stemmer);
    made_set_text(&article, FIELD_TITLE, "The big clouds: a cloud");
    snippet_title(&snippet, marker, &article);
    char *got = bracketed(&snippet);
    tap_is_text(got, "The [big clouds]: a [cloud]", "marks that overlap become one");
    free(got);
    snippet_release(&snippet);
    article_release(&article);
    marker_free(marker);
    release(&made);
}

int main(void)
{
    struct error err;
    stemmer = shim_stemmer_new("english", &err);
    test_marks();
    test_windows();
    test_title();
    shim_stemmer_free(stemmer);
    return tap_done();
}
