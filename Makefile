# SPDX-License-Identifier: GPL-2.0-or-later
# newssearch. `make help` lists the targets. Variables: CC CXX AR CFLAGS CXXFLAGS CPPFLAGS LDFLAGS PKG_CONFIG PREFIX
# BINDIR MANDIR ZSHDIR DESTDIR BUILD; STATIC=1 links the libraries that have archives, SANITIZE=1, COVERAGE=1, ALLOCATOR=.
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
BUILD   ?= build$(if $(STATIC),/static)
CFLAGS  ?= -O2 -g
CXXFLAGS ?= $(CFLAGS)
PKG_CONFIG ?= pkg-config
VERSION := $(shell sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)
comma := ,
HARDEN  := -fstack-protector-strong -fPIE $(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS))$(findstring -O0,$(CFLAGS))$(SANITIZE),,-D_FORTIFY_SOURCE=2)
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
CHECKED := $(if $(SANITIZE),-fsanitize=address$(comma)undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined) $(if $(COVERAGE),--coverage)
MODULES := xapian-core yaml-0.1 gumbo libcmark-gfm libpcre2-8 jansson libutf8proc uuid
# libstdc++ first: a symbol is looked up in library after library, and most are of libstdc++ and libxapian. Not :=, for `make deps all`.
SHARED   = -lstdc++ $(or $(shell $(PKG_CONFIG) --libs $(MODULES)),$(error libraries are missing; `make deps` installs them on Debian)) -lcmark-gfm-extensions
# Debian has no static libxapian: `make deps STATIC=1` builds one from the source package of the installed version.
LIBXAPIAN := $(if $(STATIC),build/xapian/libxapian.a)
LIBS     = $(if $(STATIC),-Wl$(comma)-Bstatic $(filter-out -lstdc++ -lxapian -L%,$(SHARED)) -lcmark-gfm -lz -luuid \
           -Wl$(comma)-Bdynamic -static-libstdc++ -static-libgcc,$(SHARED)) -lpthread -lm
# With mimalloc a build takes a sixth less time. ALLOCATOR= uses the allocator of the C library.
ALLOCATOR := $(if $(SANITIZE),,$(shell $(PKG_CONFIG) --libs mimalloc 2>/dev/null || \
           { echo '\#include <mimalloc.h>' | $(CC) $(CPPFLAGS) -E - >/dev/null 2>&1 && echo -lmimalloc; }))
PACKAGES := gcc g++ make pkg-config libxapian-dev libyaml-dev libpcre2-dev libjansson-dev libutf8proc-dev \
           libgumbo-dev libtomlplusplus-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev uuid-dev libmimalloc-dev $(if $(STATIC),dpkg-dev zlib1g-dev)
