/* SPDX-License-Identifier: GPL-2.0-or-later */
/* number.h: numbers as people read them. */
#ifndef NEWSSEARCH_NUMBER_H
#define NEWSSEARCH_NUMBER_H

#include <stdint.h>

#define NUMBER_SIZE 32

/* 150000 as "150,000"; returns out. */
const char *number_grouped(char out[NUMBER_SIZE], uint64_t number);
/* Rounds an estimate to two digits: 151999 is 150000. */
uint64_t number_about(uint64_t number);

#endif
