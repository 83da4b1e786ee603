# The two commands: `make run` starts the first lesson, `make test` runs every test. Both install
# libcmark, the one system package, if it is missing.

SWIFT ?= swift
PREFIX ?= /usr/local
LESSON ?= xor
SOURCES = Package.swift Sources Tests lessons

# A release is one file: Swift's standard library is linked into it, and libcmark too where there is
# an archive of it. The package manager asks pkg-config where libcmark is; for a release it is told
# of a folder in which the linker finds nothing but the archive.
ARCHIVES = $(CURDIR)/.build/archives
RELEASE = -c release --static-swift-stdlib
# Nothing here starts a thread, and counting references without locking the bus for it takes a
# twentieth of a short run away. With the first thread this has to go.
RELEASE += -Xswiftc -Xfrontend -Xswiftc -assume-single-threaded
# At a fixed address nothing needs to be relocated at the start, which is a good part of what a short
# run takes; macOS does not have that.
ifeq ($(shell uname -s),Linux)
RELEASE += -Xlinker -s -Xlinker --gc-sections
# Where there is an archive of the C library the program needs no other file at all, and to find and
# bind those takes as long as everything else that `brickwise --version` does. The linker that comes
# with Swift is asked for because the others print warnings of functions that nothing here calls.
ifneq ($(wildcard $(shell cc -print-file-name=libc.a)),)
RELEASE += -Xswiftc -static-executable -Xswiftc -use-ld=lld
else
RELEASE += -Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xswiftc -Xclang-linker -Xswiftc -no-pie
endif
endif
BRICKWISE = .build/release/brickwise

.PHONY: run test check lint format install build bench dependencies clean

run: build
	@$(BRICKWISE) learn $(LESSON)

test: dependencies
	@.ci/stale
	$(SWIFT) test

check: lint test

# The lessons' training runs are carried out to check what is claimed of them, which takes a minute
# without optimization.
lint: build
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)
	$(BRICKWISE) lint lessons

format:
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BRICKWISE) $(DESTDIR)$(PREFIX)/bin/brickwise

build: dependencies
	@.ci/archives $(ARCHIVES)
	@.ci/stale
	PKG_CONFIG_PATH=$(ARCHIVES):$$PKG_CONFIG_PATH $(SWIFT) build $(RELEASE) --product brickwise

bench: build
	Benchmarks/run $(BRICKWISE)

dependencies:
	@.ci/dependencies

clean:
	rm -rf .build
