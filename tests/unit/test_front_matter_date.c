/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_front_matter_date.c: the forms of dates that front matter may have. */
#include <string.h>

#include "date.h"
#include "tap.h"

static const struct {
    const char *text, *want;
} dates[] = {
    { "2021-06-27", "2021-06-27T00:00:00Z" },
    { "2021-06", "2021-06-01T00:00:00Z" },
    { "2021", "2021-01-01T00:00:00Z" },
    { " 2021-6-7 ", "2021-06-07T00:00:00Z" },
    { "2021/06/27", "2021-06-27T00:00:00Z" },
    { "2021/6/27 6:09", "2021-06-27T06:09:00Z" },
    { "2021-06-27T06:09:08Z", "2021-06-27T06:09:08Z" },
    { "2026-1-13T00:00:00.000Z", "2026-01-13T00:00:00Z" },
    { "2024-03-21 4:00:00 +0000", "2024-03-21T04:00:00Z" },
    { "2001-12-14t21:59:43.10-05:00", "2001-12-15T02:59:43Z" },
    { "2001-12-14 21:59:43.10 -5", "2001-12-15T02:59:43Z" },
    { "2001-12-14\t21:59:43 UTC", "2001-12-14T21:59:43Z" },
    { "2001-12-14 21:59 +5:30", "2001-12-14T16:29:00Z" },
    { "2021-06-27T23:59:60Z", "2021-06-27T23:59:59Z" },
    { "Jun 27, 2021", "2021-06-27T00:00:00Z" },
    { "Jul 08 2022", "2022-07-08T00:00:00Z" },
    { "27 June 2021", "2021-06-27T00:00:00Z" },
    { "SEPT. 5th, 2021", "2021-09-05T00:00:00Z" },
    { "27-Jun-2021", "2021-06-27T00:00:00Z" },
    { "2021-Jun-27", "2021-06-27T00:00:00Z" },
    { "27th of June, 2021", "2021-06-27T00:00:00Z" },
    { "June 2021", "2021-06-01T00:00:00Z" },
    { "Sunday, June 27th 2021 at 6:09 PM", "2021-06-27T18:09:00Z" },
    { "27 June 2021 12:09 am", "2021-06-27T00:09:00Z" },
    { "Sun, 27 Jun 2021 06:09:00 +0200", "2021-06-27T04:09:00Z" },
    { "2001-12-14 21:59:43 +0000 UTC", "2001-12-14T21:59:43Z" }, /* Go's */
    { "2021-06-27 06:09:00 +0200 CEST", "2021-06-27T04:09:00Z" },
    { "2001-12-14 21:59:43.5 -0800 PST", "2001-12-15T05:59:43Z" },
    { "Sun, 27 Jun 2021 06:09:00 GMT", "2021-06-27T06:09:00Z" },
    { "27 Jun 2021 06:09 EDT", "2021-06-27T10:09:00Z" },
    { "Sun, 27 Jun 21 06:09:00 GMT", "2021-06-27T06:09:00Z" },
    { "27 Jun 99 06:09 +0200", "1999-06-27T04:09:00Z" },
    { "Sun Jun 27 06:09:08 UTC 2021", "2021-06-27T06:09:08Z" },
    { "Sun Jun 27 2021 06:09:00 GMT+0200 (Central European Summer Time)", "2021-06-27T04:09:00Z" },
    { "29 February 2020", "2020-02-29T00:00:00Z" },
    { "0001-01-01", "0001-01-01T00:00:00Z" },
};

static const char *const refused[] = {
    "",
    "soon",
    "2021-02-30",
    "31 June 2021",
    "2021-",
    "2021/06",
    "6/27/2021",
    "27.6.2021",
    "27 Jun 21",
    "27 Jun 21 06:09",
    "27 Jun 021 06:09 GMT",
    "2021-06-27 06:09:00 +0200 UTC",
    "2021-06-27 06:09:00 CEST",
    "2021-06-27 06:09:00 +0200 in summer",
    "20210627",
    "2021-06-27T",
    "June",
    "27 June",
    "27 28 June 2021",
    "June June 2021",
    "2021-06-27T24:00",
    "0000-01-01",
    "2021-06-27 x",
    "2021-06-27 06:9",
    "Foo 27, 2021",
    "2021-06-27 +02:00",
    "12:30",
    "1 2 2021",
    "2021-06-27Z",
    "2021-06-27 10:60",
    "27 Junebug 2021",
    "2021-13-01",
    "-2021-06-27",
    "2021-06-27 13 pm",
    "2021 6:09",
    "Mon Tue 27 Jun 2021",
    "June,",
    "1",
    "2021-06-27T06",
    "12021",
    "9999-12-31T23:59-01:00",
};

static const char *moment_of_front_matter(const char *text)
{
    static char out[DATE_TEXT_SIZE];
    int64_t seconds;
    return date_of_front_matter(&seconds, text, strlen(text)) == 0 ? date_format(out, seconds)
                                                                   : "no date";
}

int main(void)
{
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        tap_is_text(moment_of_front_matter(dates[i].text), dates[i].want,
                    "'%s' in front matter is %s", dates[i].text, dates[i].want);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        tap_is_text(moment_of_front_matter(refused[i]), "no date",
                    "'%s' in front matter is no date", refused[i]);
    int64_t seconds;
    tap_ok(date_of_front_matter(&seconds, "2021-06-27", 7) == 0 && seconds == 1622505600,
           "a date in front matter is not read past its length");
    tap_ok(date_of_front_matter(&seconds, "2021\0", 5) < 0,
           "a NUL in front matter is no part of a date");
    return tap_done();
}
