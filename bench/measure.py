# SPDX-License-Identifier: GPL-2.0-or-later
"""Run whole processes and take their figures.

A process is started straight from here (no shell), its standard output goes to a file, and the
kernel's own account of it is read when it ends: wall clock, processor time of it and the children
it waited for, and the largest resident set among them. That set is never below this program's own,
some 20 MB, since a child starts as its copy: small figures of memory mean nothing.

Programs that do the same are run in turns, A B C A B C, so that a machine that slows down slows
all of them down; what counts is the median.
"""
import os
import shlex
import signal
import statistics
import subprocess
import threading
import time
from typing import NamedTuple


class Run(NamedTuple):
    """One process: seconds, seconds, bytes, bytes, its exit status, the lines it printed."""
    wall: float
    cpu: float
    memory: int
    room: int
    status: int
    lines: int


class Figures(NamedTuple):
    """The medians of a command's runs, or why there are none."""
    wall: float = None
    cpu: float = None
    memory: float = None
    room: float = None    # the most bytes that a build had on disk, besides the index
    tables: dict = None   # bytes of the index by file
    postings: int = None  # terms of all documents
    runs: int = 0
    lines: int = 0
    failure: str = None


class Timeout(Exception):
    pass


def _out_of_time(_signal, _frame):
    raise Timeout


def environment(home):
    """The same for all: no configuration of the user's is read."""
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    return {**kept, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class RoomWatch:
    """The most bytes that a folder gains while a process runs; files removed at once may go unseen."""

    def __init__(self, folder):
        self.folder, self.most, self.ended = folder, 0, threading.Event()
        self.before = size_of(folder)
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self):
        while not self.ended.wait(0.2):
            self.most = max(self.most, size_of(self.folder) - self.before)

    def end(self):
        self.ended.set()
        self.thread.join()
        return max(self.most, size_of(self.folder) - self.before)


def run(argv, place, seconds=7200, grows=None):
    """Runs argv (a list) with its output in the files out and err of the folder place; grows: a folder to watch."""
    out, err = os.path.join(place, "out"), os.path.join(place, "err")
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, out, write, 0o644),
               (os.POSIX_SPAWN_OPEN, 2, err, write, 0o644)]
    variables = environment(place)
    signal.signal(signal.SIGALRM, _out_of_time)
    watch = RoomWatch(grows) if grows else None
    start = time.monotonic()
    child = os.posix_spawnp(argv[0], argv, variables, file_actions=actions, setpgroup=0)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        _, status, usage = os.wait4(child, 0)
    except BaseException:  # out of time, or the user's interrupt: nothing is left running
        os.killpg(child, signal.SIGKILL)
        os.wait4(child, 0)
        raise
    finally:
        wall = time.monotonic() - start
        signal.setitimer(signal.ITIMER_REAL, 0)
        room = watch.end() if watch else 0
    with open(out, "rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, room,
               os.waitstatus_to_exitcode(status), lines)


def words(command, places):
    """A command line as a list; {name} in it becomes that place, blanks in a place stay."""
    return [word.format_map(places) for word in shlex.split(command)]


def _why(result, place):
    with open(os.path.join(place, "err"), encoding="utf-8", errors="replace") as file:
        return f"status {result.status}: {file.readline().strip()[:200]}"


def median(runs):
    """The figures of a list of Run."""
    middle = lambda key: statistics.median(getattr(one, key) for one in runs)
    return Figures(middle("wall"), middle("cpu"), middle("memory"), middle("room"), runs=len(runs),
                   lines=runs[-1].lines)


class Turns:
    """Programs that take turns at one piece of work.

    commands: name to command line, in the order of a turn. ready(turn, name) prepares a run, unmeasured.
    once: names of which one run must do. fine: exit statuses that are no failure. grows: by name the folder that is
    watched for the room that a run takes.
    """

    def __init__(self, commands, places, ready=None, once=(), fine=(0,), grows=None):
        self.argv = {name: words(command, places) for name, command in commands.items()}
        self.place, self.ready, self.once, self.fine = places["place"], ready, once, fine
        self.grows = grows or {}
        self.runs = {name: [] for name in commands}
        self.failures = {}

    def turn(self, number, keep):
        """One turn; its figures are kept or (a warm-up) not. Returns the seconds that the programs took."""
        total = 0.0
        for name, argv in self.argv.items():
            if name in self.failures or (name in self.once and self.runs[name]):
                continue
            if self.ready:
                self.ready(number, name)
            try:
                result = run(argv, self.place, grows=self.grows.get(name))
            except (OSError, Timeout) as error:
                self.failures[name] = str(error) or "out of time"
                continue
            if result.status not in self.fine:
                self.failures[name] = _why(result, self.place)
            elif keep or name in self.once:
                self.runs[name].append(result)
            total += result.wall
        return total

    def figures(self):
        return {name: Figures(failure=self.failures[name]) if name in self.failures else median(self.runs[name])
                for name in self.argv}


def in_turns(commands, places, least, warm=True, budget=1.0, **options):
    """Figures by name, after `least` turns or as many (at most 51) as fit into budget seconds."""
    turns = Turns(commands, places, **options)
    number = 0
    if warm:
        turns.turn(number, keep=False)
        number += 1
    taken, done = 0.0, 0
    while done < least or (done < 51 and taken + taken / done < budget):
        taken += turns.turn(number, keep=True)
        number, done = number + 1, done + 1
        if len(turns.failures) == len(commands):
            break
    return turns.figures()


def files_of(path):
    """Bytes by name of a file, or of all the files below a folder that are still there."""
    if os.path.isfile(path):
        return {os.path.basename(path): os.path.getsize(path)}
    found = {}
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                found[name] = found.get(name, 0) + os.path.getsize(os.path.join(folder, name))
            except FileNotFoundError:
                pass
    return found


def size_of(path):
    return sum(files_of(path).values())


def postings_of(index):
    """Terms of all documents together, None of what is no Xapian index."""
    with subprocess.Popen(["xapian-delve", "-a", "-v", "-1", index], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as delve:
        total = 0
        for line in delve.stdout:
            number = line.split(b" ")[-1].strip()
            total += int(number) if number.isdigit() else 0
    return total or None
