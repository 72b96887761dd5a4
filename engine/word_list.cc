/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_list.cc: the words that terms are made of (struct engine_word_list), as kept in
 * metadata.
 *
 * Under the key itself stands how many entries there are, in decimal digits. Entry i, under the key
 * and i as eight hexadecimal digits, is words with a line feed before and after each. Long words,
 * which may end in a hash for want of room in a term, stand under the key and "long" instead,
 * likewise.
 */
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unordered_set>
#include <vector>

#include "column.h"
#include "shim/xapian_writer.h"

using shim::guard;

namespace
{

const size_t entry_size = 64 * 1024; /* bytes, at least, of an entry that is full */
const size_t long_word = 200;        /* bytes; one that stands whole in any term is shorter */
const size_t most_seen = 200000;     /* words remembered, some 20 MB */

std::string long_key(const struct engine_word_list &word_list)
{
    return std::string(word_list.key) + "long";
}

unsigned long count_entries(const Xapian::Database &database,
                            const struct engine_word_list &word_list)
{
    return strtoul(database.get_metadata(word_list.key).c_str(), nullptr, 10);
}

void append(std::string &list, const std::string &word)
{
    if (list.empty())
        list += '\n';
    list.append(word).append(1, '\n');
}

/* The lists have a line feed where they meet. */
void join(std::string &list, const std::string &more)
{
    if (!more.empty())
        list.append(more, list.empty() ? 0 : 1, std::string::npos);
}

/* What follows the prefix in a term that has it, if that is no longer prefix: words have no
 * capitals. */
bool word_of(std::string &word, const std::string &term, const std::string &prefix)
{
    word.assign(term, prefix.size(), std::string::npos);
    return !word.empty() && !(word[0] >= 'A' && word[0] <= 'Z');
}

/* Whether it is a term with one of the first count prefixes. */
bool is_known(const Xapian::Database &database, const struct engine_word_list &word_list,
              size_t count, const std::string &word)
{
    for (size_t i = 0; i < count; i++)
        if (database.term_exists(word_list.prefixes[i] + word))
            return true;
    return false;
}

/* Appends words to the last entry, or makes more. */
void write_words(Xapian::WritableDatabase &database, const struct engine_word_list &word_list,
                 const std::string &words)
{
    unsigned long count = count_entries(database, word_list);
    std::string entry =
        count > 0 ? database.get_metadata(engine::entry_key(word_list.key, count - 1)) : "";
    if (count == 0 || entry.size() >= entry_size) {
        entry.clear();
        count++;
    }
    join(entry, words);
    database.set_metadata(engine::entry_key(word_list.key, count - 1), entry);
    database.set_metadata(word_list.key, std::to_string(count));
}

void write_long(Xapian::WritableDatabase &database, const struct engine_word_list &word_list,
                const std::string &words)
{
    std::string list = database.get_metadata(long_key(word_list));
    join(list, words);
    database.set_metadata(long_key(word_list), list);
}

/* A part, and where in it the letter is that is likely to be the rarest in words: to look for that
 * one alone with memchr and then at the others is several times faster than memmem. */
class sought
{
  public:
    explicit sought(const struct engine_word_part &looked_for) : part(looked_for), more(true)
    {
        static const char by_frequency[] = "zqjxkvwbypfgmhducolnrtsaie";
        size_t least = sizeof by_frequency;
        for (size_t i = 0; i < part.length; i++) {
            const char *found = strchr(by_frequency, part.text[i]);
            const size_t rank = found ? static_cast<size_t>(found - by_frequency) : 0; /* a digit */
            if (rank < least) {
                least = rank;
                rarest = i;
            }
        }
    }

    const struct engine_word_part &part;
    bool more; /* the visitor has not got enough */

    /* The first in [at, end) or nullptr. */
    const char *find(const char *at, const char *end) const
    {
        if (part.length == 0)
            return at;
        while (static_cast<size_t>(end - at) >= part.length) {
            const char *hit = static_cast<const char *>(memchr(
                at + rarest, part.text[rarest], static_cast<size_t>(end - at) - part.length + 1));
            if (!hit)
                return nullptr;
            hit -= rarest;
            if (memcmp(hit, part.text, part.length) == 0)
                return hit;
            at = hit + 1;
        }
        return nullptr;
    }

  private:
    size_t rarest = 0;
};

/* Visits the words in list that hold part; "" is held by all. False: the visitor has enough. */
bool find_words(const std::string &list, const sought &part)
{
    const char *at = list.data(), *end = at + list.size();
    while (at < end) {
        const char *hit = part.find(at + 1, end);
        if (!hit || hit + 1 >= end)
            break;
        const char *first =
            static_cast<const char *>(memrchr(at, '\n', static_cast<size_t>(hit - at)));
        const char *last =
            static_cast<const char *>(memchr(hit, '\n', static_cast<size_t>(end - hit)));
        if (!first || !last)
            break;
        if (!shim::wants_more(part.part.visit(part.part.context, first + 1,
                                              static_cast<size_t>(last - first - 1), 0)))
            return false;
        at = last;
    }
    return true;
}

} // namespace

