#!/usr/bin/env node
// The command from any folder: hands over to the pinned Node, whichever Node the machine found first.
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(realpathSync(fileURLToPath(import.meta.url))), '..', '..');
const run = join(root, 'setup', 'run.mjs');
const result = spawnSync(process.execPath, [run, 'cli/src/main.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
