import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  design,
  designSummary,
  designText,
  readLock,
  readProtocol,
  release,
  reportText,
  run as runStudy,
  sayFaults,
  sourceAt,
  StudyRefusal,
} from '@throughcare/evidence';
import type { Lock, Protocol, StudyReport } from '@throughcare/evidence';
import type { Command, Io } from '../command.ts';

const usage = `throughcare study design FILE --data PATH [--lock FILE] [--json]
throughcare study run    FILE --data PATH [--lock FILE] [--json] [--out DIR]

  design   Reads protocol FILE and everything in the data but outcomes; says who is compared and how alike they
           are; writes the lock.
  run      Checks the lock, then reads outcomes and says what was found. Where there is no lock yet it designs
           first, writes the lock, and goes on.

  --data PATH   A folder of CSV files, or one CSV file where the protocol needs one.
  --lock FILE   Where the lock is kept: beside the protocol unless given (study.yaml, study.lock.json). It also
                keeps every look at the outcomes; a protocol changed after one is marked in its reports for ever.
  --json        Everything at full precision.
  --out DIR     Also writes result.json and report.txt (exact: restricted) and release/release.json (small counts
                hidden) there.

Example: throughcare study run examples/iowa/study.yaml --data iowa_recidivism_3yr.csv`;

/** `throughcare study`: from a protocol and files to a comparison, without database, web or network. */
export const study: Command = {
  name: 'study',
  summary: 'design and run a comparison from a protocol',
  usage,
  run,
};

async function run(args: string[], io: Io): Promise<number> {
  const call = readCall(args);
  if (typeof call === 'string') {
    io.err(`${call}\n\n${usage}\n`);
    return 2;
  }
  if (!existsSync(call.file)) {
    io.err(`There is no protocol at ${call.file}. Nothing was read.\n`);
    return 1;
  }
  const read = readProtocol(readFileSync(call.file, 'utf8'));
  if (!read.ok) {
    io.err(`${call.file} cannot be run yet; nothing was read from the data.\n${sayFaults(read.faults)}\n`);
    return 1;
  }
  try {
    return call.verb === 'design'
      ? designOnly(call, read.protocol, io)
      : designAndRun(call, read.protocol, io);
  } catch (error) {
    if (!(error instanceof StudyRefusal)) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}

interface Call {
  readonly verb: 'design' | 'run';
  readonly file: string;
  readonly data: string;
  readonly lock: string;
  readonly json: boolean;
  readonly out: string | undefined;
}

function readCall(args: string[]): Call | string {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        lock: { type: 'string' },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { positionals, values } = parsed;
  const [verb, file, ...others] = positionals;
  if (verb !== 'design' && verb !== 'run') return 'Say what to do: study design, or study run.';
  if (file === undefined || others.length > 0) return 'Name one protocol file.';
  if (values.data === undefined) return 'Name the data: --data PATH.';
  if (verb === 'design' && values.out !== undefined)
    return '--out belongs to study run; a design writes its lock only.';
  const lock = values.lock ?? `${file.replace(/\.ya?ml$/i, '')}.lock.json`;
  return { verb, file, data: values.data, lock, json: values.json, out: values.out };
}

function designOnly(call: Call, protocol: Protocol, io: Io): number {
  const source = sourceAt(call.data);
  const designed = design(protocol, source, now(), lockAt(call.lock));
  writeLock(call.lock, designed.lock);
  io.out(call.json ? `${JSON.stringify(designSummary(designed), null, 1)}\n` : `${designText(designed)}\n`);
  io.err(`Locked in ${call.lock}.\n`);
  return 0;
}

function designAndRun(call: Call, protocol: Protocol, io: Io): number {
  const source = sourceAt(call.data);
  let lock = lockAt(call.lock);
  if (lock === undefined) {
    lock = design(protocol, source, now()).lock;
    writeLock(call.lock, lock);
    io.err(`There was no lock: the study was designed without its outcomes and locked in ${call.lock}.\n`);
  }
  const done = runStudy(protocol, lock, source, now());
  // The look is on record before anybody sees what was found.
  writeLock(call.lock, done.lock);
  if (call.out !== undefined) {
    writeResults(call.out, done.report);
    io.err(
      `Written to ${call.out}: result.json and report.txt are exact and restricted; release/ may be shared.\n`,
    );
  }
  io.out(call.json ? `${JSON.stringify(done.report, null, 1)}\n` : `${reportText(done.report)}\n`);
  return 0;
}

function writeResults(folder: string, report: StudyReport): void {
  mkdirSync(join(folder, 'release'), { recursive: true });
  writeFileSync(join(folder, 'result.json'), `${JSON.stringify(report, null, 1)}\n`);
  writeFileSync(join(folder, 'report.txt'), `${reportText(report)}\n`);
  writeFileSync(join(folder, 'release', 'release.json'), `${JSON.stringify(release(report), null, 1)}\n`);
}

function lockAt(path: string): Lock | undefined {
  return existsSync(path) ? readLock(readFileSync(path, 'utf8')) : undefined;
}

/** Written beside and moved into place, so that an interruption leaves the old lock whole. */
function writeLock(path: string, lock: Lock): void {
  const beside = `${path}.new`;
  try {
    writeFileSync(beside, `${JSON.stringify(lock, null, 1)}\n`);
    renameSync(beside, path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new StudyRefusal(
      `The lock could not be written to ${path} (${detail}), so no result is shown. Give a place that can be written: --lock FILE.`,
    );
  }
}

function now(): string {
  return new Date().toISOString();
}
