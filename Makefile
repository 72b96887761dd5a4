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
comma   := ,
CHECKED := $(if $(SANITIZE),-fsanitize=address$(comma)undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined) $(if $(COVERAGE),--coverage)
# Each shared library costs a search 0.1 ms at its start; DYNAMIC=1 links all of them so, libxapian too.
SMALL_LIBS := $(if $(DYNAMIC),-lyaml -lpcre2-8 -ljansson -lutf8proc -luuid,-l:libyaml.a -l:libpcre2-8.a -l:libjansson.a -l:libutf8proc.a -l:libuuid.a)
# A build makes and frees millions of small things: with mimalloc a sixth faster. Sanitizers have an allocator of
# their own; ALLOCATOR= takes the C library's.
ALLOCATOR := $(if $(SANITIZE),,-lmimalloc)
# libxapian and libstdc++ as shared libraries are a third of a short search. `make deps` makes the archive of Debian's
# source package; where that cannot be had the shared library serves.
XAPIAN  := $(if $(SANITIZE)$(COVERAGE)$(DYNAMIC),,build/xapian)
LIBXAPIAN := $(if $(XAPIAN),$(wildcard $(XAPIAN)/libxapian.a))
XAPIAN_LIBS := $(if $(LIBXAPIAN),-l:libz.a -l:libuuid.a -static-libstdc++ -static-libgcc,-lxapian)
ALL_LIBS := $(LIBXAPIAN) $(XAPIAN_LIBS) -lyaml -lgumbo -lcmark-gfm-extensions -lcmark-gfm -lpcre2-8 -ljansson -lutf8proc -luuid -lpthread -lm
PACKAGES := gcc g++ make pkg-config libxapian-dev libyaml-dev libpcre2-dev libjansson-dev libutf8proc-dev \
            libgumbo-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev libmimalloc-dev dpkg-dev zlib1g-dev uuid-dev
CHECK_PACKAGES := xapian-tools jq python3 python3-yaml python3-jsonschema mandoc sqlite3 procps strace perl util-linux libxml2-utils tmux fzf vim

ALL_CPPFLAGS = -Iinclude -Isearch -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(CPPFLAGS)
ALL_CFLAGS   = -std=c17 $(WARN) $(HARDEN) $(CHECKED) $(CFLAGS)
ALL_CXXFLAGS = -std=c++17 $(WARN) $(HARDEN) $(CHECKED) $(CXXFLAGS)
ALL_LDFLAGS  = -pie -Wl,-z,relro,-z,now,-O1,--as-needed $(CHECKED) $(LDFLAGS)

