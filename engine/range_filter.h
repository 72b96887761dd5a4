/* SPDX-License-Identifier: GPL-2.0-or-later */
/* range_filter.h: ranges of values, answered from a column of the documents where they have one. */
#ifndef NEWSSEARCH_ENGINE_RANGE_FILTER_H
#define NEWSSEARCH_ENGINE_RANGE_FILTER_H

#include <cstdint>
#include <string>

#include <xapian.h>

#include "flat_query.h"

namespace engine
{

/* Asks about documents by ascending numbers. */
class range_filter
{
  public:
    /* of has to outlive it. */
    range_filter(const flat_range &of, const Xapian::Database &searched)
        : values(of.values), is_excluded(of.is_excluded), database(searched)
    {
    }

    /* Whether the document is in it, or not in it if it is excluded. record may be nullptr. */
    bool passes(Xapian::docid docid, const char *record)
    {
        return has(docid, record) != is_excluded;
    }

    /* Whether any document may pass. */
    bool may_pass() const
    {
        return is_excluded ||
               (values.lower <= database.get_value_upper_bound(values.slot) &&
                (values.is_open || values.upper >= database.get_value_lower_bound(values.slot)));
    }

  private:
    const value_range &values;
    const bool is_excluded;
    const Xapian::Database &database;
    Xapian::ValueIterator current;
    bool begun = false;

    bool has(Xapian::docid docid, const char *record)
    {
        if (!values.column)
            return has_value(docid);
        const struct engine_column_range &column = *values.column;
        const uint32_t number = record ? number_in(column, record) : 0;
        if (number < column.lowest || number > column.highest)
            return false;
        const bool sure = (number > column.lowest || column.lowest_sure) &&
                          (number < column.highest || column.highest_sure);
        return sure || has_value(docid);
    }

    static uint32_t number_in(const struct engine_column_range &column, const char *record)
    {
        uint32_t number = 0;
        const unsigned end = column.first + column.bits;
        for (unsigned at = column.first / 8; at * 8 < end; at++)
            number = number << 8 | static_cast<unsigned char>(record[at]);
        return number >> (7 - (end - 1) % 8) & ((uint32_t{ 1 } << column.bits) - 1);
    }

    bool has_value(Xapian::docid docid)
    {
        if (!begun)
            current = database.valuestream_begin(values.slot);
        begun = true;
        if (current == Xapian::ValueIterator())
            return false;
        current.skip_to(docid);
        if (current == Xapian::ValueIterator() || current.get_docid() != docid)
            return false;
        const std::string value = *current;
        return value >= values.lower && (values.is_open || value <= values.upper);
    }
};

} // namespace engine

#endif
