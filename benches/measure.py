"""What the harnesses share: one process timed by the kernel's own accounts, rounds in which every command has its turn,
ratios formed round by round, and the marked sections of BENCHMARKS.md.

This process holds nothing but the standard library: a child starts as a copy of it, so what it holds is the least that
any peak memory can be (`floor`)."""

import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import time
import traceback
from datetime import datetime, timezone

BENCHES = pathlib.Path(__file__).resolve().parent
REPO = BENCHES.parent
DOCUMENT = BENCHES / "BENCHMARKS.md"


class Command:
    """Something to time. `out` is emptied before each round; `check` is called once, after the last, and returns a word
    for the table: `OK`, or what is wrong."""

    def __init__(self, work, name, argv, out, check, exits=(0,)):
        self.work, self.name, self.argv, self.out = work, name, [str(part) for part in argv], pathlib.Path(out)
        self.check, self.exits = check, exits

    @property
    def key(self):
        return f"{self.work}/{self.name}"


def timed(argv, log):
    """Wall and CPU seconds (its own and its children's), peak memory in MB of 2^20 bytes, exit code."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "wb") as out, open(log.with_suffix(".err"), "wb") as err:
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)]
        start = time.monotonic()
        child = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        wall = time.monotonic() - start
    figures = {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}
    return figures, os.waitstatus_to_exitcode(status)


def log_of(command, work):
    return work / "log" / f"{command.work}-{command.name.replace(' ', '-')}.out"


def rounds(commands, warmup, count, work, saved, more):
    """Figures of every command, in rounds, work by work, so that what is compared is near in time; a round has an order of its own
    within each work, so that nobody always follows the same.
    What is measured, and `more` that a section tells, is kept in the file `saved` after each round."""
    result = {"figures": {c.key: [] for c in commands}, "totals": {}, "written": {}, "about": about(warmup, work) | more}
    before, steal = time.monotonic(), stolen()
    for turn in range(-warmup, count):
        print(f"{'warm-up' if turn < 0 else f'round {turn + 1} of {count}'}, load {os.getloadavg()[0]:.1f}", flush=True)
        for command in mixed(commands, turn):
            shutil.rmtree(command.out, ignore_errors=True)
            command.out.mkdir(parents=True)
            os.sync()
            figures, code = timed(command.argv, log_of(command, work))
            print(f"  {command.key}: {figures['wall']:.2f} s, {figures['cpu']:.2f} s CPU, {figures['peak']:.0f} MB", flush=True)
            if code not in command.exits:
                print(f"    exit {code}; see {log_of(command, work).with_suffix('.err')}", flush=True)
                result["totals"][command.key] = f"exit {code}"
            if turn >= 0:
                result["figures"][command.key].append(figures)
            if turn == count - 1:
                settle(command, result)
        result["about"]["stolen"] = (stolen() - steal) / (time.monotonic() - before) / cores()
        result["about"]["rounds"] = turn + 1
        if turn >= 0:
            saved.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    return result


def mixed(commands, turn):
    """The commands, those of each work in another order each time."""
    order = random.Random(turn)
    works = dict.fromkeys(command.work for command in commands)
    of = {work: [command for command in commands if command.work == work] for work in works}
    return [command for work in works for command in order.sample(of[work], len(of[work]))]


def settle(command, result):
    """After the last round: the sums, and how much was written."""
    try:
        word = command.check()
    except Exception as error:  # what a program left behind may be anything; the others are measured all the same
        word = f"FAIL: {type(error).__name__}: {error}"
    result["totals"].setdefault(command.key, word)
    print(f"  {command.key}: {result['totals'][command.key]}", flush=True)
    result["written"][command.key] = sum(p.stat().st_size for p in command.out.rglob("*") if p.is_file()) / 1e6


def apart(work):
    """What `work` returns, done in a copy of this process, so that what it needs of memory is not in later peaks."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reader)
            with open(writer, "w", encoding="utf-8") as out:
                json.dump(work(), out)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writer)
    with open(reader, encoding="utf-8") as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    need(status == 0, "could not be made; see above")
    return json.loads(text)


def outcome(argv, good):
    """The word for the table from a checking program that says `good` and exits with 0."""
    run = subprocess.run([str(part) for part in argv], capture_output=True, text=True, check=False)
    said = (run.stdout.strip() or run.stderr.strip() or "nothing").splitlines()
    return "OK" if run.returncode == 0 and said[0] == good else f"FAIL: {' '.join(said)[:200]}"


# Medians and ratios.

def median(result, key, unit):
    return statistics.median(figure[unit] for figure in result["figures"][key])


def ratios(result, key, base, unit):
    pairs = zip(result["figures"][key], result["figures"][base])
    return [a[unit] / b[unit] if b[unit] else 0 for a, b in pairs]


