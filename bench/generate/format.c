/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "format.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *date_string(time_t date, const char *format)
{
    static char string[40];
    struct tm day;
    gmtime_r(&date, &day);
    strftime(string, sizeof(string), format, &day);
    return string;
}

static void yaml_quoted(struct text *out, const char *indent, const char *key, const char *value)
{
    text_printf(out, "%s%s: \"", indent, key);
    for (const char *c = value; *c; c++)
        if (strncmp(c, APOSTROPHE, strlen(APOSTROPHE)) == 0) {
            text_puts(out, "&#8217;");
            c += strlen(APOSTROPHE) - 1;
        } else {
            text_puts(out, *c == '"' || *c == '\\' ? "\\" : "");
            text_add(out, c, 1);
            text_puts(out, *c == '&' ? "amp;" : "");
        }
    text_puts(out, "\"\n");
}

static void yaml_number(struct text *out, const char *key, int number)
{
    if (number != ABSENT)
        text_printf(out, "%s: %d\n", key, number);
}

static void yaml_amp(struct text *out, const char *key, const char *before, const char *url)
{
    text_printf(out, "%s: \"https://%s%samp/\"\n", key, before, url + strlen("https://"));
}

static void yaml_provider(struct text *out, const struct article *article)
{
    const struct provider *provider = article->provider;
    text_printf(out, "\nprovider:\n  name: %s\n  domain: %s\n", provider->name, provider->domain);
    if (article->author.length) {
        text_puts(out, "  authors:\n");
        yaml_quoted(out, "    - ", "name", article->author.bytes);
    }
    text_printf(out,
                "  images:\n    - url: \"https://images.example/organizations/%s-50x50.jpg\"\n",
                provider->domain);
    text_puts(out, "      width: 50\n      height: 50\n\ntopics:\n");
    for (int i = 0; i < article->topic_count; i++)
        text_printf(out, "  - %s\n", article->topics[i]->name);
    if (article->image)
        text_printf(out,
                    "\nimages:\n  - url: "
                    "\"https://images.example/%s/wp-content/uploads/%.16s-1200x630.png\"\n"
                    "    width: 1200\n    height: 630\n    isCached: true\n",
                    provider->domain, article->secured.bytes);
}

static void yaml_related(struct text *out, const struct article *article)
{
    for (int i = 0; i < article->related_count; i++) {
        const struct related *related = &article->related[i];
        text_puts(out, i == 0 ? "\nrelated:\n" : "");
        yaml_quoted(out, "  - ", "title", related->title.bytes);
        yaml_quoted(out, "    ", "excerpt", related->excerpt.bytes);
        text_printf(out, "    publishedDateTime: %s\n",
                    date_string(related->date, "%Y-%m-%dT%H:%M:%SZ"));
        yaml_quoted(out, "    ", "webUrl", related->url.bytes);
        text_printf(
            out,
            "    type: article\n    provider:\n      name: %s\n      domain: %s\n    quality: %d\n",
            related->provider->name, related->provider->domain, related->quality);
    }
}

static void files_article(struct text *out, const struct article *article)
{
    text_printf(out, "---\ncategory: %s\n", article->category);
    yaml_quoted(out, "", "title", article->title.bytes);
    yaml_quoted(out, "", "excerpt", article->excerpt.bytes);
    text_printf(out, "publishedDateTime: %s\n", date_string(article->date, "%Y-%m-%dT%H:%M:%SZ"));
    yaml_quoted(out, "", "originalUrl", article->url.bytes);
    yaml_quoted(out, "", "webUrl", article->url.bytes);
    if (article->amp) {
        yaml_amp(out, "ampWebUrl", "", article->url.bytes);
        yaml_amp(out, "cdnAmpWebUrl", "cdn.amp.example/c/s/", article->url.bytes);
    }
    text_printf(out, "type: %s\n", article->type);
    yaml_number(out, "quality", article->quality);
    yaml_number(out, "heat", article->heat);
    text_printf(out, "published: %s\n", article->published ? "true" : "false");
    yaml_provider(out, article);
    yaml_related(out, article);
    yaml_quoted(out, "\n", "secured", article->secured.bytes);
    text_printf(out, "---\n\n");
    text_puts(out, article->body.bytes);
    text_puts(out, article->body.length ? "\n" : "");
}

