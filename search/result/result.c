/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "result.h"

#include <stdlib.h>

#include "snippet.h"

void result_release(struct result *result)
{
    article_release(&result->article);
    list_release(&result->others);
    snippet_release(&result->snippet);
    snippet_release(&result->title);
    for (size_t i = 0; i < result->share_count; i++)
        free(result->shares[i].word);
    free(result->shares);
    *result = (struct result){ 0 };
}
