/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stub files are read here and not by Xapian, which would open
 * their servers without the caller's time limit, and does not tell that there are any. */
#include "xapian_place.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <memory>

#include <sys/stat.h>
#include <unistd.h>

#include "xapian_guard.h"

namespace shim
{

namespace
{

const int deepest_stub = 8;     /* a stub may name itself */
const int opening_attempts = 5; /* while indexes are being swapped */
const char server_prefix[] = "tcp:";

struct opener {
    origin &from;
    unsigned timeout; /* milliseconds */
    std::vector<Xapian::Database> &parts;

    Xapian::Database part(const Xapian::Database &database)
    {
        parts.push_back(database);
        return database;
    }

    Xapian::Database local(const std::string &path, int depth);
    Xapian::Database directory(const std::string &path, int depth);
    Xapian::Database stub(const std::string &path, int depth);
    Xapian::Database stub_line(const std::string &path, std::string line, int depth);
    Xapian::Database server(const std::string &address);
    Xapian::Database program(const std::string &command);
};

bool exists(const std::string &path)
{
    return access(path.c_str(), F_OK) == 0;
}

[[noreturn]] void not_an_index(const std::string &path)
{
    fail(SHIM_FAULT_NO_INDEX, "index " + path + " is not a Xapian database");
}

/* HOST:PORT, [IPV6]:PORT. */
Xapian::Database opener::server(const std::string &address)
{
    size_t colon = address.rfind(':');
    std::string host = address.substr(0, colon == std::string::npos ? 0 : colon);
    std::string port = colon == std::string::npos ? "" : address.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    else if (host.find_first_of(":[]") != std::string::npos)
        host.clear();
    bool digits = !port.empty() && port.size() <= 5 &&
                  port.find_first_not_of("0123456789") == std::string::npos;
    unsigned long number = digits ? std::stoul(port) : 0;
    if (host.empty() || number == 0 || number > 65535)
        fail(SHIM_FAULT_OTHER, "server tcp:" + address + " is not of the form tcp:HOST:PORT");
    from.remote = true;
    return part(Xapian::Remote::open(host, static_cast<unsigned>(number), timeout, timeout));
}

Xapian::Database opener::program(const std::string &command)
{
    size_t space = command.find(' ');
    std::string arguments = space == std::string::npos ? "" : command.substr(space + 1);
    from.remote = true;
    return part(Xapian::Remote::open(command.substr(0, space), arguments, timeout));
}

/* The path in a stub file: relative ones start at the stub's directory. */
std::string beside(const std::string &stub_path, const std::string &path)
{
    size_t slash = stub_path.rfind('/');
    if (path.empty() || path.front() == '/' || slash == std::string::npos)
        return path;
    return stub_path.substr(0, slash + 1) + path;
}

Xapian::Database opener::stub_line(const std::string &path, std::string line, int depth)
{
    size_t space = std::min(line.find(' '), line.size());
    std::string kind = line.substr(0, space);
    line.erase(0, space + 1);
    if (kind == "remote" && !line.empty())
        return line.front() == ':' ? program(line.substr(1)) : server(line);
    if (kind == "inmemory" && line.empty())
        return part(Xapian::Database(std::string(), Xapian::DB_BACKEND_INMEMORY));
    bool local_kind = kind == "auto" || kind == "glass" || kind == "chert" || kind == "honey";
    if (local_kind && !line.empty())
        return local(beside(path, line), depth + 1);
    not_an_index(path);
}

/* The first bytes of a file. */
std::string read_file(const std::string &path, size_t most)
{
    char part[4096];
    std::string bytes;
    const std::unique_ptr<FILE, int (*)(FILE *)> file(fopen(path.c_str(), "re"), fclose);
    if (!file)
        fail(SHIM_FAULT_SYSTEM, "index " + path + " cannot be opened", errno);
    for (size_t size = 1; size > 0 && bytes.size() < most; bytes.append(part, size))
        size = fread(part, 1, std::min(sizeof part, most - bytes.size()), file.get());
    return bytes;
}

Xapian::Database opener::stub(const std::string &path, int depth)
{
    if (depth > deepest_stub)
        fail(SHIM_FAULT_OTHER, "index " + path + " names itself");
    const std::string lines = read_file(path, std::string::npos);
    Xapian::Database all;
    for (size_t start = 0, end; start < lines.size(); start = end + 1) {
        end = std::min(lines.find('\n', start), lines.size());
        if (end > start && lines[start] != '#')
            all.add_database(stub_line(path, lines.substr(start, end - start), depth));
    }
    return all;
}

Xapian::Database open_held(const std::string &name, const std::string &path)
{
    try {
        return Xapian::Database(name);
    } catch (const Xapian::DatabaseNotFoundError &) {
        if (access((name + "/.").c_str(), X_OK) != 0 && errno == EACCES)
            fail(SHIM_FAULT_SYSTEM, "index " + path + " cannot be opened", errno);
        not_an_index(path);
    }
}

/* The check afterwards is for tables that Xapian takes as empty when their file is gone: what was
 * opened is whole if the directory was still in its place then, since only one swapped away is ever
 * deleted. */
Xapian::Database opener::directory(const std::string &path, int depth)
{
    if (exists(path + "/XAPIANDB") && !exists(path + "/iamglass"))
        return stub(path + "/XAPIANDB", depth);
    for (int attempt = 1;; attempt++) {
        std::string name = from.hold(path);
        try {
            Xapian::Database database = open_held(name, path);
            if (attempt == opening_attempts || !from.directories.back().overtaken())
                return part(database);
        } catch (...) {
            if (attempt == opening_attempts || !from.directories.back().overtaken())
                throw;
        }
        from.let_go_last();
        require_present(path);
    }
}

/* A database in a single file starts so; all other files are stubs or no index. */
bool is_single_file(const std::string &path)
{
    static const char magic[] = "\x0f\x0dXapian ";
    return read_file(path, sizeof magic - 1) == magic;
}

Xapian::Database opener::local(const std::string &path, int depth)
{
    const mode_t mode = require_present(path);
    if (S_ISDIR(mode))
        return directory(path, depth);
    if (!S_ISREG(mode))
        not_an_index(path);
    return is_single_file(path) ? part(Xapian::Database(path)) : stub(path, depth);
}

/* 0 means for ever to Xapian. */
unsigned milliseconds(double seconds)
{
    const double longest = INT_MAX / 2;
    if (!(seconds > 0))
        return 10000;
    return static_cast<unsigned>(std::max(1.0, std::min(seconds * 1000, longest)));
}

} // namespace

mode_t require_present(const std::string &path)
{
    struct stat status;
    if (stat(path.c_str(), &status) == 0)
        return status.st_mode;
    if (errno == ENOENT || errno == ENOTDIR)
        fail(SHIM_FAULT_MISSING, "index " + path + " does not exist");
    fail(SHIM_FAULT_SYSTEM, "index " + path + " cannot be opened", errno);
}

Xapian::Database open_place(origin &from, const std::string &place, double timeout_seconds,
                            std::vector<Xapian::Database> &parts)
{
    opener opener{ from, milliseconds(timeout_seconds), parts };
    const size_t prefix = sizeof server_prefix - 1;
    bool is_server = place.compare(0, prefix, server_prefix) == 0;
    from.subject = (is_server ? "server " : "index ") + place;
    return is_server ? opener.server(place.substr(prefix)) : opener.local(place, 0);
}

Xapian::Database open_again(const origin &from)
{
    if (from.remote || from.directories.size() != 1 || from.directories.front().descriptor < 0)
        fail(SHIM_FAULT_OTHER, from.subject + " is not one directory");
    return Xapian::Database(from.directories.front().name());
}

} // namespace shim
