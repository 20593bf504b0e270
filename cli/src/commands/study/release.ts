import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ledgerAt, releaseHtml, releaseIn, StudyRefusal } from '@throughcare/evidence';
import type { ReleasedReport, StudyReport } from '@throughcare/evidence';
import { WrongStudyCall } from './call.ts';
import { now } from './protocol-file.ts';
import { moveTo, takeUpAbandoned } from './result-folder.ts';
import type { StudySubcommand } from './subcommand.ts';

export const releaseStep: StudySubcommand = {
  name: 'release',
  summary: 'lets a result go out under somebody’s name, with small counts hidden',
  words:
    'Makes DIR/release of the exact DIR/result.json: counts under 10 hidden with what would give them away, rounding, thinned\n' +
    'curves. Refuses a release that could be subtracted from an earlier one of the same ledger, a result that was altered\n' +
    'since its run, and one that is released already. The release is written into the ledger.',
  operand: { name: 'DIR', help: 'The folder that study run --out wrote.' },
  options: [
    { name: 'by', value: 'NAME', required: true, help: 'Who lets it go out.' },
    { name: 'reviewer', value: 'NAME', help: 'The lay or survivor reviewer who read it.' },
    {
      name: 'ledger',
      value: 'DIR',
      help: 'The ledger that the run was written in; the folder ledger beside DIR unless given.',
    },
  ],
  example:
    'throughcare study release results --by "Ada Quill" --reviewer "Tobin Ashgrove" --ledger examples/first-study/ledger',
  run(call, io) {
    const folder = call.operand;
    const [by, reviewer] = [call.required('by').trim(), call.text('reviewer')?.trim()];
    if (reviewer?.toLowerCase() === by.toLowerCase())
      throw new WrongStudyCall(
        'The reviewer is somebody else than who releases. Name another, or leave --reviewer out.',
      );
    const report = resultIn(folder);
    takeUpAbandoned(join(resolve(folder), 'release'));
    const signed = signatureIn(folder);
    if (signed !== undefined) {
      throw new StudyRefusal(
        `This result was released by ${signed.by} on ${signed.at.slice(0, 10)} already. Nothing was changed.`,
      );
    }
    const ledgerFolder = call.text('ledger') ?? join(dirname(resolve(folder)), 'ledger');
    const ledger = ledgerAt(ledgerFolder);
    const beside = join(resolve(folder), `release.new-${process.pid}`);
    try {
      releaseIn(ledger, report, { by, reviewer, at: now() }, released => write(beside, released));
      moveTo(join(resolve(folder), 'release'), beside);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
    io.out(
      `Released by ${by}; ${reviewer === undefined ? 'no lay or survivor reviewer is named' : `read by ${reviewer}`}. ` +
        `${join(folder, 'release')} may be shared; nothing else in ${folder} may.\n`,
    );
    return 0;
  },
};

function write(folder: string, released: ReleasedReport): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'release.json'), `${JSON.stringify(released, null, 2)}\n`, { flush: true });
    writeFileSync(join(folder, 'report.html'), releaseHtml(released), { flush: true });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new StudyRefusal(`The release could not be written (${error.message}). Nothing was released.`);
  }
}

function resultIn(folder: string): StudyReport {
  const file = join(folder, 'result.json');
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new StudyRefusal(
      `There is no result at ${file}. Nothing was released. Name a folder that throughcare study run --out has written.`,
    );
  }
  const json = jsonIn(file);
  if (json?.['format'] !== 'throughcare-study-report/2' || typeof json['standsOn'] !== 'object') {
    throw new StudyRefusal(
      `${file} is no result of this version, or it is damaged. Nothing was released. Run the study again.`,
    );
  }
  // The ledger holds the hash of what the run wrote, so that a result of any other shape is refused by it.
  return json as unknown as StudyReport;
}

function signatureIn(folder: string): { readonly by: string; readonly at: string } | undefined {
  const file = join(folder, 'release', 'release.json');
  const signed =
    statSync(file, { throwIfNoEntry: false }) === undefined ? undefined : jsonIn(file)?.['signed'];
  return signed as { by: string; at: string } | undefined;
}

function jsonIn(file: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
