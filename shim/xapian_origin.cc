/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian_origin.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shim
{

static bool same_file(const struct stat &left, const struct stat &right)
{
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

std::string origin::directory::name() const
{
    return "/proc/self/fd/" + std::to_string(descriptor);
}

origin::~origin()
{
    while (!directories.empty())
        let_go_last();
}

std::string origin::hold(const std::string &path)
{
    directories.push_back({ path, open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC) });
    int descriptor = directories.back().descriptor;
    if (descriptor < 0)
        return path;
    std::string name = directories.back().name();
    struct stat held, named;
    if (fstat(descriptor, &held) == 0 && stat(name.c_str(), &named) == 0 && same_file(held, named))
        return name;
    close(descriptor);
    directories.back().descriptor = -1;
    return path;
}

void origin::let_go_last() noexcept
{
    if (directories.back().descriptor >= 0)
        close(directories.back().descriptor);
    directories.pop_back();
}

bool origin::directory::overtaken() const noexcept
{
    struct stat held, named;
    if (descriptor < 0 || fstat(descriptor, &held) != 0)
        return false;
    return held.st_nlink == 0 || stat(path.c_str(), &named) != 0 || !same_file(held, named);
}

bool origin::overtaken() const noexcept
{
    for (const directory &each : directories)
        if (each.overtaken())
            return true;
    return false;
}

std::string origin::readable(std::string sentence) const
{
    for (const directory &each : directories) {
        if (each.descriptor < 0)
            continue;
        std::string name = each.name();
        size_t at = 0;
        while ((at = sentence.find(name, at)) != std::string::npos) {
            size_t end = at + name.size();
            bool whole = end == sentence.size() || sentence[end] < '0' || sentence[end] > '9';
            if (whole)
                sentence.replace(at, name.size(), each.path);
            at += whole ? each.path.size() : name.size();
        }
    }
    return sentence;
}

} // namespace shim
