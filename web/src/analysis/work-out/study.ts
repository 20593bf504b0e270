import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { design, readLock, readProtocol, run, sayFaults, sourceAt } from '@throughcare/evidence';
import { layoutOf } from '../layout.ts';
import { writeWhole } from '../write-whole.ts';
import type { Step } from './step.ts';

/**
 * One study: designed without its outcomes, locked, then run. What it leaves is exact and restricted; the pages put it
 * through disclosure control. `files` are those of the extract that it reads.
 */
export function studyStep(
  folder: string,
  study: {
    readonly name: string;
    readonly words: string;
    readonly protocolFile: string;
    readonly files: readonly string[];
    readonly after: readonly string[];
  },
): Step {
  const { name, words, protocolFile, files, after } = study;
  const layout = layoutOf(folder);
  return {
    step: `study ${name}`,
    words,
    after,
    inputs: () => [protocolFile, ...files.map(file => join(layout.extract, file))].map(hashOf),
    leaves: [layout.study(name)],
    work: () => {
      const read = readProtocol(readFileSync(protocolFile, 'utf8'));
      if (!read.ok) throw new RangeError(`The protocol ${name} can’t be read.\n${sayFaults(read.faults)}`);
      const source = sourceAt(layout.extract);
      const now = () => new Date().toISOString();
      const before = existsSync(layout.lock(name))
        ? readLock(readFileSync(layout.lock(name), 'utf8'))
        : undefined;
      const { lock } = design(read.protocol, source, now(), before);
      const done = run(read.protocol, lock, source, now());
      writeWhole(layout.lock(name), `${JSON.stringify(done.lock, null, 1)}\n`);
      writeWhole(layout.study(name), `${JSON.stringify(done.report)}\n`);
    },
  };
}

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
