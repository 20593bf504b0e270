import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StudyRefusal } from '@throughcare/evidence';

/** A folder that is filled beside its place and then moved there, whole or not at all. */
export interface ResultFolder {
  /** Files by their path in the folder. @throws StudyRefusal when they cannot be written */
  put(files: ReadonlyMap<string, string>): void;
  /** Takes away whatever was not put in its place. */
  discard(): void;
}

const OURS: ReadonlySet<string> = new Set([
  'result.json',
  'report.html',
  'report.txt',
  'release',
  'replication',
]);

/**
 * Begins a folder of results at `out`, before any outcome is read. What stands there already is replaced only where it
 * is an earlier, unreleased result of the same study.
 *
 * @throws StudyRefusal when something else stands there, or nothing can be written
 */
export function startResultFolder(out: string, study: string): ResultFolder {
  const place = resolve(out);
  const beside = `${place}.new-${process.pid}`;
  saying(out, 'no outcome was read', () => {
    mkdirSync(dirname(place), { recursive: true });
    takeUpAbandoned(place);
    refuseOthers(place, out, study);
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside);
  });
  return {
    put(files) {
      saying(
        out,
        'no result is shown. The look is counted; to look again on the same data spends nothing',
        () => {
          for (const [path, text] of files) {
            mkdirSync(dirname(join(beside, path)), { recursive: true });
            writeFileSync(join(beside, path), text, { flush: true });
          }
          refuseOthers(place, out, study);
          moveTo(place, beside);
        },
      );
    },
    discard: () => rmSync(beside, { recursive: true, force: true }),
  };
}

/** Puts `beside` where `place` is, and takes away what stood there. */
export function moveTo(place: string, beside: string): void {
  const old = `${place}.old-${process.pid}`;
  // Another run may put its own there in between; then that one is replaced.
  for (let tries = 1; ; tries++) {
    if (existsSync(place)) renameSync(place, old);
    try {
      renameSync(beside, place);
      rmSync(old, { recursive: true, force: true });
      return;
    } catch (error) {
      if (tries < 10 && existsSync(place)) {
        rmSync(old, { recursive: true, force: true });
        continue;
      }
      if (existsSync(old)) renameSync(old, place);
      throw error;
    }
  }
}

function refuseOthers(place: string, out: string, study: string): void {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return;
  const refuse = (why: string): never => {
    throw new StudyRefusal(`${out} ${why}. Nothing was replaced. Give a new folder: --out DIR.`);
  };
  if (!stat.isDirectory()) refuse('is a file, and results are a folder');
  const names = readdirSync(place);
  if (names.length === 0) return;
  const strange = names.find(name => !OURS.has(name));
  if (strange !== undefined) refuse(`holds ${strange}, which no study wrote`);
  const own = jsonAt(join(place, 'result.json'));
  if (typeof own?.['format'] !== 'string' || !own['format'].startsWith('throughcare-study-report/'))
    refuse('holds no result of a study');
  if (own?.['study'] !== study) refuse(`holds results of another study, ${String(own?.['study'])}`);
  if (jsonAt(join(place, 'release', 'release.json'))?.['signed'] !== undefined)
    refuse('holds a release that somebody has put their name to');
}

function jsonAt(file: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What runs left that were killed while they put a folder in its place: what had stood there goes back where nothing
 * stands now; the rest are exact results that nobody shall come upon.
 */
export function takeUpAbandoned(place: string): void {
  const folder = dirname(place);
  const abandoned = (mark: 'old' | 'new'): string[] => {
    const begins = `${basename(place)}.${mark}-`;
    return readdirSync(folder)
      .filter(name => name.startsWith(begins) && isOver(name.slice(begins.length)))
      .map(name => join(folder, name));
  };
  const [before, ...others] = abandoned('old');
  if (before !== undefined && !existsSync(place)) renameSync(before, place);
  for (const left of [before, ...others, ...abandoned('new')])
    if (left !== undefined) rmSync(left, { recursive: true, force: true });
}

function isOver(pid: string): boolean {
  return /^[1-9]\d*$/.test(pid) && !runs(Number(pid));
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** A full disk or a folder that may not be written, in words. */
function saying(out: string, then: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof StudyRefusal || !(error instanceof Error) || !('code' in error)) throw error;
    throw new StudyRefusal(
      `The results could not be written to ${out} (${error.message}), so ${then}. Give a folder that can be written: --out DIR.`,
    );
  }
}
