/* fuzz_markup.c: any bytes as HTML, as Markdown and as a title; the first byte says which. Text
 * stays text: of UTF-8 comes UTF-8. */
#include <stdint.h>
#include <stdlib.h>

#include "liquid.h"
#include "markup.h"
#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const removers[])(struct buffer * out, const char *text,
                                    size_t length) = { markup_html, markup_markdown, markup_line,
                                                       liquid_remove };
    struct buffer out = BUFFER_INIT;

    if (size == 0)
        return 0;
    const char *text = (const char *)data + 1;
    buffer_add_text(&out, "before");
    removers[*data % 4](&out, text, size - 1);
    if (out.length < 6 || (text_valid(text, size - 1) && !text_valid(out.data, out.length)))
        abort();
    buffer_release(&out);
    return 0;
}
