/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "world.h"

#include <string.h>

const struct world_kind *world_kind_by_name(const char *name)
{
    static const struct world_kind *const kinds[] = { &generated_world, &packages_world };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (strcmp(kinds[i]->name, name) == 0)
            return kinds[i];
    return NULL;
}
