import type { DesignSummary, Lock } from '@throughcare/evidence';
import type { UploadedFile } from '../frame/multipart.ts';
import type { By, KeptStudy } from './kept-study.ts';
import { deskOf } from './organisation-desk.ts';
import { deskPlace, type DeskPlace } from './place.ts';
import { releasedBelow, type Released } from './released.ts';
import { sealOlder } from './seal-older.ts';
import type { RunFact } from './runs.ts';
import type { ExtractColumns } from './work/columns.ts';
import type { TaskKind, Work } from './work/task.ts';
import { openWorkers } from './work/workers.ts';

/** Where analysts of an organisation work on studies: in a folder, without the record. */
export interface StudyDesk {
  of(organisationId: string): Desk;
  /** What went out, of every organisation, the newest first: for everybody. */
  released(): Released[];
  /** Ends what is being worked out. */
  stop(): Promise<void>;
}

export type Done = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A design as it was made: not locked until somebody says so. */
export interface KeptDesign {
  readonly summary: DesignSummary;
  /** True when the lock that stands is this design's. */
  readonly locked: boolean;
  /** True when the protocol has not been changed since. */
  readonly isOfNewestProtocol: boolean;
}

export interface Desk {
  readonly place: DeskPlace;
  list(): KeptStudy[];
  study(id: string): KeptStudy | undefined;
  begin(id: string, title: string, by: By): void;
  take(study: KeptStudy, file: UploadedFile | undefined, by: By): Promise<Done>;
  /** The made-up extract and protocol of a demonstration, for somebody who wants to try; undefined elsewhere. */
  madeUp(): MadeUpExample | undefined;
  forget(study: KeptStudy, extract: string): Done;
  columns(study: KeptStudy, extract: string): ExtractColumns | undefined;
  /** A protocol to begin with, from the columns of the extracts. */
  draft(study: KeptStudy): string | undefined;
  protocol(study: KeptStudy): { readonly version: number; readonly text: string } | undefined;
  /** Keeps a new version; refused when `seen` is not the newest one any more. */
  keepProtocol(study: KeptStudy, text: string, seen: number, by: By): boolean;
  design(study: KeptStudy): KeptDesign | undefined;
  lock(study: KeptStudy, by: By): Done;
  locked(study: KeptStudy): Lock | undefined;
  work(study: KeptStudy): Work | undefined;
  start(study: KeptStudy, kind: TaskKind, by: By): Done;
  cancel(study: KeptStudy): void;
  runs(study: KeptStudy): RunFact[];
}

/** Files by the names that the protocol calls them, and the protocol. */
export interface MadeUpExample {
  readonly files: readonly { readonly name: string; readonly file: string }[];
  readonly protocol: string;
}

export interface DeskOptions {
  readonly folder: string;
  /** 32 bytes that extracts are sealed with. */
  readonly key: Buffer;
  readonly now: () => number;
  readonly example?: MadeUpExample;
  /** What each worker runs, in tests of what becomes of one that hangs or dies. */
  readonly program?: URL;
}

/** Opens the desk in a folder of the service. */
export function openStudyDesk({ folder, key, now, example, program }: DeskOptions): StudyDesk {
  sealOlder(folder, key);
  const workers = openWorkers(now, program);
  return {
    of: organisationId => deskOf(deskPlace(folder, organisationId), { key, now, workers, example }),
    released: () => releasedBelow(folder),
    stop: () => workers.stop(),
  };
}

/** For tests of other pages, and a service that has no place for studies. */
export const noStudyDesk: StudyDesk = {
  of: () => {
    throw new Error('This service was started without a place for studies.');
  },
  released: () => [],
  stop: () => Promise.resolve(),
};
