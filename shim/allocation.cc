/* SPDX-License-Identifier: GPL-2.0-or-later */
/* allocation.cc: operator new over malloc, whose memory may be another library's. That library's
 * own operator new may end the process where there is no memory (mimalloc's does); a search or a
 * build is to end with a sentence. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER
#endif

#ifndef HAS_SANITIZER /* it compares new and delete, with its own of both */
#include <cstdlib>
#include <new>

void *operator new(std::size_t size)
{
    if (void *block = malloc(size > 0 ? size : 1))
        return block;
    throw std::bad_alloc();
}

void *operator new[](std::size_t size)
{
    return operator new(size);
}

void *operator new(std::size_t size, const std::nothrow_t &) noexcept
{
    return malloc(size > 0 ? size : 1);
}

void *operator new[](std::size_t size, const std::nothrow_t &) noexcept
{
    return malloc(size > 0 ? size : 1);
}

void operator delete(void *block) noexcept
{
    free(block);
}

void operator delete[](void *block) noexcept
{
    free(block);
}

void operator delete(void *block, std::size_t) noexcept
{
    free(block);
}

void operator delete[](void *block, std::size_t) noexcept
{
    free(block);
}
#endif
