/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_guard.h: the one place where exceptions end. Each call of the boundary that can throw does
 * its work in guard(). */
#ifndef NEWSSEARCH_SHIM_XAPIAN_GUARD_H
#define NEWSSEARCH_SHIM_XAPIAN_GUARD_H

#include <string>
#include <type_traits>

#include "xapian_origin.h"
#include "xapian_shim.h"

namespace shim
{

/* Thrown to leave Xapian because a callback returned -1, having filled the caller's err. */
struct stopped {
};

/* A failure the shim found itself. number is an errno value or 0. */
struct failure {
    enum shim_fault fault;
    std::string sentence;
    int number;
};
[[noreturn]] void fail(enum shim_fault fault, const std::string &sentence, int number = 0);

/* Tells the exception being handled in err and shim_last_fault(). from may be NULL. */
void report(const origin *from, struct error *err) noexcept;

/* The same where the exception is not to be had, as inside a destructor: errno is what is known. */
void report_unthrown(struct error *err) noexcept;

/* Runs body; from points to the origin that errors name, or to nothing, also when body sets it
 * first. A body without a result gives 0 or -1, one that returns a pointer gives it or NULL. */
template <typename From, typename Body>
auto guard(const From &from, struct error *err, Body body) noexcept
{
    using result = decltype(body());
    if constexpr (std::is_void_v<result>) {
        try {
            body();
            return 0;
        } catch (...) {
            report(from ? &*from : nullptr, err);
            return -1;
        }
    } else {
        static_assert(std::is_pointer_v<result>);
        try {
            return body();
        } catch (...) {
            report(from ? &*from : nullptr, err);
            return static_cast<result>(nullptr);
        }
    }
}

/* What a visitor said: go on, or enough. */
inline bool wants_more(int answer)
{
    if (answer < 0)
        throw stopped{};
    return answer == 0;
}

/* A copy of bytes for a C caller, with a NUL after them. */
char *copy_out(const std::string &bytes, size_t *length);

} // namespace shim

#endif
