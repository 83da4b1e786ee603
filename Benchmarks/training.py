"""Measures training: epochs per second of brickwise, of NumPy and of C, carrying out the same loop.

The C program is compiled there and then, once for a network of any size and once with the sizes known to
the compiler, each with and without -ffast-math. All work out the loss in every epoch, on one core.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "training")
ROUNDS = 7
SIZES = ["rows", "inputs", "hidden", "outputs"]
# The name, its sizes, the rate, and epochs for brickwise, C and NumPy: half a second or so of each.
NETWORKS = [
    ("3 hidden neurons, batch 50", [50, 2, 3, 2], "0.003", 800_000, 400_000, 20_000),
    ("50 hidden neurons, batch 300", [300, 2, 50, 2], "0.003", 60_000, 10_000, 4_000),
    ("64-128-10, batch 256", [256, 64, 128, 10], "0.003", 12_000, 1_200, 1_000),
]
MEMORY_EPOCHS = [10_000, 1_000_000]


def measured(command):
    """What a command prints, and its processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    result = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return result.stdout, seconds


def brickwise_command(brickwise, sizes, rate, epochs):
    command = [brickwise, "train", os.path.join(HERE, "network.md"), "--digits", "17"]
    command += ["--samples", "1", "--epochs", str(epochs)]
    for name, value in zip(SIZES + ["rate"], list(map(str, sizes)) + [rate]):
        command += ["--set", f"{name}={value}"]
    return command


def compiled(folder):
    """The C programs: by name, a function from sizes to a command."""
    programs = {}
    compilers = [name for name in ["gcc", "clang"] if shutil.which(name)]
    if not compilers and shutil.which("cc"):
        compilers = ["cc"]
    for compiler in compilers:
        for fast in [[], ["-ffast-math"]]:
            flags = ["-O3", "-march=native"] + fast
            name = " ".join([compiler] + flags)
            path = os.path.join(folder, re.sub(r"\W+", "_", name))
            source = os.path.join(HERE, "network.c")
            built = subprocess.run(
                [compiler] + flags + [source, "-o", path, "-lm"], capture_output=True, check=False
            )
            if built.returncode != 0:
                print(f"{name} cannot compile here: not compared\n")
                continue
            programs[name] = lambda sizes, path=path: path

            def known(sizes, compiler=compiler, flags=flags, path=path, source=source):
                sized = path + "_" + "_".join(map(str, sizes))
                if not os.path.exists(sized):
                    defines = [f"-D{n.upper()}={v}" for n, v in zip(SIZES, sizes)]
                    subprocess.run(
                        [compiler] + flags + defines + [source, "-o", sized, "-lm"], check=True
                    )
                return sized

            programs[name + ", sizes known"] = known
    return programs


def has_numpy():
    try:
        import numpy  # noqa: F401
    except ImportError:
        return False
    return True


def compare(brickwise, folder):
    programs = compiled(folder)
    if not programs:
        print("there is no C compiler: not compared\n")
    if not has_numpy():
        print("NumPy is not installed: not compared\n")
    for title, sizes, rate, ours, in_c, in_numpy in NETWORKS:
        rates = {}
        numbers = list(map(str, sizes)) + [rate]
        for _ in range(ROUNDS):
            # The process and its first epochs aside: they are in the figures of whole commands.
            _, start = measured(brickwise_command(brickwise, sizes, rate, 2))
            _, seconds = measured(brickwise_command(brickwise, sizes, rate, ours))
            rates.setdefault("brickwise", []).append(ours / max(seconds - start, 1e-9))
            for name, program in programs.items():
                text, _ = measured([program(sizes)] + numbers + [str(in_c)])
                rates.setdefault(name, []).append(in_c / float(text.split()[1]))
            if has_numpy():
                script = os.path.join(HERE, "network.py")
                text, _ = measured([sys.executable, script] + numbers + [str(in_numpy)])
                rates.setdefault("NumPy", []).append(in_numpy / float(text.split()[1]))
        print(f"Training, {title}: epochs per second of processor time ({ROUNDS} rounds)")
        best = statistics.median(rates["brickwise"])
        for name, values in rates.items():
            middle = statistics.median(values)
            print(
                f"  {name:<46} median {middle:12,.0f}   best {max(values):12,.0f}"
                f"   brickwise is {best / middle:6.2f} x as fast"
            )
        print()
    memory(brickwise)


def memory(brickwise):
    """The most memory of a short run and of a long one."""
    print("Memory of a training run with 3 hidden neurons")
    for epochs in MEMORY_EPOCHS:
        command = brickwise_command(brickwise, NETWORKS[0][1], NETWORKS[0][2], epochs)
        # A child of its own, so that the maximum is of this process alone.
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=-3, check=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        kilobytes = subprocess.run(
            [sys.executable, "-c", code] + command, capture_output=True, text=True, check=True
        ).stdout
        print(f"  {epochs:>9,} epochs   {int(kilobytes):8,} KB at most")
    print()
