#include "since.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buffer.h"
#include "schema.h"

#define LINE_MAX_BYTES 64

static int check_name(const char *name, struct error *err)
{
    bool good = *name != '\0' && *name != '.' && strlen(name) < 200;
    for (const char *at = name; *at; at++)
        good = good && (isalnum((unsigned char)*at) || strchr("._-", *at));
    if (good)
        return 0;
    return error_set(err, "--since-last: '%s' is no name (letters, digits, '.', '_' and '-')",
                     name);
}

static int state_file(struct buffer *path, const char *name, struct error *err)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    if (check_name(name, err) < 0)
        return -1;
    if (state && *state == '/') /* a relative one is to be ignored, its specification says */
        buffer_add_text(path, state);
    else if (home && *home)
        buffer_printf(path, "%s/.local/state", home);
    else
        return error_set(err, "--since-last: neither XDG_STATE_HOME nor HOME says where to "
                              "remember it");
    buffer_printf(path, "/newssearch/since/%s", name);
    return 0;
}

static int make_parents(char *path, struct error *err)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int made = mkdir(path, 0700);
        int number = errno;
        if (made < 0 && number != EEXIST)
            return error_set_system(err, number, "cannot make the directory %s", path);
        *slash = '/';
    }
    return 0;
}

static int write_file(const char *path, double latest, struct error *err)
{
    FILE *file = fopen(path, "we");
    if (!file)
        return error_set_system(err, errno, "cannot write %s", path);
    int written = fprintf(file, "%.0f\n", latest);
    int number = errno;
    if (fclose(file) != 0) {
        number = errno;
        written = -1;
    }
    return written < 0 ? error_set_system(err, number, "cannot write %s", path) : 0;
}

int since_read(double *latest, const char *name, struct error *err)
{
    struct buffer path = BUFFER_INIT;
    char line[LINE_MAX_BYTES] = "", *end = line;
    int result = state_file(&path, name, err);
    *latest = 0;
    if (result < 0)
        goto done;
    FILE *file = fopen(path.data, "re");
    if (!file) {
        if (errno != ENOENT)
            result = error_set_system(err, errno, "cannot read %s", path.data);
        goto done;
    }
    if (fgets(line, sizeof line, file))
        *latest = strtod(line, &end);
    if (*latest < 0 || end == line || *end != '\n')
        result = error_set(err,
                           "%s does not hold what --since-last=%s wrote; remove it to start "
                           "anew",
                           path.data, name);
    fclose(file);
done:
    buffer_release(&path);
    return result;
}

int since_write(double latest, const char *name, struct error *err)
{
    struct buffer path = BUFFER_INIT, fresh = BUFFER_INIT;
    int result = state_file(&path, name, err);
    if (result == 0)
        result = path.data ? make_parents(path.data, err) : -1;
    if (result == 0) {
        buffer_printf(&fresh, "%s.%ld~", path.data, (long)getpid());
        result = write_file(fresh.data, latest, err);
    }
    if (result == 0 && rename(fresh.data, path.data) < 0)
        result = error_set_system(err, errno, "cannot write %s", path.data);
    if (result < 0 && fresh.length > 0)
        unlink(fresh.data);
    buffer_release(&path);
    buffer_release(&fresh);
    return result;
}

int since_latest(double *latest, struct shim_database *database, struct error *err)
{
    if (shim_largest_number(database, SLOT_INDEXED, latest, err) < 0)
        return -1;
    *latest = fmax(*latest, 0);
    return 0;
}

struct shim_query *since_narrow(struct shim_query *matching, double latest, struct error *err)
{
    char bytes[SHIM_NUMBER_SIZE];
    size_t length = shim_number(bytes, latest + 1); /* microseconds: the next one */
    return shim_query_pair(SHIM_FILTER, matching,
                           shim_query_range(SLOT_INDEXED, bytes, length, NULL, 0, err), err);
}
