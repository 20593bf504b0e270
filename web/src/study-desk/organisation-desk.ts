import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  joinedLooks,
  keepLooks,
  ledgerAt,
  lockAt,
  looksIn,
  placeLock,
  readLock,
  readProtocol,
  StudyRefusal,
  type DesignSummary,
  type Lock,
} from '@throughcare/evidence';
import { writeWhole } from '../analysis/write-whole.ts';
import type { Desk, Done, MadeUpExample } from './desk.ts';
import { listStudies, newestProtocol, readStudy, writeStudy, type By, type KeptStudy } from './kept-study.ts';
import { studyPlace, type DeskPlace } from './place.ts';
import { keptRuns } from './runs.ts';
import { unsealedText } from './sealed-file.ts';
import { takeExtract } from './take-extract.ts';
import { columnsSchema } from './work/columns.ts';
import { isUnderWay } from './work/kept-work.ts';
import type { Task, TaskKind, Work } from './work/task.ts';
import type { Workers } from './work/workers.ts';

/** The desk of one organisation: what may be done with its studies, and what becomes of it on the disk. */
export function deskOf(
  place: DeskPlace,
  {
    key,
    now,
    workers,
    example,
  }: {
    readonly key: Buffer;
    readonly now: () => number;
    readonly workers: Workers;
    readonly example: MadeUpExample | undefined;
  },
): Desk {
  const at = ({ id }: KeptStudy) => studyPlace(place.studies, id);
  const change = (study: KeptStudy, to: (fresh: KeptStudy) => KeptStudy) =>
    writeStudy(at(study), to(readStudy(place, study.id) ?? study));
  const lockOf = (study: KeptStudy): Lock | undefined => lockAt(at(study).lock);
  const summaryOf = (study: KeptStudy): DesignSummary | undefined => {
    const file = at(study).design;
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DesignSummary) : undefined;
  };
  const newest = (study: KeptStudy) => newestProtocol(at(study), study);
  const start = (study: KeptStudy, kind: TaskKind, by: By): Done => {
    const own = at(study);
    const before = workers.standing(own);
    if (isUnderWay(before)) {
      return refused(
        `${before!.by.name} has begun something here that is not done yet. Wait for it, or cancel it.`,
      );
    }
    const id = randomUUID();
    const text = newest(study)?.text ?? '';
    const lock = lockOf(study);
    const task: Omit<Task, 'out'> = {
      kind,
      key: key.toString('base64'),
      at: new Date(now()).toISOString(),
      extracts: study.extracts.map(one => ({ id: one.id, name: one.name, file: own.extract(one.id) })),
      protocol: text,
      lock: lock ? JSON.stringify(lock) : '',
      ledger: place.ledger,
    };
    const work: Work = { id, kind, by, at: now(), state: 'waiting', step: 0, why: '', endedAt: undefined };
    const after = kind === 'columns' ? () => readLater(study.id, by) : undefined;
    workers.begin({
      place: own,
      work,
      task,
      install: () => install(study, work, task),
      ...(after && { after }),
    });
    return { ok: true };
  };
  /** An extract that came while another was being read has its turn now. */
  const readLater = (id: string, by: By) => {
    const study = readStudy(place, id);
    if (!study || workers.standing(at(study))?.state !== 'done') return;
    if (study.extracts.some(one => !existsSync(at(study).columns(one.id)))) start(study, 'columns', by);
  };
  const install = (study: KeptStudy, work: Work, task: Omit<Task, 'out'>) => {
    const own = at(study);
    if (work.kind === 'columns') {
      for (const { id } of task.extracts) {
        if (existsSync(own.extract(id))) renameSync(join(own.begun, `${id}.columns.sealed`), own.columns(id));
      }
      renameSync(join(own.begun, 'draft.sealed'), own.draft);
    } else if (work.kind === 'design') {
      renameSync(join(own.begun, 'design.json'), own.design);
    } else {
      const fact = { id: work.id, by: work.by, at: work.at, version: study.protocols.length };
      writeFileSync(join(own.begun, 'run.json'), `${JSON.stringify(fact)}\n`, { mode: 0o600 });
      keepLooks(own.lock, readLock(readFileSync(join(own.begun, 'lock.json'), 'utf8')));
      if (existsSync(own.design)) {
        writeFileSync(join(own.begun, 'design.json'), readFileSync(own.design), { mode: 0o600 });
      }
      mkdirSync(own.runs, { recursive: true, mode: 0o700 });
      renameSync(own.begun, own.run(work.id));
    }
  };
  return {
    place,
    list: () => listStudies(place),
    study: id => readStudy(place, id),
    begin(id, title, by) {
      // Sent twice, it is one study.
      if (readStudy(place, id)) return;
      const study: KeptStudy = {
        format: 'throughcare desk study 1',
        id,
        title,
        by,
        at: now(),
        extracts: [],
        protocols: [],
      };
      writeStudy(studyPlace(place.studies, id), study);
    },
    async take(study, file, by) {
      const before = workers.standing(at(study));
      if (isUnderWay(before) && before!.kind !== 'columns') {
        return refused(
          'The study is being worked out with its extracts. Nothing was kept. Wait for it, or cancel it.',
        );
      }
      const taken = await takeExtract(at(study), file, { key, by, now: now() });
      if (!taken.ok) return taken;
      const { extract } = taken;
      change(study, fresh => {
        for (const old of fresh.extracts) if (old.name === extract.name) drop(at(study), old.id);
        return { ...fresh, extracts: [...fresh.extracts.filter(one => one.name !== extract.name), extract] };
      });
      start(readStudy(place, study.id)!, 'columns', by);
      return { ok: true };
    },
    madeUp: () =>
      example && [...example.files.map(({ file }) => file), example.protocol].every(file => existsSync(file))
        ? example
        : undefined,
    forget(study, extract) {
      if (isUnderWay(workers.standing(at(study))))
        return refused(
          'Something is being worked out with it. Wait for it, or cancel it, then remove the extract.',
        );
      change(study, fresh => ({ ...fresh, extracts: fresh.extracts.filter(one => one.id !== extract) }));
      if (study.extracts.some(one => one.id === extract)) drop(at(study), extract);
      return { ok: true };
    },
    columns(study, extract) {
      const file = at(study).columns(extract);
      return existsSync(file) ? columnsSchema.parse(JSON.parse(unsealedText(file, key))) : undefined;
    },
    draft(study) {
      const file = at(study).draft;
      return existsSync(file) ? unsealedText(file, key) : undefined;
    },
    protocol: newest,
    keepProtocol(study, text, seen, by) {
      const fresh = readStudy(place, study.id) ?? study;
      if (fresh.protocols.length !== seen) return false;
      const file = at(study).protocol(seen + 1);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeWhole(file, text);
      const sha256 = createHash('sha256').update(text).digest('hex');
      writeStudy(at(study), { ...fresh, protocols: [...fresh.protocols, { sha256, at: now(), by }] });
      return true;
    },
    design(study) {
      const summary = summaryOf(study);
      if (!summary) return undefined;
      const lock = lockOf(study);
      const { protocolSha256, designSha256 } = summary.lock;
      return {
        summary,
        locked: lock?.protocolSha256 === protocolSha256 && lock.designSha256 === designSha256,
        isOfNewestProtocol: study.protocols.at(-1)?.sha256 === protocolSha256,
      };
    },
    lock(study) {
      const summary = summaryOf(study);
      const text = newest(study)?.text;
      const read = text === undefined ? undefined : readProtocol(text);
      if (!summary || !read?.ok) return refused('There is no design to lock. Design the study first.');
      const { protocol } = read;
      if (summary.lock.protocolSha256 !== protocol.sha256) {
        return refused('The protocol was changed after this design. Nothing was locked. Design it again.');
      }
      return refusing(() => {
        const ledger = ledgerAt(place.ledger);
        const { study: name, question, made_up: madeUp, sha256: protocolSha256 } = protocol;
        const { designSha256, looks } = summary.lock;
        // Looks that lock or ledger know of are never forgotten.
        const known = looksIn(ledger.entries(), name);
        const entry = {
          kind: 'design',
          study: name,
          question,
          madeUp,
          protocolSha256,
          designSha256,
        } as const;
        ledger.append(new Date(now()).toISOString(), () => entry);
        placeLock(at(study).lock, { ...summary.lock, looks: joinedLooks(looks, known) });
      });
    },
    locked: lockOf,
    work: study => workers.standing(at(study)),
    start,
    cancel: study => workers.cancel(at(study)),
    runs: study => keptRuns(at(study)),
  };
}

function drop(own: ReturnType<typeof studyPlace>, extract: string): void {
  for (const file of [own.extract(extract), own.columns(extract)]) rmSync(file, { force: true });
}

/** What evidence refuses, in its own words. */
export function refusing(work: () => void): Done {
  try {
    work();
    return { ok: true };
  } catch (error) {
    if (error instanceof StudyRefusal) return refused(error.message);
    throw error;
  }
}

const refused = (why: string): Done => ({ ok: false, why });