CHECK_PACKAGES := git xapian-tools jq python3 python3-yaml python3-jsonschema mandoc sqlite3 procps strace perl util-linux libxml2-utils tmux fzf vim
ALL_CPPFLAGS := -Iinclude -Isearch -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(shell $(PKG_CONFIG) --cflags $(MODULES) 2>/dev/null) $(CPPFLAGS)
ALL_CFLAGS   = -std=c17 $(WARN) $(HARDEN) $(CHECKED) $(CFLAGS)
ALL_CXXFLAGS = -std=c++17 $(WARN) $(HARDEN) $(CHECKED) $(CXXFLAGS)
ALL_LDFLAGS  = -fPIE -pie -Wl,-z,relro,-O1,--as-needed $(CHECKED) $(LDFLAGS)
objects  = $(patsubst %,$(BUILD)/%.o,$(basename $(foreach folder,$(1) $(1)/*,$(wildcard $(folder)/*.c $(folder)/*.cc))))
ARCHIVES := $(BUILD)/indexer.a $(BUILD)/search.a $(BUILD)/common.a
TESTS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
PAGES   := $(notdir $(wildcard man/*.[1-8]))
NAMES   := newsindex newssearch
.PHONY: all help deps deps-check run test check check-long test-programs lint format coverage bench fuzz install uninstall dist deb release-check version clean
all: $(NAMES:%=$(BUILD)/%) ## build the programs
help: ; @sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile ## print this list
deps: ## install what the build needs (Debian); builds libxapian.a with STATIC=1
	@.ci/deps $(PACKAGES) $(if $(STATIC),&& .ci/xapian build/xapian)
deps-check: deps ## install what the tests need, too
	@.ci/deps $(CHECK_PACKAGES)
run: deps ## install missing packages, build, index corpus/, run two searches
	@$(MAKE) --no-print-directory -s -j2 all
	$(BUILD)/newsindex --db=$(BUILD)/index corpus
	$(BUILD)/newssearch --db=$(BUILD)/index --no-pager --limit=5 "PyTorch Azure"
	$(BUILD)/newssearch --db=$(BUILD)/index --no-pager --limit=5 'cloud title:/\b(gpu|region)s?\b/i'
test-programs: $(TESTS) ## build the unit tests
test: all test-programs ## run the tests without installing packages; ONLY=NAME selects some
	@BUILD=$(BUILD) tests/run $(ONLY)
check: deps-check ## install missing packages, build, run all tests
	@$(MAKE) --no-print-directory -s -j2 all test-programs
	@BUILD=$(BUILD) tests/run
check-long: check ## run the long tests, too (about an hour)
	@BUILD=$(BUILD) tests/run --long
lint: ## run clang-format, clang-tidy, cppcheck, shellcheck and mandoc
	@.ci/deps clang-format clang-tidy cppcheck shellcheck mandoc && tests/lint
format: ## format the C and C++ files
	clang-format -i $$(git ls-files '*.c' '*.h' '*.cc')
coverage: ## report which lines the tests run
	@.ci/deps gcovr
	-@$(MAKE) BUILD=build/coverage COVERAGE=1 CFLAGS='-O0 -g -fprofile-update=atomic' check
	gcovr -r . build/coverage --exclude tests --gcov-ignore-parse-errors --print-summary
bench: deps ## compare with other programs (it can install them); N articles (a multiple of 1000; 100000) of a WORLD (generated, packages)
	@$(MAKE) --no-print-directory -s all
	@bench/run --bin=$(BUILD) $(if $(N),--count=$(N)) $(if $(WORLD),--world=$(WORLD))
fuzz: deps ## fuzz each parser for SECONDS (60)
	@.ci/deps clang libclang-rt-dev && tests/fuzz/run $(or $(SECONDS),60)
$(BUILD)/newsindex: $(BUILD)/indexer/main.o $(BUILD)/indexer.a $(BUILD)/common.a $(LIBXAPIAN)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(ALLOCATOR) $(LIBS)
$(BUILD)/newssearch: $(BUILD)/search/main.o $(BUILD)/search.a $(BUILD)/common.a $(LIBXAPIAN)
	$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/indexer/main.o: ALL_CPPFLAGS += $(if $(ALLOCATOR),-DWITH_MIMALLOC)
$(BUILD)/indexer.a: $(filter-out %/main.o,$(call objects,indexer))
$(BUILD)/search.a: $(filter-out %/main.o,$(call objects,search))
$(BUILD)/common.a: $(call objects,lib) $(call objects,config) $(call objects,shim) $(call objects,engine)
%.a:
	rm -f $@ && $(AR) rcs $@ $^
$(BUILD)/tests/%: tests/unit/%.c tests/unit/tap.h $(ARCHIVES) $(LIBXAPIAN)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -Iindexer -Itests/unit $(ALL_CFLAGS) -MMD -MP -c -o $@.o $<
	$(CXX) $(ALL_LDFLAGS) -o $@ $@.o $(ARCHIVES) $(LIBXAPIAN) $(LIBS)
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(ALL_CPPFLAGS) $(ALL_CXXFLAGS) -MMD -MP -c -o $@ $<
-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)
# source:directory:name; without a name it is the source's
share    = $(PREFIX)/share
UNITDIR  = $(PREFIX)/lib/systemd/user
PROGRAMS = $(NAMES:%=$(BUILD)/%:$(BINDIR):) contrib/newssearch-fzf:$(BINDIR):
FILES    = share/newssearch/results.schema.json:$(share)/newssearch: contrib/newsindex.service:$(UNITDIR): \
           $(foreach page,$(PAGES),man/$(page):$(MANDIR)/man$(patsubst .%,%,$(suffix $(page))):) \
           completions/newssearch.zsh:$(ZSHDIR):_newssearch \
           $(foreach name,$(NAMES),completions/newssearch.bash:$(share)/bash-completion/completions:$(name) \
           completions/newssearch.fish:$(share)/fish/vendor_completions.d:$(name).fish)
part     = $(word $(2),$(subst :, ,$(1)))
target   = $(DESTDIR)$(call part,$(1),2)/$(or $(call part,$(1),3),$(notdir $(call part,$(1),1)))
install: all ## install the programs under PREFIX (/usr/local)
	$(foreach file,$(PROGRAMS),install -D $(call part,$(file),1) '$(call target,$(file))' &&) \
	$(foreach file,$(FILES),install -D -m644 $(call part,$(file),1) '$(call target,$(file))' &&) true
	sed -i 's|^ExecStart=newsindex|ExecStart=$(BINDIR)/newsindex|' '$(DESTDIR)$(UNITDIR)/newsindex.service'
uninstall: ## remove the installed files
	rm -f $(foreach file,$(PROGRAMS) $(FILES),'$(call target,$(file))')
dist: ## make the source tarball of the last commit, in BUILD
	@mkdir -p $(BUILD) && git -c tar.umask=0022 archive --prefix=newssearch-$(VERSION)/ -o $(BUILD)/newssearch-$(VERSION).tar HEAD && gzip -nf9 $(BUILD)/newssearch-$(VERSION).tar
deb: ## make the Debian package of the last commit, in BUILD
	@.ci/deps $(PACKAGES) build-essential debhelper git python3
	@$(MAKE) --no-print-directory -s dist
	@contrib/make-deb $(BUILD) $(VERSION)
release-check: ## check that this commit can be released
	contrib/release-check $(VERSION)
version: ; @echo $(VERSION) ## print the version
clean: ## remove BUILD except libxapian.a
	rm -rf $(filter-out build/xapian,$(wildcard $(BUILD)/*)) && { rmdir $(BUILD) 2>/dev/null || true; }
