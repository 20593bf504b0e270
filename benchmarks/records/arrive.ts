import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { day } from '@throughcare/pathway';
import type { Service } from './service.ts';

const ROWS_A_PERSON = 10;

/**
 * Takes caseloads of several lengths in, as a dry run and in earnest, and says how long each took and how much memory the
 * program had in use at most: it shall hardly grow with the file.
 */
export async function measureArriving(service: Service, lengths: readonly number[]): Promise<void> {
  const { records, organisation } = service;
  const practitioner = await service.join('practitioner');
  const { userId: by } = await service.join('administrator');
  const lead = await service.join('programme_lead');
  const offered = { programme: 'p1', name: 'Moving on', sessions: 12, places: 8 };
  await records.as(lead).decide('organisation', organisation, 'latest', randomUUID(), {
    do: 'offer_programme',
    on: day('2022-02-01'),
    ...offered,
  });
  for (const [turn, lines] of lengths.entries()) {
    const folder = mkdtempSync(join(tmpdir(), 'arriving-benchmark-'));
    try {
      const bytes = await writeCaseload(folder, lines / ROWS_A_PERSON, `${turn}`, practitioner.userId);
      for (const dryRun of [true, false]) {
        const watch = watchMemory();
        const outcomes = { accepted: 0, refused: 0, duplicate: 0 };
        const before = performance.now();
        const asked = { organisation, by, people: join(folder, 'people.csv'), map, dryRun };
        await records.arrive(asked, ({ outcome }) => outcomes[outcome]++);
        const seconds = (performance.now() - before) / 1000;
        console.log(
          `${lines.toLocaleString('en-GB')} lines, ${(bytes / 1e6).toFixed(1)} MB, ${dryRun ? 'dry run' : 'taken in'}: ` +
            `${outcomes.accepted.toLocaleString('en-GB')} accepted in ${seconds.toFixed(0)} s ` +
            `(${(lines / seconds).toFixed(0)} lines a second), at most ${watch.stop()} MB in use.`,
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

/** The most memory that the program has until it is stopped, in MB. */
function watchMemory() {
  globalThis.gc?.();
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(look, 50);
  return {
    stop() {
      look();
      clearInterval(timer);
      return (most / 1e6).toFixed(0);
    },
  };
}

const map = `
more:
  sentences: { file: sentences.csv }
  requirements: { file: requirements.csv }
  duties: { file: duties.csv }
  conditions: { file: conditions.csv }
  enrolments: { file: enrolments.csv }
`;

const heads = {
  people:
    'reference,surname,forename,born,sex,source,stage,referredOn,status,acceptedOn,openedOn,practitioner',
  sentences: 'reference,name,referredFor,disposal,convictedOn,madeOn,months',
  requirements: 'reference,of,requirement,most,done,doneOn',
  duties: 'reference,name,duty,from,until',
  conditions: 'reference,of,rule,subject,from,words',
  enrolments: 'reference,programme,basis,since,assessed',
};

/** Writes people of ten rows each into six files, and gives how many bytes they have. */
async function writeCaseload(folder: string, people: number, mark: string, account: string): Promise<number> {
  const files = Object.keys(heads) as (keyof typeof heads)[];
  const to = Object.fromEntries(files.map(name => [name, createWriteStream(join(folder, `${name}.csv`))]));
  for (const name of files) to[name].write(`${heads[name]}\n`);
  for (let n = 0; n < people; n++) {
    const own = `${mark}-${n}`;
    const born = `19${50 + (n % 50)}-0${1 + (n % 9)}-${10 + (n % 18)}`;
    const name = `${letters(n)},Wren${letters(n % 17)}`;
    to.people.write(
      `${own},${name}${mark === '0' ? '' : letters(Number(mark))},${born},M,probation,sentenced,2025-04-03,open,2025-04-04,2025-04-10,${account}\n`,
    );
    to.sentences.write(`${own},s,yes,community_order,2025-03-01,2025-03-20,24\n`);
    to.requirements.write(`${own},s,programme,26,,\n${own},s,curfew,,,\n`);
    to.requirements.write(`${own},s,rehabilitation_activity,30,12,2026-01-15\n`);
    to.duties.write(`${own},n,notification,2025-03-20,2030-03-19\n${own},o,prevention_order,2025-03-20,\n`);
    const words = 'Not to use a device that is not shown to the police when they ask.';
    const drained = to.conditions.write(
      `${own},o,prohibition,devices,2025-03-20,${words}\n${own},o,requirement,reporting,2025-03-20,${words}\n`,
    );
    to.enrolments.write(`${own},p1,requirement,2025-04-11,yes\n`);
    if (!drained) await new Promise(done => to.conditions.once('drain', done));
  }
  for (const name of files) to[name].end();
  await Promise.all(files.map(name => finished(to[name])));
  return files.reduce((sum, name) => sum + statSync(join(folder, `${name}.csv`)).size, 0);
}

function letters(n: number): string {
  return String(n).replace(/\d/g, figure => 'abcdefghij'[Number(figure)]);
}
