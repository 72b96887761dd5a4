#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The Makefile and the package: targets, flags, what is installed, and one version everywhere."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tap import check, finish, skip

work = tempfile.mkdtemp()
build = os.environ.get("BUILD", "build")
for name in ("MAKEFLAGS", "SANITIZE", "COVERAGE", "MAKELEVEL", "MFLAGS", "CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "DESTDIR", "PREFIX"):
    os.environ.pop(name, None)


def make(*words):
    done = subprocess.run(["make", "--no-print-directory", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def text(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def files(folder):
    return sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)


makefile = text("Makefile")
targets = re.search(r"(?s)\.PHONY: (.*?[^\\])\n", makefile).group(1).replace("\\\n", " ").split()
listed = dict(line.split(": ", 1) for line in make("help")[1].splitlines())
check(set(targets) == set(listed) and all(listed.values()), "make help has a line for each target",
      set(targets) ^ set(listed))
check(makefile.count("\n") <= 120, "the Makefile has at most 120 lines", makefile.count("\n"))

status, plan = make("-n", "BUILD=" + work + "/build", "CC=the-cc", "CXX=the-c++", "AR=the-ar", "CFLAGS=-O1 -Dof_c", "CXXFLAGS=-Dof_cxx",
                    "CPPFLAGS=-Dof_both", "LDFLAGS=-Wl,--of-ld", "all", "test-programs")
compiled = [line for line in plan.splitlines() if " -c -o " in line]
linked = [line for line in plan.splitlines() if "-pie" in line]
check(status == 0 and compiled and linked, "make takes flags from the command line", plan[-500:])
check(all("-Dof_both" in line and ("-Dof_cxx" in line if line.startswith("the-c++ ") else "-O1 -Dof_c" in line and line.startswith("the-cc "))
          for line in compiled), "each file is compiled with CC or CXX and their flags", *compiled[:3])
check(all(line.startswith("the-c++ ") and "-Wl,--of-ld" in line for line in linked), "each program is linked with LDFLAGS", *linked[:3])
check("the-ar rcs" in plan and not re.search(r"(?m)(^|\s)(ar|gcc|g\+\+|cc) ", plan), "make uses no compiler and archiver but CC, CXX and AR")
for flags, count in (("-O2", 1), ("-O2 -D_FORTIFY_SOURCE=3", 1), ("-O2 -U_FORTIFY_SOURCE", 1), ("-O0", 0)):
    plan = make("-n", "BUILD=" + work + "/build", "CFLAGS=" + flags, work + "/build/lib/list.o")[1]
    check(plan.count("_FORTIFY_SOURCE") == count, "_FORTIFY_SOURCE is set only where the flags %s say nothing of it" % flags, plan)
plan = make("-n", "BUILD=" + work + "/build", "ALLOCATOR=", "all")[1]
check("mimalloc" not in plan.lower(), "ALLOCATOR= builds with the allocator of the C library", plan[-300:])
plan = make("-n", "test")[1]
check("apt" not in plan and ".ci/deps" not in plan, "make test installs nothing", plan[-300:])
mixed = [line for line in re.findall(r"(?m)^\t.*\$\(MAKE\).*", makefile) if re.search(r"[;|&]", line)]
check(not mixed, "make -n runs nothing: it runs each line that has $(MAKE), so no other command is in such a line", *mixed)
done = subprocess.run(["tests/run", "no-test-of-this-name"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                      env=dict(os.environ, BUILD=work + "/nothing"))
check(done.returncode == 2 and done.stdout == "tests/run: there is no %s/nothing/newsindex; run make first\n" % work,
      "tests/run asks for make before a build", done.returncode, done.stdout)

late = work + "/pkg-config"
with open(late, "w", encoding="utf-8") as f:
    f.write('#!/bin/sh\n[ -e "$0.asked" ] && echo -lxapian-of-"${1#--}"\n[ "$1 $2" != "--libs mimalloc" ] || : >"$0.asked"\n')
os.chmod(late, 0o755)
plan = make("-n", "BUILD=" + work + "/build", "PKG_CONFIG=" + late, "all")[1]
check("-lxapian-of-libs" in plan, "make deps all links libraries that deps installs: they are looked for when a program is linked", plan[-300:])
status, said = make("-n", "BUILD=" + work + "/build", "PKG_CONFIG=false", "all")
check(status == 2 and "libraries are missing" in said.splitlines()[-1], "make says that libraries are missing", said[-300:])
os.makedirs(work + "/old/lib")
status, said = make("-s", "clean", "BUILD=" + work + "/old")
check(status == 0 and not os.path.exists(work + "/old"), "make clean leaves no empty folder, which would be in the next source package", said)

plan = make("-n", "deb")[1]
check({"build-essential", "debhelper", "git", "python3"} <= set(plan.split()), "make deb installs what the package is built with", plan[-300:])

shared = subprocess.run(["ldd", shutil.which("newssearch")], stdout=subprocess.PIPE, text=True).stdout
if build == "build":
    check("libxapian" in shared and "libpcre2" in shared, "the programs are linked with shared libraries", shared)
else:
    skip("the programs are linked with shared libraries", "another build")

root = work + "/root of all"
status, said = make("-s", "install", "BUILD=" + build, "DESTDIR=" + root, "PREFIX=/usr", "BINDIR=/b", "MANDIR=/m", "ZSHDIR=/z")
want = ["b/newsindex", "b/newssearch", "b/newssearch-fzf", "z/_newssearch",
        "m/man1/newsindex.1", "m/man1/newssearch-fzf.1", "m/man1/newssearch.1", "m/man5/newssearch-config.5", "m/man7/newssearch-query.7",
        "usr/lib/systemd/user/newsindex.service", "usr/share/newssearch/results.schema.json",
        "usr/share/bash-completion/completions/newsindex", "usr/share/bash-completion/completions/newssearch",
        "usr/share/fish/vendor_completions.d/newsindex.fish", "usr/share/fish/vendor_completions.d/newssearch.fish"]
check(status == 0 and files(root) == sorted(want), "make install puts each file where the variables say, also below a DESTDIR with spaces",
      said, set(files(root)) ^ set(want))
started = re.findall(r"(?m)^ExecStart=.*", text(root + "/usr/lib/systemd/user/newsindex.service"))
check(started == ["ExecStart=/b/newsindex --watch"], "the systemd unit starts the installed newsindex", started)
modes = {oct(os.stat(os.path.join(root, name)).st_mode & 0o777) for name in want if name.startswith("b/")}
check(modes == {"0o755"}, "installed programs are executable", modes)
status, said = make("-s", "uninstall", "DESTDIR=" + root, "PREFIX=/usr", "BINDIR=/b", "MANDIR=/m", "ZSHDIR=/z")
check(status == 0 and files(root) == [], "make uninstall removes all that make install put", said, files(root))
status, said = make("dist", "BUILD=" + work + "/dist", "GIT_DIR=" + work + "/none")
check(status == 2 and not any(name.endswith(".gz") for name in files(work + "/dist")), "make dist fails outside a git checkout", said)

version = re.match(r"newssearch \((.*?)\)", text("debian/changelog")).group(1)
check(make("-s", "version")[1] == version + "\n", "debian/changelog has the version", version)
for program in ("newsindex", "newssearch"):
    said = subprocess.run([program, "--version"], stdout=subprocess.PIPE, text=True).stdout
    check(said.split()[:2] == [program, version], program + " has it too", said)
check(re.search(r"(?m)^## %s - \d{4}-\d\d-\d\d$" % re.escape(version), text("CHANGELOG.md")), "CHANGELOG.md has an entry of it")
others = [name for name in ("Makefile", "contrib/PKGBUILD", "contrib/default.nix", "debian/control") if version in text(name)]
check(not others, "no other file repeats the version", others)
needed = set(re.findall(r"\b[a-z][a-z0-9.-]+-dev", re.search(r"(?s)PACKAGES := (.*?[^\\])\n", makefile).group(1))) - {"zlib1g-dev", "dpkg-dev"}
control = text("debian/control")
check(needed == set(re.findall(r"[a-z0-9.-]+-dev", control)) and needed, "the package is built with the libraries that make deps installs", needed)
check("python3 <!nocheck>" in control, "the package is tested with Python, which tests/run needs")
# Debian's name of a library: Arch's and Nix's
elsewhere = {"libxapian-dev": ("xapian-core", "xapian"), "libyaml-dev": ("libyaml", "libyaml"), "libpcre2-dev": ("pcre2", "pcre2"),
             "libjansson-dev": ("jansson", "jansson"), "libutf8proc-dev": ("libutf8proc", "utf8proc"),
             "libgumbo-dev": ("gumbo-parser", "gumbo"), "libtomlplusplus-dev": ("tomlplusplus", "tomlplusplus"),
             "libcmark-gfm-dev": ("cmark-gfm", "cmark-gfm"), "libcmark-gfm-extensions-dev": ("cmark-gfm", "cmark-gfm"),
             "libxxhash-dev": ("xxhash", "xxHash"), "uuid-dev": ("util-linux-libs", "libuuid"), "libmimalloc-dev": ("mimalloc", "mimalloc")}
arch = {name for line in re.findall(r"(?m)^(?:make)?depends=\((.*)\)", text("contrib/PKGBUILD")) for name in re.findall(r"'(.*?)'", line)}
nix = set(re.search(r" buildInputs = with pkgs; \[(.*)\]", text("contrib/default.nix")).group(1).split())
check(set(elsewhere) == needed and arch - {"git"} == {names[0] for names in elsewhere.values()}, "contrib/PKGBUILD names the same libraries", arch)
check(nix == {names[1] for names in elsewhere.values()}, "contrib/default.nix names the same libraries", nix)
done = subprocess.run(["debian/tests/search"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ, AUTOPKGTEST_TMP=work))
check(done.returncode == 0 and done.stderr == "", "the test of the package passes, and prints nothing on standard error, which would be a failure",
      done.returncode, done.stderr)
packed = text("debian/docs").split() + re.findall(r"(?m)^(\S+) usr/share/doc/newssearch", text("debian/newssearch.install"))
links = set(re.findall(r"\]\(([^):]+)\)", text("README.md")))
check(links and not links - set(packed), "the package has the files that README.md links to", links - set(packed))
# programs that neither `make all` nor the tests build
others = sorted(glob.glob("tests/fuzz/*.c") + glob.glob("bench/generate/*.c"))
includes = ["-I" + folder for folder in ("include", "indexer", "search", ".", "tests/unit")]
command = ["cc", "-std=c17", "-D_GNU_SOURCE", '-DVERSION="0"', "-Wall", "-Wextra", "-Werror", "-fsyntax-only", *includes]
done = subprocess.run(command + others, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
check(len(others) > 10 and done.returncode == 0, "the fuzz targets and the generator of the bench compile", done.stdout)

shutil.rmtree(work)
sys.exit(finish())
