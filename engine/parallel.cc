/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parallel.cc: parts of a work, each with the index opened once more. */
#include <sched.h>

#include "engine.h"
#include "engine_limits.h"
#include <algorithm>
#include <system_error>
#include <thread>
#include <vector>

#include "shim/xapian_handles.h"
#include "shim/xapian_place.h"

using shim::guard;

static thread_local bool is_alone = false;

void engine_parallel_alone(bool alone)
{
    is_alone = alone;
}

size_t engine_parallel_parts(size_t steps, size_t least)
{
    cpu_set_t set;
    const size_t parts = std::min<size_t>(steps / least, ENGINE_MAX_THREADS);
    if (parts < 2 || is_alone)
        return 1;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    return std::clamp(static_cast<size_t>(CPU_COUNT(&set)), size_t{ 1 }, parts);
}

size_t engine_parallel_first(size_t steps, size_t part, size_t parts)
{
    return steps / parts * part + steps % parts * part / parts;
}

/* Of the database only what never changes is looked at: another thread reads from it. */
static std::unique_ptr<shim_database> open_twin(const struct shim_database *database,
                                                Xapian::rev revision)
{
    auto twin = std::make_unique<shim_database>();
    twin->from = database->from;
    twin->database = shim::open_again(*database->from);
    if (twin->database.get_revision() != revision)
        shim::fail(SHIM_FAULT_MODIFIED, database->from->subject + " has gone on");
    return twin;
}

namespace
{

struct work {
    struct shim_database *database;
    Xapian::rev revision;
    engine_parallel_part *run;
    void *context;

    bool do_apart(size_t part) const
    {
        struct error ignored; /* the part is done again */
        engine_parallel_alone(true);
        bool done = false;
        guard(database->from, &ignored, [&] {
            const std::unique_ptr<shim_database> twin = open_twin(database, revision);
            done = run(context, part, twin.get(), &ignored) == 0;
        });
        return done;
    }
};

} // namespace

int engine_parallel(struct shim_database *database, size_t parts, engine_parallel_part *run,
                    void *context, struct error *err)
{
    std::vector<std::thread> threads;
    std::vector<char> done(parts, 0); /* not bool: each is written by a thread of its own */
    int result = guard(database->from, err, [&] {
        if (parts < 2 || !database->is_one_index())
            return;
        const work all = { database, database->database.get_revision(), run, context };
        threads.reserve(parts - 1);
        for (size_t i = 1; i < parts; i++)
            try {
                threads.emplace_back([&done, all, i] { done[i] = all.do_apart(i); });
            } catch (const std::system_error &) {
                break; /* no more threads: these parts are done here */
            }
    });
    const bool was_alone = is_alone;
    is_alone = was_alone || parts > 1;
    if (result == 0)
        result = run(context, 0, database, err);
    for (std::thread &each : threads)
        each.join();
    for (size_t i = 1; result == 0 && i < parts; i++)
        if (!done[i])
            result = run(context, i, database, err);
    is_alone = was_alone;
    return result;
}
