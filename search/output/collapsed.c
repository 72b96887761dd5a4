/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "collapsed.h"

#include "number.h"
#include "retrieve/order.h"
#include "schema.h"

static void describe_others(struct buffer *out, const struct result *result)
{
    for (size_t i = 0; i < result->others.count; i++) {
        buffer_add_text(out, i == 0 ? ": " : ", ");
        buffer_add_text(out, result->others.items[i].data);
    }
    if (result->others.count > 0 && result->collapsed > ROW_OTHERS)
        buffer_add_text(out, ", ...");
}

void collapsed_describe(struct buffer *out, const struct request *request,
                        const struct result *result)
{
    char number[NUMBER_SIZE];
    number_grouped(number, result->collapsed);
    if (request->collapse_field == COLLAPSE_STORY) {
        buffer_printf(out, "and %s more", number);
        describe_others(out, result);
    } else {
        buffer_printf(out, "%s more of the same %s", number,
                      schema_field(request->collapse_field)->prefix);
    }
}
