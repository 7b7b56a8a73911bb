/** `galaxy.yml`; VERSION stands for the version of phaseout, ABOUT for a sentence. */
export const galaxy = `---
namespace: phaseout
name: fleet
version: VERSION
readme: README.md
authors:
  - the phaseout project
description: ABOUT
license:
  - Apache-2.0
tags:
  - compliance
  - security
  - inventory
  - windows
  - linux
dependencies:
  ansible.windows: ">=1.11.0"
build_ignore:
  - "*.tar.gz"
  - phaseout-export.json
`;

/** `meta/runtime.yml`. */
export const runtime = `---
requires_ansible: ">=2.14.0"
`;

/** `CHANGELOG.md`. */
export const changelog = [
  '# Changelog',
  '',
  'This collection is written by `phaseout export ansible`; it changes with phaseout, whose changelog says how.',
  '',
].join('\n');
