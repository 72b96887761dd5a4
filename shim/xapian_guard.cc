/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_guard.cc: exceptions to sentences and faults. */
#include "xapian_guard.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include <xapian.h>

namespace shim
{

static thread_local enum shim_fault last_fault = SHIM_FAULT_NONE;

void fail(enum shim_fault fault, const std::string &sentence, int number)
{
    throw failure{ fault, sentence, number };
}

/* What a sentence begins with: the place, or "server tcp:HOST:PORT" where an error of one part of
 * several names it as "remote:tcp(HOST:PORT)", or nothing. */
static std::string subject_of(const origin *from, const Xapian::Error &error)
{
    static const char opening[] = "remote:tcp(";
    const size_t opening_length = sizeof opening - 1;
    const std::string &context = error.get_context();
    bool named = from && from->subject.compare(0, 7, "server ") == 0;
    if (!named && context.compare(0, opening_length, opening) == 0 && context.back() == ')')
        return "server tcp:" + context.substr(opening_length, context.size() - opening_length - 1);
    return from ? from->subject : "";
}

/* Xapian's own sentence, and the system's reason if there is one. */
static std::string reason_of(const origin *from, const Xapian::Error &error)
{
    static const char relayed[] = "REMOTE:";
    std::string reason = error.get_msg();
    if (reason.compare(0, sizeof relayed - 1, relayed) == 0)
        reason.erase(0, sizeof relayed - 1);
    if (const char *system = error.get_error_string())
        reason.append(": ").append(system);
    return from ? from->readable(reason) : reason;
}

/* "subject<between>: reason" */
static void say(const origin *from, const Xapian::Error &error, const char *between,
                struct error *err)
{
    std::string subject = subject_of(from, error);
    if (!subject.empty())
        subject.append(between).append(": ");
    error_set(err, "%s%s", subject.c_str(), reason_of(from, error).c_str());
}

/* The sentence when all that is known is that a file could not be used. */
static enum shim_fault unusable(const origin *from, const Xapian::Error &error,
                                enum shim_fault fault, struct error *err)
{
    if (from && from->overtaken()) {
        error_set(err, "%s was replaced while it was being read", from->subject.c_str());
        return SHIM_FAULT_MODIFIED;
    }
    say(from, error, fault == SHIM_FAULT_CORRUPT ? " is damaged" : "", err);
    return fault;
}

/* A bare DatabaseError without the system's reason tells of blocks that end early or do not unpack;
 * or, with the reason in its text, that a commit could neither be written nor taken back, for which
 * the index on the disk is as it was. */
static enum shim_fault fault_of(const Xapian::DatabaseError &error)
{
    if (error.get_error_string() || error.get_msg().rfind("Modifications failed", 0) == 0)
        return SHIM_FAULT_SYSTEM;
    return strcmp(error.get_type(), "DatabaseError") == 0 ? SHIM_FAULT_CORRUPT : SHIM_FAULT_OTHER;
}

/* Only another writer's lock is worth waiting for; the other reasons are of the file system. */
static enum shim_fault locked(const origin *from, const Xapian::DatabaseLockError &error,
                              struct error *err)
{
    if (error.get_msg().find("already locked") == std::string::npos) {
        say(from, error, "", err);
        return SHIM_FAULT_SYSTEM;
    }
    error_set(err, "%s is being written by another process", subject_of(from, error).c_str());
    err->status = STATUS_BUSY;
    return SHIM_FAULT_LOCKED;
}

/* Where a write fails and the changes before it cannot be taken back, as in a scratch index, Xapian
 * reports only the latter. */
static bool hides_failed_write(const Xapian::Error &error)
{
    return error.get_msg().find("cancel() not supported") != std::string::npos;
}

/* number is errno as the failed write left it. */
static enum shim_fault failed_write(const char *subject, int number, struct error *err)
{
    for (int reason : { ENOSPC, EFBIG, EDQUOT, EIO, EROFS, EMFILE, ENFILE })
        if (reason == number) {
            error_set_system(err, number, "%s cannot be written", subject);
            return SHIM_FAULT_SYSTEM;
        }
    error_set(err, "%s cannot be written", subject);
    return SHIM_FAULT_SYSTEM;
}

static enum shim_fault refused(const origin *from, const Xapian::Error &error, struct error *err)
{
    bool remote = from && from->remote;
    say(from, error, remote ? " cannot do this" : "", err);
    return remote ? SHIM_FAULT_NO_REMOTE : SHIM_FAULT_OTHER;
}

/* Of the exception in flight, with errno as it was then; itself throws only when memory runs out.
 */
static enum shim_fault tell(const origin *from, int number, struct error *err)
{
    try {
        throw;
    } catch (const stopped &) {
        return SHIM_FAULT_STOPPED; /* err is the callback's */
    } catch (const failure &failure) {
        if (failure.number != 0)
            error_set_system(err, failure.number, "%s", failure.sentence.c_str());
        else
            error_set(err, "%s", failure.sentence.c_str());
        return failure.fault;
    } catch (const Xapian::DatabaseModifiedError &error) {
        error_set(err, "%s was changed while it was being read", subject_of(from, error).c_str());
        return SHIM_FAULT_MODIFIED;
    } catch (const Xapian::DatabaseLockError &error) {
        return locked(from, error, err);
    } catch (const Xapian::DatabaseCorruptError &error) {
        return unusable(from, error, SHIM_FAULT_CORRUPT, err);
    } catch (const Xapian::DatabaseVersionError &error) {
        say(from, error, " was written by another version of Xapian", err);
        return SHIM_FAULT_OTHER;
    } catch (const Xapian::DatabaseNotFoundError &error) {
        error_set(err, "%s is not a Xapian database", subject_of(from, error).c_str());
        return SHIM_FAULT_NO_INDEX;
    } catch (const Xapian::DatabaseClosedError &error) {
        bool remote = from && from->remote;
        error_set(err, "%s%s", subject_of(from, error).c_str(),
                  remote ? " closed the connection" : " has been closed");
        return remote ? SHIM_FAULT_NETWORK : SHIM_FAULT_OTHER;
    } catch (const Xapian::DatabaseError &error) {
        if (hides_failed_write(error))
            return failed_write(subject_of(from, error).c_str(), number, err);
        return unusable(from, error, fault_of(error), err);
    } catch (const Xapian::NetworkTimeoutError &error) {
        error_set(err, "%s did not answer in time", subject_of(from, error).c_str());
        return SHIM_FAULT_NETWORK;
    } catch (const Xapian::NetworkError &error) {
        say(from, error, "", err);
        return SHIM_FAULT_NETWORK;
    } catch (const Xapian::UnimplementedError &error) {
        return refused(from, error, err);
    } catch (const Xapian::Error &error) {
        if (hides_failed_write(error))
            return failed_write(subject_of(from, error).c_str(), number, err);
        say(from, error, "", err);
        return SHIM_FAULT_OTHER;
    } catch (const std::bad_alloc &) {
        error_set(err, "not enough memory");
        return SHIM_FAULT_SYSTEM;
    } catch (const std::exception &error) {
        error_set(err, "%s", error.what());
        return SHIM_FAULT_OTHER;
    } catch (...) {
        error_set(err, "Xapian failed for an unknown reason");
        return SHIM_FAULT_OTHER;
    }
}

void report_unthrown(struct error *err) noexcept
{
    if (errno == 0 || errno == ENOMEM)
        error_set(err, "not enough memory");
    else
        failed_write("the index", errno, err);
}

void report(const origin *from, struct error *err) noexcept
{
    int number = errno;
    try {
        last_fault = tell(from, number, err);
    } catch (...) {
        error_set(err, "not enough memory");
        last_fault = SHIM_FAULT_SYSTEM;
    }
}

char *copy_out(const std::string &bytes, size_t *length)
{
    char *copy = static_cast<char *>(malloc(bytes.size() + 1));
    if (!copy)
        throw std::bad_alloc();
    memcpy(copy, bytes.c_str(), bytes.size() + 1);
    if (length)
        *length = bytes.size();
    return copy;
}

} // namespace shim

enum shim_fault shim_last_fault(void)
{
    return shim::last_fault;
}

void shim_forget_fault(void)
{
    shim::last_fault = SHIM_FAULT_NONE;
}

static shim_terminate *terminate_process; /* as the C++ library's own: one for the process */

void shim_set_terminate(shim_terminate *terminate)
{
    terminate_process = terminate;
    std::set_terminate([] {
        struct error err;
        if (std::current_exception())
            shim::report(nullptr, &err);
        else
            shim::report_unthrown(&err);
        terminate_process(&err);
        abort(); /* not reached: it does not return */
    });
}

const char *shim_version(void)
{
    return Xapian::version_string();
}