def ratio(result, key, base, unit):
    return statistics.median(ratios(result, key, base, unit))


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def full_table(result, work, base):
    """Every command of a work against its baseline."""
    head = ["", "wall s (median, least–most)", "CPU s", "peak MB", "written MB", f"wall ÷ {base}", "CPU ÷", "peak ÷", "totals"]
    lines = []
    for key in (k for k in result["figures"] if k.startswith(f"{work}/")):
        walls = [figure["wall"] for figure in result["figures"][key]]
        against = f"{work}/{base}"
        lines.append([
            key.removeprefix(f"{work}/"), spread(walls), f"{median(result, key, 'cpu'):.2f}", f"{median(result, key, 'peak'):.0f}",
            f"{result['written'].get(key, 0):.1f}", spread(ratios(result, key, against, "wall")),
            f"{ratio(result, key, against, 'cpu'):.2f}", f"{ratio(result, key, against, 'peak'):.2f}",
            result["totals"].get(key, "not checked"),
        ])
    return table(head, lines)


def table(head, lines):
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows)


# Where and when.

def cores():
    return len(os.sched_getaffinity(0))


def stolen():
    """Seconds that the host took from this machine's cores, where the kernel tells."""
    try:
        return int(pathlib.Path("/proc/stat").read_text().split()[8]) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return 0


def field(path, name):
    try:
        lines = pathlib.Path(path).read_text().splitlines()
    except OSError:
        return "unknown"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "unknown")


def said(argv):
    try:
        run = subprocess.run([str(part) for part in argv], capture_output=True, text=True, check=False, cwd=REPO)
    except OSError:
        return "unknown"
    return run.stdout.strip() if run.returncode == 0 else "unknown"


def about(warmup, work):
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), "warmup": warmup, "cores": cores(),
        "machine": field("/proc/cpuinfo", "model name"), "memory": f"{int(field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GB",
        "system": f"{platform.system()} {platform.release()}", "load": os.getloadavg()[0],
        "floor": timed(["true"], work / "log" / "floor.out")[0]["peak"],
    }


def versions(python, packages):
    """The versions of an interpreter and of its packages, as it tells them itself."""
    code = ("import importlib.metadata as m, platform, sys\nprint('Python ' + platform.python_version(), end='')\n"
            "for p in sys.argv[1:]:\n try: print(', ' + p, m.version(p), end='')\n except m.PackageNotFoundError: pass\n")
    return said([python, "-c", code, *packages])


def told_versions(chosen, packages, excel):
    """Of tertial, its tree, the other programs, and the one that reads .xlsx apart."""
    lines = [f"{said([chosen.binary, '--version'])}, the tree at {said(['git', 'describe', '--always', '--dirty'])}"]
    lines.append(versions(chosen.python, packages))
    if chosen.duckdb_excel:
        lines.append(f"{excel}: " + versions(chosen.duckdb_excel, ["duckdb", "duckdb-ext-excel"]))
    return lines


def account(result):
    """The lines about the machine and the moment, for a section."""
    known = result["about"]
    text = f"{known['date']}; {known['machine']}, {known['cores']} cores, {known['memory']}, {known['system']}; "
    text += f"{counted(known['rounds'], 'round')} in which every command has its turn, after {known['warmup']} to warm up; "
    text += f"load at the start {known['load']:.1f}, {known.get('stolen', 0):.1%} of the cores' time taken by the host. "
    text += f"No peak can show less than the {known['floor']:.0f} MB of the program that measures.\n"
    text += "".join(f"{line}.\n" for line in known.get("versions", []))
    return text


def section(name, text, document=DOCUMENT):
    """Puts `text` between the marks of `name`, or at the end where there are none."""
    begin, end = f"<!-- {name} begins: written by the program, don't edit -->", f"<!-- {name} ends -->"
    whole = document.read_text(encoding="utf-8") if document.exists() else "# Benchmarks\n"
    if begin not in whole:
        whole = f"{whole.rstrip()}\n\n{begin}\n{end}\n"
    head, rest = whole.split(begin, 1)
    _, tail = rest.split(end, 1)
    document.write_text(f"{head}{begin}\n\n{text.strip()}\n\n{end}{tail}", encoding="utf-8")
    print(f"written: {document}")


def counted(number, word):
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def wrong(result):
    """What did not give the right sums: its figures are no measurement."""
    return [f"{key} ({word})" for key, word in result["totals"].items() if is_wrong(result, key)]


def is_wrong(result, key):
    return not result["totals"][key].startswith(("OK", "published"))


def warning(result):
    keys = wrong(result)
    return f"**Not right, so not measured:** {'; '.join(keys)}.\n\n" if keys else ""


def need(condition, text):
    if not condition:
        sys.exit(text)


def said_of(rows):
    """1 000 000 as `1M`, 300 000 as `300k`."""
    for unit, letter in ((1_000_000, "M"), (1_000, "k")):
        if rows % unit == 0:
            return f"{rows // unit}{letter}"
    return str(rows)
