import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  design,
  designSummary,
  draftProtocol,
  ledgerAt,
  lookTakingIn,
  readLock,
  readProtocol,
  run,
  sayFaults,
  sourceOf,
  StudyRefusal,
  type Protocol,
  type Source,
} from '@throughcare/evidence';
import { sealText, unsealed } from '../sealed-file.ts';
import { columnsOf } from './columns.ts';
import { runFiles } from './run-files.ts';
import type { Task } from './task.ts';

/** Does one task to its end. @throws StudyRefusal with what is the matter, in words */
export function doTask(task: Task, tell: (step: number) => void): void {
  const key = Buffer.from(task.key, 'base64');
  tell(0);
  if (task.kind === 'columns') {
    const tables = task.extracts.map(({ id, name, file }) => ({ id, name, bytes: unsealed(file, key) }));
    for (const { id, name, bytes } of tables) {
      sealText(join(task.out, `${id}.columns.sealed`), key, JSON.stringify(columnsOf(name, bytes)));
    }
    sealText(join(task.out, 'draft.sealed'), key, draftProtocol(tables));
    return;
  }
  const read = readProtocol(task.protocol);
  if (!read.ok) throw new StudyRefusal(`The protocol has faults.\n${sayFaults(read.faults)}`);
  const { protocol } = read;
  const previous = task.lock === '' ? undefined : readLock(task.lock);
  const source = extractsOf(task, key);
  if (task.kind === 'design') {
    const designed = design(
      protocol,
      watched(source, protocol, () => tell(1)),
      task.at,
      previous,
    );
    write(task.out, 'design.json', JSON.stringify(designSummary(designed)));
    return;
  }
  if (!previous)
    throw new StudyRefusal('The study is not locked. No outcome was read. Lock its design first.');
  const { study, question, made_up } = protocol;
  const looks = lookTakingIn(ledgerAt(task.ledger), { study, question, made_up, at: task.at });
  const done = run(
    protocol,
    previous,
    watched(source, protocol, () => tell(1)),
    task.at,
    (history, decide) => {
      const taken = looks(history, decide);
      tell(2);
      return { ...taken, keep: report => (taken.keep?.(report), tell(3)) };
    },
  );
  for (const [path, text] of runFiles(done, task)) write(task.out, path, text);
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600, flush: true });
}

/** The extracts by the names that protocols call them. Each is unsealed when it is asked for, and not before. */
function extractsOf({ extracts }: Task, key: Buffer): Source {
  return {
    describe: 'the extracts of this study',
    single: false,
    open(name) {
      const found = extracts.find(one => one.name === name);
      return found && sourceOf({ [name]: unsealed(found.file, key) }).open(name);
    },
  };
}

/** Calls `after` once everything that a design reads has been opened and something more is asked for, or it is over. */
function watched(source: Source, protocol: Protocol, after: () => void): Source {
  const ofDesign = new Set([
    protocol.data.cohort,
    ...Object.values(protocol.arms).flatMap(({ in_file }) => in_file?.file ?? []),
  ]).size;
  let opened = 0;
  return {
    ...source,
    open(file) {
      opened++;
      const found = source.open(file);
      if (opened === ofDesign + 1) after();
      return found;
    },
  };
}
