/* SPDX-License-Identifier: GPL-2.0-or-later */
/* schema.h: what a field of an article is, in one table (lib/schema.c).
 *
 * Everything else about fields is read from it: front matter keys, search
 * prefixes, value slots, term prefixes, JSON keys, regex filters, facets,
 * columns, help, completion, the manual's table.
 */
#ifndef NEWSSEARCH_SCHEMA_H
#define NEWSSEARCH_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

/* The number of the layout described here and in index_layout.h. It is stored in the index; an
 * index with another number is not read. */
#define SCHEMA_NUMBER 9

enum field_id {
    FIELD_TITLE,
    FIELD_EXCERPT,
    FIELD_BODY,
    FIELD_TOPICS,
    FIELD_PROVIDER_NAME,
    FIELD_PROVIDER_DOMAIN,
    FIELD_AUTHORS,
    FIELD_CATEGORY,
    FIELD_TYPE,
    FIELD_LANG,
    FIELD_DATE,
    FIELD_URL,
    FIELD_QUALITY,
    FIELD_HEAT,
    FIELD_PUBLISHED,
    FIELD_RELATED,
    FIELD_PATH,
    FIELD_COUNT
};

enum field_kind {
    KIND_TEXT,    /* words, in order: terms with positions, and their stems */
    KIND_NAME,    /* a whole name, one term for each value */
    KIND_DOMAIN,  /* one term for the domain and for each of its parents */
    KIND_TIME,    /* seconds since 1970-01-01T00:00:00Z */
    KIND_INTEGER, /* a signed integer of 64 bits */
    KIND_BOOLEAN,
};

/* How a search in a field of KIND_TEXT finds its words, and where. */
enum field_words {
    WORDS_POSITIONED, /* by terms with the field's prefix, with positions */
    WORDS_LISTED,     /* by terms with the field's prefix, without positions: a phrase is looked
                         for in the text of the articles that have its words */
    WORDS_FREE,       /* by the terms of free words, whose positions tell the field (position.h) */
};

/* Value slots. A slot below SLOT_FIELDS belongs to a field (struct field's slot). */
enum slot {
    SLOT_TITLE,
    SLOT_EXCERPT,
    SLOT_TOPICS,
    SLOT_PROVIDER_NAME,
    SLOT_PROVIDER_DOMAIN,
    SLOT_AUTHORS,
    SLOT_CATEGORY,
    SLOT_TYPE,
    SLOT_LANG,
    SLOT_DATE,
    SLOT_URL,
    SLOT_QUALITY,
    SLOT_HEAT,
    SLOT_PUBLISHED,
    SLOT_PATH,
    SLOT_FIELDS,
    SLOT_QUALITY_RANK = SLOT_FIELDS, /* static_rank.h: what quality adds to a score, 0 to 1 */
    SLOT_HEAT_RANK,
    SLOT_RECENCY_RANK,
    SLOT_INDEXED,    /* when the run that last changed its text began: microseconds since 1970, as a
                        number; a later run has a larger one */
    SLOT_STAMP,      /* indexer/stamp.h: what the file was when it was read */
    SLOT_COMPLAINTS, /* indexer/complaints.h: the warnings about the file */
    SLOT_COUNT,
    SLOT_NONE = -1, /* body, related: kept in the document's data (record.h) */
};

/* A key of front matter that a field is read from. */
struct field_source {
    const char *name; /* a dot separates the keys of nested mappings; case is ignored */
    bool commas;      /* a text is split only at commas, not at white space */
    bool inverted;    /* true means false */
    bool shared;      /* a value of another type is another field's: no warning */
};

#define FIELD_SOURCES_MAX 5

/* One field in a set of fields. */
#define FIELD_BIT(id) (1u << (id))

struct field {
    enum field_id id;
    const char *key;        /* JSON key, "provider.name" for one inside an object */
    const char *prefix;     /* before the colon in a query, "provider" */
    const char *aliases[3]; /* other prefixes, NULL ends */
    enum field_kind kind;
    bool many;      /* a list of values */
    bool free_word; /* a word without a prefix is searched in this field */
    enum slot slot;
    const char *term_prefix; /* NULL for kinds that have no terms; of capitals, so that no
                                prefixed term equals an unprefixed one (those are folded);
                                "" of WORDS_FREE */
    enum field_words words;  /* of KIND_TEXT */
    bool stems; /* KIND_TEXT: stems have prefixed terms; if not, a search in the field looks for all
                   words with the stem, which saves many terms in the index */
    unsigned weight; /* wdf that each occurrence adds for a free word */
    /* The first one with a value is used; if many, all are joined. A NULL name ends the list. */
    struct field_source sources[FIELD_SOURCES_MAX + 1];
    const char *help; /* a few words, for help and manual */
};

/* The term prefixes of title, excerpt and body; their words are also stored in lists. */
#define SCHEMA_LISTED 2
extern const char *const schema_listed[SCHEMA_LISTED];

/* The row of id, never NULL. The table is static. */
const struct field *schema_field(enum field_id id);

/* Whether the field is in a document's data as well as in its slot (record.h). Numbers that change
 * often are only in the slot, so that a change is one write. */
bool schema_is_shown(const struct field *field);

/* Whether a value is a name, which a query matches as a whole: of KIND_NAME or KIND_DOMAIN. */
bool schema_is_name(const struct field *field);

/* The field with this search prefix ("topic"), or this JSON key ("topics"); NULL if there is none.
 * Case matters. */
const struct field *schema_by_prefix(const char *prefix, size_t length);
const struct field *schema_by_key(const char *key, size_t length);
/* The field with this prefix, key or alias ("tags") in any case; NULL if there is none. */
const struct field *schema_by_name(const char *name, size_t length);
/* The field for a misspelt name: its prefix differs by one typing error, or by two in a name of
 * five letters or more. NULL: there is none. */
const struct field *schema_nearest(const char *name, size_t length);

#endif
