/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "command.h"
#include "index_layout.h"
#include "memory.h"
#include "record.h"
#include "schema.h"

static int load_list(struct list *list, struct shim_database *database, const char *key,
                     const char *path, struct error *err)
{
    char *packed = NULL;
    const char *item;
    size_t length, item_length;
    struct record_reader reader;
    if (shim_metadata(database, key, &packed, &length, err) < 0)
        return -1;
    list_clear(list);
    record_reader_init(&reader, packed, length);
    while (record_next(&reader, &item, &item_length))
        list_add(list, item, item_length);
    free(packed);
    return reader.broken ? error_set(err, "%s: the index's %s cannot be read", path, key) : 0;
}

static int save_list(const struct list *list, struct shim_writer *writer, const char *key,
                     struct error *err)
{
    struct buffer packed = BUFFER_INIT;
    record_add_list(&packed, list);
    int result = shim_set_metadata(writer, key, buffer_text(&packed), packed.length, err);
    buffer_release(&packed);
    return result;
}

void settings_add_file(struct settings *settings, const char *path)
{
    struct list *files = &settings->files;
    list_add_text(files, path);
    path_table_add(&settings->file_table, files->items[files->count - 1].data, files->count - 1);
}

void settings_files_changed(struct settings *settings)
{
    path_table_release(&settings->file_table);
    path_table_add_all(&settings->file_table, &settings->files);
}

static int load_files(struct settings *settings, struct shim_database *database, const char *path,
                      struct error *err)
{
    int result = load_list(&settings->files, database, METADATA_FILES, path, err);
    settings_files_changed(settings);
    return result;
}

int settings_load(struct settings *settings, struct shim_database *database, const char *path,
                  struct error *err)
{
    char *schema = NULL, *generation = NULL;
    size_t length;
    if (shim_metadata(database, METADATA_SCHEMA, &schema, &length, err) < 0)
        return -1;
    settings->schema = strtol(schema, NULL, 10);
    settings->is_unfinished = strcmp(schema, SCHEMA_UNFINISHED) == 0;
    free(schema);
    if (shim_metadata(database, METADATA_GENERATION, &generation, &length, err) < 0)
        return -1;
    settings->generation = strtoull(generation, NULL, 10);
    free(generation);
    if (settings->schema <= 0 && !settings->is_unfinished)
        return error_set(err, "%s: is a Xapian database, but newsindex did not make it", path);
    free(settings->language);
    free(settings->fields);
    free(settings->plain);
    settings->language = settings->fields = settings->plain = NULL;
    if (shim_metadata(database, METADATA_LANGUAGE, &settings->language, &length, err) < 0 ||
        shim_metadata(database, METADATA_FIELDS, &settings->fields, &length, err) < 0 ||
        shim_metadata(database, METADATA_PLAIN, &settings->plain, &length, err) < 0 ||
        load_list(&settings->roots, database, METADATA_ROOTS, path, err) < 0 ||
        load_files(settings, database, path, err) < 0 ||
        load_list(&settings->include, database, METADATA_INCLUDE, path, err) < 0 ||
        load_list(&settings->ext, database, METADATA_EXT, path, err) < 0)
        return -1;
    return load_list(&settings->exclude, database, METADATA_EXCLUDE, path, err);
}

int settings_check_newer(const struct settings *settings, const char *path, struct error *err)
{
    if (settings->schema <= SCHEMA_NUMBER)
        return 0;
    return error_set(err,
                     "%s was made by a newer newsindex (schema %ld; this one writes %d): "
                     "use that, or another --db",
                     path, settings->schema, SCHEMA_NUMBER);
}

static int check_finished(const struct settings *settings, const char *path, struct error *err)
{
    if (settings->is_unfinished)
        return index_fail_unfinished(path, err);
    if (settings_check_newer(settings, path, err) < 0)
        return -1;
    if (settings->schema != SCHEMA_NUMBER)
        return error_set(err, "%s has schema %ld, this program's is %d: run %s --rebuild", path,
                         settings->schema, SCHEMA_NUMBER, command_newsindex());
    return 0;
}

void settings_advise(struct error *err)
{
    if (shim_last_fault() == SHIM_FAULT_CORRUPT)
        error_set(err, "%s; %s --rebuild with all directories makes a new index", err->text,
                  command_newsindex());
}

struct shim_database *settings_open(struct settings *settings, const char *path, struct error *err)
{
    struct shim_database *database = shim_database_open(&path, 1, 0, err);
    if (!database) {
        if (index_is_begun(path))
            index_fail_unfinished(path, err);
        else if (shim_last_fault() == SHIM_FAULT_MISSING)
            index_fail_missing(path, err);
        else
            settings_advise(err);
        return NULL;
    }
    if (settings_load(settings, database, path, err) == 0 &&
        check_finished(settings, path, err) == 0)
        return database;
    settings_advise(err);
    shim_database_close(database);
    return NULL;
}

int settings_save(const struct settings *settings, struct shim_writer *writer, struct error *err)
{
    char schema[32] = SCHEMA_UNFINISHED;
    if (!settings->is_unfinished)
        snprintf(schema, sizeof schema, "%d", SCHEMA_NUMBER);
    if (shim_set_metadata(writer, METADATA_SCHEMA, schema, strlen(schema), err) < 0 ||
        shim_set_metadata(writer, METADATA_LANGUAGE, settings->language, strlen(settings->language),
                          err) < 0 ||
        shim_set_metadata(writer, METADATA_FIELDS, settings->fields, strlen(settings->fields),
                          err) < 0 ||
        shim_set_metadata(writer, METADATA_PLAIN, settings->plain, strlen(settings->plain), err) <
            0 ||
        save_list(&settings->roots, writer, METADATA_ROOTS, err) < 0 ||
        save_list(&settings->files, writer, METADATA_FILES, err) < 0 ||
        save_list(&settings->include, writer, METADATA_INCLUDE, err) < 0 ||
        save_list(&settings->ext, writer, METADATA_EXT, err) < 0)
        return -1;
    return save_list(&settings->exclude, writer, METADATA_EXCLUDE, err);
}

void settings_release(struct settings *settings)
{
    free(settings->language);
    free(settings->fields);
    free(settings->plain);
    list_release(&settings->roots);
    path_table_release(&settings->file_table);
    list_release(&settings->files);
    list_release(&settings->include);
    list_release(&settings->exclude);
    list_release(&settings->ext);
    *settings = (struct settings){ 0 };
}