namespace engine
{

/* Words on their way into an index. */
class word_list_writer final : public shim::pending_metadata
{
  public:
    /* The words of the document's terms; before it is added to the database. */
    void add(const Xapian::WritableDatabase &database, const struct engine_word_list &word_list,
             const Xapian::Document &document);
    /* The words of all terms, in place of what was there. */
    void build(Xapian::WritableDatabase &database, const struct engine_word_list &word_list);
    void write(Xapian::WritableDatabase &database) override;

  private:
    const struct engine_word_list *adding = nullptr; /* what fresh belongs to */
    std::unordered_set<std::string> seen;            /* in the list, or in fresh */
    std::string fresh, fresh_long;
};

void word_list_writer::add(const Xapian::WritableDatabase &database,
                           const struct engine_word_list &word_list,
                           const Xapian::Document &document)
{
    std::string word;
    adding = &word_list;
    if (seen.size() > most_seen)
        seen.clear();
    for (size_t i = 0; i < word_list.count; i++) {
        const std::string prefix = word_list.prefixes[i];
        Xapian::TermIterator at = document.termlist_begin();
        for (at.skip_to(prefix); at != document.termlist_end(); ++at) {
            const std::string term = *at;
            if (term.compare(0, prefix.size(), prefix) != 0)
                break;
            if (!word_of(word, term, prefix) || !seen.insert(word).second ||
                is_known(database, word_list, word_list.count, word))
                continue;
            append(word.size() < long_word ? fresh : fresh_long, word);
        }
    }
}

void word_list_writer::build(Xapian::WritableDatabase &database,
                             const struct engine_word_list &word_list)
{
    std::string word, words, long_words;
    for (unsigned long i = count_entries(database, word_list); i > 0; i--)
        database.set_metadata(engine::entry_key(word_list.key, i - 1), "");
    database.set_metadata(word_list.key, "0");
    database.set_metadata(long_key(word_list), "");
    for (size_t i = 0; i < word_list.count; i++) {
        const std::string prefix = word_list.prefixes[i];
        Xapian::TermIterator at = database.allterms_begin(prefix);
        for (; at != database.allterms_end(prefix); ++at) {
            if (!word_of(word, *at, prefix) || is_known(database, word_list, i, word))
                continue;
            append(word.size() < long_word ? words : long_words, word);
            if (words.size() >= entry_size) {
                write_words(database, word_list, words);
                words.clear();
            }
        }
    }
    write_words(database, word_list, words);
    write_long(database, word_list, long_words);
}

void word_list_writer::write(Xapian::WritableDatabase &database)
{
    if (!fresh.empty())
        write_words(database, *adding, fresh);
    if (!fresh_long.empty())
        write_long(database, *adding, fresh_long);
    fresh.clear();
    fresh_long.clear();
}

} // namespace engine

static engine::word_list_writer &words_of(struct shim_writer *writer)
{
    if (!writer->words)
        writer->words = std::make_unique<engine::word_list_writer>();
    return static_cast<engine::word_list_writer &>(*writer->words);
}

int engine_word_list_add(struct shim_writer *writer, const struct engine_word_list *word_list,
                         const struct shim_document *document, struct error *err)
{
    return guard(writer->from, err,
                 [&] { words_of(writer).add(writer->database, *word_list, document->document); });
}

int engine_word_list_build(struct shim_writer *writer, const struct engine_word_list *word_list,
                           struct error *err)
{
    return guard(writer->from, err, [&] { words_of(writer).build(writer->database, *word_list); });
}

int engine_word_list_find(struct shim_database *database, const struct engine_word_list *word_list,
                          const struct engine_word_part *parts, size_t count, struct error *err)
{
    return guard(database->from, err, [&] {
        const Xapian::Database &searched = database->database;
        const unsigned long entries = count_entries(searched, *word_list);
        const std::string long_words = searched.get_metadata(long_key(*word_list));
        std::vector<sought> all(parts, parts + count);
        for (size_t i = 0; i < count; i++) {
            const struct engine_word_part any = { "", 0, parts[i].visit, parts[i].context };
            all[i].more = find_words(long_words, sought(any));
        }
        auto wants_more = [](const sought &each) { return each.more; };
        for (unsigned long i = 0; i < entries && std::any_of(all.begin(), all.end(), wants_more);
             i++) {
            const std::string list = searched.get_metadata(engine::entry_key(word_list->key, i));
            for (sought &each : all)
                each.more = each.more && find_words(list, each);
        }
    });
}
