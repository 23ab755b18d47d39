# MiniDocker: every target a contributor needs. `make help` prints the lines marked with ##.
SHELL := /bin/bash
PREFIX ?= /usr/local
RID := $(shell uname -m | sed 's/x86_64/linux-x64/; s/aarch64/linux-arm64/')
# The analyzers have their say in `make test`, which compiles everything once more.
PUBLISH := dotnet publish -c Release -r $(RID) -v quiet --nologo -p:DebugType=none \
	-p:RunAnalyzers=false -p:GenerateDocumentationFile=false

EXECUTABLES := minirun minidocker minidocker-registry
SOURCES := $(shell find src -type f -not -path '*/obj/*' -not -path '*/bin/*') \
	Directory.Build.props Directory.Packages.props global.json

.DEFAULT_GOAL := help
.PHONY: help build demo test bench fmt install uninstall clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(EXECUTABLES:%=out/%) ## Compile the three executables into out/ (NativeAOT)

demo: ## Build, push, remove, pull and run a web page, from nothing
	@scripts/install-packages build demo
	@$(MAKE) --no-print-directory build
	@scripts/demo

test: ## Install what the tests need, build, and run every test (root runs all of them)
	@scripts/install-packages build test
	@$(MAKE) --no-print-directory build
	@dotnet build MiniDocker.sln -c Release -v quiet --nologo
	@tests/run

bench: ## Measure side by side with runc, crun, docker, ... (BENCH="start --runs 50" for one part)
	@scripts/install-packages build bench
	@$(MAKE) --no-print-directory build
	@dotnet run --project benchmarks/Macro -c Release -v quiet -- $(BENCH)

fmt: ## Format the sources as .editorconfig says
	@dotnet format MiniDocker.sln --no-restore

install: build ## Install the executables under PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(EXECUTABLES:%=out/%) $(DESTDIR)$(PREFIX)/bin

uninstall: ## Remove what install put there
	rm -f $(EXECUTABLES:%=$(DESTDIR)$(PREFIX)/bin/%)

clean: ## Remove everything that was built
	rm -rf out .cache
	find . -type d \( -name bin -o -name obj \) -not -path './.git/*' -prune -exec rm -rf {} +

# One publish an executable; only the executable itself is kept.
out/minirun: PROJECT := src/Runtime/Minirun
out/minidocker: PROJECT := src/Cli
out/minidocker-registry: PROJECT := src/Registry/Server
$(EXECUTABLES:%=out/%): $(SOURCES)
	@mkdir -p out
	@$(PUBLISH) $(PROJECT) -o out/.publish/$(@F)
	@install -m 755 out/.publish/$(@F)/$(@F) $@
	@rm -rf out/.publish/$(@F); rmdir --ignore-fail-on-non-empty out/.publish
