/* SPDX-License-Identifier: GPL-2.0-or-later */
/* successor.h: what a new folder of an index takes over from the old one: permissions, owner and
 * group, and the files that are neither Xapian's nor newsindex's. */
#ifndef NEWSSEARCH_SUCCESSOR_H
#define NEWSSEARCH_SUCCESSOR_H

#include <sys/types.h>

#include "error.h"

/* The mode of a folder for drafts of the index at old: nobody can read a draft who cannot read the
 * tables at old. */
mode_t successor_draft_mode(const char *old);

/* Gives the folder at path and its files the modes, ACLs, owners and groups of those at old. The
 * owner needs root; the group stays as it is if the process is not a member of the old one. */
int successor_inherit(const char *path, const char *old, struct error *err);

/* Moves the other files and folders at old to path, each in one step, so that they are in one of
 * the two at any time. NAME becomes NAME~ if path has a NAME. Nothing at old is no error. What
 * cannot be moved stays at old; the error names the first of it. */
int successor_adopt(const char *path, const char *old, struct error *err);

/* Removes the files of the index at old, and leaves the others. */
void successor_strip(const char *old);

#endif
