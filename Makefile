# newssearch: make [all|run|check|check-long|bench|lint|format|coverage|fuzz|install|…]; `make help` lists them.
PREFIX  ?= /usr/local
CC      ?= gcc
CXX     ?= g++
BUILD   ?= build
CFLAGS  ?= -O2 -g
CXXFLAGS ?= $(CFLAGS)
HARDEN  := -fstack-protector-strong -fPIE $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
VERSION := 0.1.0
CHECKED := $(if $(SANITIZE),-fsanitize=address$(comma)undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined) $(if $(COVERAGE),--coverage)
comma   := ,
LIBS    := yaml-0.1 libpcre2-8 jansson libutf8proc gumbo libcmark
PACKAGES := gcc g++ make pkg-config libxapian-dev libyaml-dev libpcre2-dev libjansson-dev libutf8proc-dev \
            libgumbo-dev libcmark-dev libxxhash-dev
CHECK_PACKAGES := xapian-tools jq python3 python3-yaml python3-jsonschema mandoc sqlite3 procps strace perl util-linux

ALL_CPPFLAGS = -Iinclude -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(CPPFLAGS)
ALL_CFLAGS   = -std=c17 $(WARN) $(HARDEN) $(CHECKED) $(CFLAGS)
ALL_CXXFLAGS = -std=c++17 $(WARN) $(HARDEN) $(CHECKED) $(CXXFLAGS)
ALL_LDFLAGS  = -pie -Wl,-z,relro,-z,now,-O1,--as-needed $(CHECKED) $(LDFLAGS)

objects  = $(patsubst %,$(BUILD)/%.o,$(basename $(wildcard $(1)/*.c $(1)/*.cc)))
COMMON  := $(call objects,lib) $(call objects,config) $(call objects,shim)
INDEXER := $(filter-out %/main.o,$(call objects,indexer))
SEARCH  := $(filter-out %/main.o,$(call objects,search))
TESTS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))

all: $(BUILD)/newsindex $(BUILD)/newssearch

$(BUILD)/newsindex: $(BUILD)/indexer/main.o $(INDEXER) $(COMMON)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ -lxapian -lyaml -lgumbo -lcmark -ljansson -lutf8proc -lpthread
$(BUILD)/newssearch: $(BUILD)/search/main.o $(SEARCH) $(COMMON)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ -lxapian -lyaml -lpcre2-8 -ljansson -lutf8proc
$(BUILD)/indexer.a: $(INDEXER)
	rm -f $@ && ar rcs $@ $^
$(BUILD)/search.a: $(SEARCH)
	rm -f $@ && ar rcs $@ $^
$(BUILD)/common.a: $(COMMON)
	rm -f $@ && ar rcs $@ $^
$(BUILD)/tests/%: tests/unit/%.c tests/unit/tap.h $(BUILD)/indexer.a $(BUILD)/search.a $(BUILD)/common.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -Iindexer -Isearch -Itests/unit $(ALL_CFLAGS) -MMD -MP -c -o $@.o $<
	$(CXX) $(ALL_LDFLAGS) -o $@ $@.o $(BUILD)/indexer.a $(BUILD)/search.a $(BUILD)/common.a \
	    -lxapian -lyaml -lgumbo -lcmark -lpcre2-8 -ljansson -lutf8proc -lpthread -lm
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(ALL_CPPFLAGS) $(ALL_CXXFLAGS) -MMD -MP -c -o $@ $<
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)


.PHONY: all help deps deps-check run check check-long test-programs lint format coverage bench fuzz clean
help:
	@sed -n '1s/^# //p' Makefile

# The two commands of README install what is missing first; a machine that has everything is asked nothing.
deps:
	@.ci/deps $(PACKAGES)
deps-check: deps
	@.ci/deps $(CHECK_PACKAGES)

run: deps
	@$(MAKE) --no-print-directory -s all
	$(BUILD)/newsindex --db=$(BUILD)/index corpus
	$(BUILD)/newssearch --db=$(BUILD)/index --no-pager --limit=5 "PyTorch Azure"
	$(BUILD)/newssearch --db=$(BUILD)/index --no-pager --limit=5 'cloud title:/\b(gpu|region)s?\b/i'

test-programs: $(TESTS)
check: deps-check
	@$(MAKE) --no-print-directory -s -j2 all test-programs
	@tests/run
check-long: check
	@tests/run --long

lint:
	@.ci/deps clang-tidy cppcheck shellcheck mandoc
	@tests/lint
format:
	clang-format -i $(wildcard include/*.h lib/*.[ch] config/*.[ch] shim/*.h shim/*.c shim/*.cc indexer/*.[ch] search/*.[ch] tests/unit/*.[ch])
coverage:
	@.ci/deps gcovr
	$(MAKE) BUILD=build/coverage COVERAGE=1 CFLAGS='-O0 -g' check
	gcovr -r . build/coverage --exclude tests --print-summary
bench: deps
	@$(MAKE) --no-print-directory -s all
	bench/run $(if $(N),--count=$(N))
clean:
	rm -rf $(BUILD)
