"""Random stages and what Python and NumPy make of them, to be compared with Brickwise.

    python3 fuzz_language.py SEED COUNT

The programs are random but mostly valid: a line that Python refuses is taken back, or ends the program.
"""

import random
import sys

import numpy

import language_oracle as oracle

UNARY = "exp log sqrt abs square tanh sign logical_not".split()
BINARY = "maximum minimum logical_and logical_or logical_xor".split()
REDUCTIONS = "sum mean max min argmax".split()
OPERATORS = "+ - * / ** + - * / @ < <= > >= == !=".split()
NUMBERS = "0 0 1 1 2 2 3 4 5 7 1.0 2.0 0.5 1.5 0.25 0.0 3. .125 1e3 1e-2 1e200 True".split()
TARGETS = list("abcdxyz")


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.scope = {}

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, items):
        return self.random.choice(list(items))

    def values(self, test=lambda value: True):
        return [
            name
            for name, value in self.scope.items()
            if name in TARGETS and oracle.described(value) is not None and test(value)
        ]

    def functions(self):
        return [name for name in ("f", "g") if name in self.scope]

    def generators(self):
        return [name for name in ("r", "s") if name in self.scope]

    def number(self):
        if self.chance(0.04):
            return self.pick(["(1e200 * 1e200)", "(-1e200 * 1e200)", "(1e200 * 1e200 * 0)", "-0.0"])
        text = self.pick(NUMBERS)
        return "-" + text if self.chance(0.2) and text[0] not in "TF" else text

    def size(self):
        return self.pick("0 1 2 2 3 3".split())

    def shape(self):
        return self.pick(
            [
                self.size(),
                f"({self.size()}, {self.size()})",
                f"({self.size()}, {self.size()})",
                f"({self.size()},)",
            ]
        )

    def reshaped(self):
        return self.pick("1 2 3 -1 (2,1) (1,2) (3,1) (1,3) (2,3) (3,2) (1,1) (-1,1) (1,-1) (-1,2)".split())

    def literal(self):
        items = lambda n: ", ".join(self.number() for _ in range(n))
        n, m = self.random.randint(1, 3), self.random.randint(1, 3)
        kind = self.random.random()
        if kind < 0.4:
            return f"array([{items(n)}])"
        if kind < 0.85:
            return f"array([{', '.join('[' + items(m) + ']' for _ in range(n))}])"
        return f"array([{', '.join(self.atom() for _ in range(n))}])"

    def atom(self):
        names = self.values()
        if names and self.chance(0.7):
            return self.pick(names)
        return self.number() if self.chance(0.6) else self.literal()

    def index(self):
        def bound():
            return self.pick(["", "", "0", "1", "2", "-1", "-2", "5", "-7"])

        def axis():
            kind = self.random.random()
            if kind < 0.35:
                return self.pick("0 1 -1 2 -2".split())
            if kind < 0.75:
                step = self.pick(["", "", ":", ":1", ":2", ":-1", ":-2"])
                return f"{bound()}:{bound()}{step}"
            if kind < 0.85:
                return "[" + ", ".join(self.pick("0 1 -1 1".split()) for _ in range(2)) + "]"
            if kind < 0.95:
                names = self.values(lambda v: getattr(getattr(v, "dtype", None), "kind", "") == "i")
                return self.pick(names) if names else "0"
            return self.expression(1)

        return ", ".join(axis() for _ in range(self.pick([1, 1, 2])))

    def keywords(self):
        options = []
        if self.chance(0.6):
            options.append(f"axis={self.pick(['0', '1', '-1', '0', '-2'])}")
        if self.chance(0.35):
            options.append(f"keepdims={self.pick(['True', 'False'])}")
        self.random.shuffle(options)
        return "".join(", " + option for option in options)

    def draw(self, depth):
        generator = self.pick(self.generators() + [f"RandomState({self.random.randint(0, 9)})"])
        number = lambda: self.pick([self.number(), self.number(), self.expression(depth - 1)])
        size = self.pick(["", "", f", size={self.shape()}"])
        return generator + self.pick(
            [
                lambda: f".randn({self.pick(['', '2', '2, 3', '0, 2'])})",
                lambda: f".rand({self.pick(['', '3', '1, 2'])})",
                lambda: f".random_sample({self.pick(['', self.shape()])})",
                lambda: f".uniform({number()}, {number()}{size})",
                lambda: f".uniform(high={number()}, low={number()}{size})",
                lambda: f".normal({number()}, {number()}{size})",
                lambda: f".normal(scale={number()}, loc={number()}{size})",
                lambda: f".randint({self.pick('1 2 5 100'.split())}{size})",
                lambda: f".randint({self.pick('0 -5 2'.split())}, {self.pick('3 9 100'.split())}{size})",
                lambda: f".randint(high={number()}, low={number()}{size})",
                lambda: f".permutation({self.atom()})",
            ]
        )()

    def call(self, depth):
        name = self.pick(self.functions())
        arguments = [self.expression(depth - 1) for _ in range(2 if name == "g" else 1)]
        if name == "g" and self.chance(0.4):
            return f"g(y={arguments[0]}, x={arguments[1]})"
        return f"{name}({', '.join(arguments)})"

    def expression(self, depth):
        if depth <= 0 or self.chance(0.12):
            return self.atom()
        deeper = lambda: self.expression(depth - 1)
        bracketed = lambda: self.postfix_operand(depth - 1)
        forms = [
            (20, lambda: f"{self.operand(depth - 1)} {self.pick(OPERATORS)} {self.operand(depth - 1)}"),
            (5, lambda: f"{self.pick('--+')}{self.operand(depth - 1)}"),
            (8, lambda: f"{self.pick(UNARY)}({deeper()})"),
            (5, lambda: f"{self.pick(BINARY)}({deeper()}, {deeper()})"),
            (5, lambda: f"where({deeper()}, {deeper()}, {deeper()})"),
            (9, lambda: f"{self.pick(REDUCTIONS)}({deeper()}{self.keywords()})"),
            (10, lambda: f"{bracketed()}[{self.index()}]"),
            (5, lambda: f"{bracketed()}.T"),
            (5, self.literal),
            (2, lambda: f"{self.pick(['zeros', 'ones'])}({self.shape()})"),
            (2, lambda: f"eye({self.pick(['2', '3', '2, 3', 'N=2, M=1', '2, M=3'])})"),
            (3, lambda: f"eye(3)[{self.expression(1)}]"),
            (2, lambda: f"arange({self.pick(['3', '1, 4', '5, 0, -2', '0, 1, 0.25', '2.5', '3, step=2'])})"),
            (1, lambda: f"arange({deeper()})"),
            (2, lambda: f"linspace({self.number()}, {self.number()}, {self.pick('0 1 2 5'.split())})"),
            (3, lambda: f"concatenate([{deeper()}, {deeper()}]{self.pick(['', ', axis=0', ', axis=1', ', -1'])})"),
            (1, lambda: f"array({bracketed()})"),
            (4, lambda: f"reshape({deeper()}, {self.reshaped()})"),
        ]
        if self.generators():
            forms.append((6, lambda: self.draw(depth)))
        if self.functions():
            forms.append((8, lambda: self.call(depth)))
        return self.random.choices([f for _, f in forms], [w for w, _ in forms])[0]()

    def operand(self, depth):
        text = self.expression(depth)
        if self.chance(0.75) and not text.replace(".", "").replace("_", "").isalnum():
            return f"({text})"
        return text

    def postfix_operand(self, depth):
        arrays = self.values(lambda v: getattr(v, "ndim", 0) > 0)
        if arrays and self.chance(0.8):
            return self.pick(arrays)
        return f"({self.expression(depth)})"

    def statement(self):
        kind = self.random.random()
        names = self.values()
        arrays = self.values(lambda v: isinstance(v, numpy.ndarray))
        if kind < 0.06:
            return f"{self.pick('rs')} = RandomState({self.random.randint(0, 99)})"
        if kind < 0.10:
            return f"def f(x): return {self.expression(2)}"
        if kind < 0.14:
            return f"def g(x, y): return {self.expression(2)}"
        if kind < 0.36 and names:
            name = self.pick(arrays if arrays and self.chance(0.7) else names)
            return f"{name} {self.pick('+-*/')}= {self.expression(self.pick([0, 0, 1]))}"
        if kind < 0.48 and arrays:
            view = self.pick(
                ["", ".T", f"[{self.index()}]", f"[{self.index()}]", "[:]", "[::-1]", "[0]"]
            )
            return f"{self.pick(TARGETS)} = {self.pick(arrays)}{view}"
        if kind < 0.51:
            return f"{self.pick(TARGETS)} = where({self.number()}, {self.number()}, {self.number()})"
        if kind < 0.53 and len(self.generators()) == 1:
            return "s = r" if "r" in self.scope else "r = s"
        return f"{self.pick(TARGETS)} = {self.expression(self.pick([1, 1, 2, 2, 3]))}"

    def program(self):
        for _ in range(self.random.randint(3, 10)):
            for _ in range(6):
                line = self.statement()
                if len(line) > 200:
                    continue
                try:
                    scope, error = oracle.run(self.lines + [line])
                except (RecursionError, MemoryError):
                    continue
                if error is None:
                    if any(strange(v) for k, v in scope.items() if k in TARGETS):
                        continue
                    self.lines.append(line)
                    self.scope = {k: v for k, v in scope.items() if k not in oracle.PRELUDE}
                    break
                if isinstance(error, (SyntaxError, RecursionError)) or self.chance(0.9):
                    continue
                return self.lines + [line]
        return self.lines


def strange(value):
    """Whether comparing it says nothing: it is larger than a record should be, or complex, or not of ours."""
    if isinstance(value, complex):
        return False
    return getattr(value, "size", 1) > 200 or getattr(value, "ndim", 0) > 2


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    print(f"# {oracle.VERSIONS}, seed {seed}")
    for number in range(count):
        lines = Generator(f"{seed} {number}").program()
        if lines:
            print(oracle.record(lines)[0])


if __name__ == "__main__":
    main()
