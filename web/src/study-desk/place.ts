import { join } from 'node:path';

/** Ids that this desk gives: nothing else becomes part of a path. */
export const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where the studies of one organisation lie, and the ledger that all of them are written down in. */
export function deskPlace(folder: string, organisationId: string) {
  const own = join(folder, organisationId);
  return {
    folder: own,
    studies: join(own, 'studies'),
    ledger: join(own, 'ledger'),
    /** What went out: read by everybody. */
    released: join(own, 'released'),
  } as const;
}

/** Where everything of one study lies. All of it is restricted. */
export function studyPlace(studies: string, id: string) {
  if (!ID.test(id)) throw new RangeError('That is no study of this desk.');
  const own = join(studies, id);
  return {
    folder: own,
    study: join(own, 'study.json'),
    /** An extract as it is kept: sealed, so that no file of it lies anywhere. */
    extract: (extract: string) => join(own, 'extracts', `${extract}.sealed`),
    /** A protocol drafted from the columns: sealed, since a file without a header has somebody for a header. */
    draft: join(own, 'draft.sealed'),
    /** What was read from the columns of an extract: sealed, since it names values that stand in cells. */
    columns: (extract: string) => join(own, 'extracts', `${extract}.columns.sealed`),
    protocol: (version: number) => join(own, 'protocols', `${version}.yaml`),
    design: join(own, 'design.json'),
    lock: join(own, 'lock.json'),
    work: join(own, 'work.json'),
    /** What work under way has written so far; moved into its place whole, or removed. */
    begun: join(own, 'begun'),
    runs: join(own, 'runs'),
    run: (run: string) => join(own, 'runs', run),
  } as const;
}

export type DeskPlace = ReturnType<typeof deskPlace>;
export type StudyPlace = ReturnType<typeof studyPlace>;