static void dump_number(struct text *out, const char *key, int64_t number)
{
    if (number != ABSENT)
        text_printf(out, "%s=%" PRId64 "\n", key, number);
}

static void scriptindex_article(struct text *out, const struct article *article)
{
    text_printf(out, "path=%s.md\ntitle=%s\nexcerpt=", article->name.bytes, article->title.bytes);
    text_puts(out, article->excerpt.bytes);
    text_puts(out, "\nbody=");
    text_replacing(out, article->body.bytes, "\n", "\n=");
    text_puts(out, "\n");
    for (int i = 0; i < article->topic_count; i++)
        text_printf(out, "topic=%s\n", article->topics[i]->name);
    text_printf(out, "provider=%s\ndomain=%s\n", article->provider->name,
                article->provider->domain);
    if (article->author.length)
        text_printf(out, "author=%s\n", article->author.bytes);
    text_printf(out, "category=%s\ntype=%s\npublished=%d\nurl=%s\n", article->category,
                article->type, article->published, article->url.bytes);
    dump_number(out, "date", (int64_t)article->date);
    dump_number(out, "quality", article->quality);
    dump_number(out, "heat", article->heat);
    for (int i = 0; i < article->related_count; i++) {
        text_printf(out, "related=%s\nrelated=", article->related[i].title.bytes);
        text_puts(out, article->related[i].excerpt.bytes);
        text_puts(out, "\n");
    }
    text_puts(out, "\n");
}

static void sql_number(struct text *out, int number)
{
    if (number != ABSENT)
        text_printf(out, "\t%d", number);
    else
        text_puts(out, "\t");
}

/* The columns are those of the table in peers/fts5.sql; a topic ends in ";". */
static void sql_article(struct text *out, const struct article *article)
{
    text_printf(out, "%s.md\t%s\t", article->name.bytes, article->title.bytes);
    text_puts(out, article->excerpt.bytes);
    text_puts(out, "\t");
    text_replacing(out, article->body.bytes, "\n", " ");
    text_puts(out, "\t");
    for (int i = 0; i < article->topic_count; i++)
        text_printf(out, "%s;", article->topics[i]->name);
    text_printf(out, "\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s", article->provider->name,
                article->provider->domain, article->author.bytes, article->category, article->type,
                date_string(article->date, "%Y-%m-%dT%H:%M:%SZ"), article->published,
                article->url.bytes);
    sql_number(out, article->quality);
    sql_number(out, article->heat);
    text_puts(out, "\t");
    for (int i = 0; i < article->related_count; i++) {
        text_printf(out, "%s%s ", i ? " " : "", article->related[i].title.bytes);
        text_puts(out, article->related[i].excerpt.bytes);
    }
    text_puts(out, "\n");
}

static void mail_article(struct text *out, const struct article *article)
{
    text_printf(out, "From: \"%s\" <news@%s>\n", article->provider->name,
                article->provider->domain);
    text_printf(out, "To: readers@bench.example\nMessage-ID: <%" PRIu64 "@bench.example>\n",
                article->number);
    text_printf(out, "Date: %s\nSubject: %s\nKeywords: ",
                date_string(article->date, "%a, %d %b %Y %H:%M:%S +0000"), article->title.bytes);
    for (int i = 0; i < article->topic_count; i++)
        text_printf(out, "%s%s", i ? ", " : "", article->topics[i]->name);
    text_puts(out, "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                   "Content-Transfer-Encoding: 8bit\n\n");
    text_puts(out, article->excerpt.bytes);
    text_puts(out, "\n\n");
    text_puts(out, article->body.bytes);
    text_puts(out, "\n");
}

static const struct format formats[] = {
    { "files", NULL, ".md", files_article },
    { "scriptindex", "articles.dump", NULL, scriptindex_article },
    { "sql", "articles.tsv", NULL, sql_article },
    { "mail", NULL, ".eml", mail_article },
};

const struct format *format_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}
