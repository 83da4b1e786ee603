# The two commands: `make run` starts the first lesson, `make test` runs every test. Both install
# libcmark, the one system package, if it is missing.

SWIFT ?= swift
PREFIX ?= /usr/local
LESSON ?= xor
SOURCES = Package.swift Sources Tests Benchmarks lessons

# A release is one file: Swift's standard library and, where there is an archive of it, libcmark are
# linked into it. The linker prefers an archive only if the folder holds nothing else.
ARCHIVES = .build/archives
RELEASE = -c release --static-swift-stdlib -Xlinker -L$(ARCHIVES)
BRICKWISE = $(shell $(SWIFT) build $(RELEASE) --show-bin-path)/brickwise

.PHONY: run test check lint format install build bench dependencies clean

run: build
	@$(BRICKWISE) run $(LESSON)

test: dependencies
	$(SWIFT) test

check: lint test

lint: build
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)
	@$(BRICKWISE) lint lessons

format:
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BRICKWISE) $(DESTDIR)$(PREFIX)/bin/brickwise

build: dependencies
	@mkdir -p $(ARCHIVES)
	@archive=$$(ls /usr/lib/*/libcmark.a /usr/lib/libcmark.a /opt/homebrew/lib/libcmark.a \
	    /usr/local/lib/libcmark.a 2>/dev/null | head -n 1); \
	  if [ -n "$$archive" ]; then ln -sf "$$archive" $(ARCHIVES)/libcmark.a; fi
	$(SWIFT) build $(RELEASE) --product brickwise

bench: build
	Benchmarks/run $(BRICKWISE)

dependencies:
	@.ci/dependencies

clean:
	rm -rf .build
