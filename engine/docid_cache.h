/* SPDX-License-Identifier: GPL-2.0-or-later */
/* docid_cache.h: documents that were found once in an index at some revision. */
#ifndef NEWSSEARCH_ENGINE_DOCID_CACHE_H
#define NEWSSEARCH_ENGINE_DOCID_CACHE_H

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

namespace engine
{

using shared_docids = std::shared_ptr<const std::vector<Xapian::docid>>;

/* The key is the UUID of an index. A copy of an index has the same UUID, so a search of both must
 * not use the cache. */
class docid_cache
{
  public:
    /* What find returned for the index at this revision, or returns now. */
    template <typename Find> shared_docids get(const Xapian::Database &index, Find find)
    {
        const std::optional<Xapian::rev> revision = revision_of(index);
        if (!revision)
            return std::make_shared<const std::vector<Xapian::docid>>(find());
        entry &known = by_uuid[index.get_uuid()];
        if (!known.docids || known.revision != *revision)
            known = { *revision, std::make_shared<const std::vector<Xapian::docid>>(find()) };
        return known.docids;
    }

  private:
    struct entry {
        Xapian::rev revision;
        shared_docids docids;
    };
    std::map<std::string, entry> by_uuid;

    /* Some indexes have none. */
    static std::optional<Xapian::rev> revision_of(const Xapian::Database &index)
    {
        try {
            return index.get_revision();
        } catch (const Xapian::Error &) {
            return std::nullopt;
        }
    }
};

} // namespace engine

#endif