objects  = $(patsubst %,$(BUILD)/%.o,$(basename $(foreach folder,$(1) $(1)/*,$(wildcard $(folder)/*.c $(folder)/*.cc))))
COMMON  := $(call objects,lib) $(call objects,config) $(call objects,shim) $(call objects,engine)
INDEXER := $(filter-out %/main.o,$(call objects,indexer))
SEARCH  := $(filter-out %/main.o,$(call objects,search))
TESTS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))

SHELLS  := bash zsh fish
PAGES   := newsindex.1 newssearch.1 newssearch-fzf.1 newssearch-query.7 newssearch-config.5
COMPLETIONS := $(foreach shell,$(SHELLS),$(BUILD)/completions/newsindex.$(shell) $(BUILD)/completions/newssearch.$(shell))

all: $(BUILD)/newsindex $(BUILD)/newssearch $(COMPLETIONS)

# From archives: each program gets what it uses, and has fewer names to look up when it starts.
$(BUILD)/newsindex: $(BUILD)/indexer/main.o $(BUILD)/indexer.a $(BUILD)/common.a $(LIBXAPIAN)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(ALLOCATOR) $(XAPIAN_LIBS) -lyaml -lgumbo -lcmark-gfm-extensions -lcmark-gfm -ljansson -lutf8proc -lpthread
$(BUILD)/indexer/main.o: ALL_CPPFLAGS += $(if $(ALLOCATOR),-DWITH_MIMALLOC)
$(BUILD)/newssearch: $(BUILD)/search/main.o $(BUILD)/search.a $(BUILD)/common.a $(LIBXAPIAN)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(XAPIAN_LIBS) $(SMALL_LIBS) -lpthread
$(BUILD)/indexer.a: $(INDEXER)
	rm -f $@ && ar rcs $@ $^
$(BUILD)/search.a: $(SEARCH)
	rm -f $@ && ar rcs $@ $^
$(BUILD)/common.a: $(COMMON)
	rm -f $@ && ar rcs $@ $^
$(BUILD)/tests/%: tests/unit/%.c tests/unit/tap.h $(BUILD)/indexer.a $(BUILD)/search.a $(BUILD)/common.a $(LIBXAPIAN)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -Iindexer -Itests/unit $(ALL_CFLAGS) -MMD -MP -c -o $@.o $<
	$(CXX) $(ALL_LDFLAGS) -o $@ $@.o $(BUILD)/indexer.a $(BUILD)/search.a $(BUILD)/common.a $(ALL_LIBS)
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(ALL_CPPFLAGS) $(ALL_CXXFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/generate: $(BUILD)/completions/generate.o $(BUILD)/completions/words.o $(BUILD)/indexer.a $(BUILD)/search.a $(BUILD)/common.a
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)
$(BUILD)/completions/%.o: ALL_CPPFLAGS += -Iindexer
$(BUILD)/completions/newsindex.% $(BUILD)/completions/newssearch.%: completions/newssearch.%.in $(BUILD)/generate
	$(BUILD)/generate $* newsindex <$< >$(BUILD)/completions/newsindex.$*
	$(BUILD)/generate $* newssearch <$< >$(BUILD)/completions/newssearch.$*
-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)


.PHONY: all help deps deps-check run check check-long test-programs lint format coverage bench fuzz clean \
        install uninstall dist deb
help:
	@sed -n '1s/^# //p' Makefile

# The two commands of README install what is missing first; a machine that has everything is asked nothing.
deps:
	@.ci/deps $(PACKAGES)
	@$(if $(XAPIAN),.ci/xapian $(XAPIAN))
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
	@.ci/deps clang-format clang-tidy cppcheck shellcheck mandoc
	@tests/lint
format:
	clang-format -i $$(git ls-files '*.c' '*.h' '*.cc')
# A program killed by tests/cli/crash.t may leave half a file of counts, of which the next one complains.
coverage:
	@.ci/deps gcovr
	-$(MAKE) BUILD=build/coverage COVERAGE=1 CFLAGS='-O0 -g -fprofile-update=atomic' check
	gcovr -r . build/coverage --exclude tests --exclude completions --gcov-ignore-parse-errors --print-summary
bench: deps
	@$(MAKE) --no-print-directory -s all
	bench/run $(if $(N),--count=$(N))
fuzz: deps
	@.ci/deps clang libclang-rt-dev
	tests/fuzz/run $(or $(SECONDS),60)

share = $(DESTDIR)$(PREFIX)/share
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(share)/newssearch $(share)/bash-completion/completions \
	    $(share)/zsh/site-functions $(share)/fish/vendor_completions.d $(DESTDIR)$(PREFIX)/lib/systemd/user \
	    $(foreach page,$(PAGES),$(share)/man/man$(patsubst .%,%,$(suffix $(page))))
	install $(BUILD)/newsindex $(BUILD)/newssearch contrib/newssearch-fzf $(DESTDIR)$(PREFIX)/bin
	install -m644 share/newssearch/* $(share)/newssearch
	install -m644 contrib/newsindex.service $(DESTDIR)$(PREFIX)/lib/systemd/user
	$(foreach page,$(PAGES),install -m644 man/$(page) $(share)/man/man$(patsubst .%,%,$(suffix $(page)));)
	$(foreach name,newsindex newssearch,install -m644 $(BUILD)/completions/$(name).bash $(share)/bash-completion/completions/$(name); \
	    install -m644 $(BUILD)/completions/$(name).zsh $(share)/zsh/site-functions/_$(name); \
	    install -m644 $(BUILD)/completions/$(name).fish $(share)/fish/vendor_completions.d/$(name).fish;)
uninstall:
	rm -f $(foreach name,newsindex newssearch newssearch-fzf,$(DESTDIR)$(PREFIX)/bin/$(name)) \
	    $(foreach name,newsindex newssearch,$(share)/bash-completion/completions/$(name) \
	    $(share)/zsh/site-functions/_$(name) $(share)/fish/vendor_completions.d/$(name).fish) \
	    $(foreach page,$(PAGES),$(share)/man/man$(patsubst .%,%,$(suffix $(page)))/$(page)) \
	    $(DESTDIR)$(PREFIX)/lib/systemd/user/newsindex.service
	rm -rf $(share)/newssearch
dist:
	@mkdir -p $(BUILD)
	git archive --prefix=newssearch-$(VERSION)/ HEAD | gzip -n9 >$(BUILD)/newssearch-$(VERSION).tar.gz
deb: all
	@.ci/deps dpkg-dev
	contrib/make-deb $(BUILD) $(VERSION)
clean:
	rm -rf $(filter-out build/xapian,$(wildcard $(BUILD)/*))
