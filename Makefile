# MiniDocker: every target a contributor needs; `make help` prints these lines.
SHELL := /bin/bash
PREFIX ?= /usr/local
CONFIG := Release
RID := $(shell uname -m | sed 's/x86_64/linux-x64/;s/aarch64/linux-arm64/')
PUBLISH := dotnet publish -c $(CONFIG) -r $(RID) -v quiet --nologo -o out

.PHONY: help build
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: out/minirun out/minidocker out/minidocker-registry ## Compile the three executables into out/ (NativeAOT)

SOURCES := $(shell find src -name '*.cs' -o -name '*.csproj' -o -name '*.json' -path 'src/*' | grep -v -e /obj/ -e /bin/) \
	Directory.Build.props Directory.Packages.props src/Directory.Build.props

out/minirun: $(SOURCES)
	@$(PUBLISH) src/Runtime/Minirun && touch $@
out/minidocker: $(SOURCES)
	@$(PUBLISH) src/Cli && touch $@
out/minidocker-registry: $(SOURCES)
	@$(PUBLISH) src/Registry/Server && touch $@
