import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { arrive } from '../../src/commands/arrive.ts';
import { listening, smallService, type Service } from './data-folder.ts';

const main = join(import.meta.dirname, '../../src/main.ts');

const map = `
dates: day/month/year
columns:
  reference: Ref
  surname: Surname
  forename: Forename
  born: Born
  sex: Sex
  source: Source
  stage: Stage
  referredOn: Referred
  status: Status
  acceptedOn: Accepted
  openedOn: Opened
  practitioner: Worker
values:
  practitioner: { Ada: ada }
`;
const head = 'Ref,Surname,Forename,Born,Sex,Source,Stage,Referred,Status,Accepted,Opened,Worker\r\n';
/** Three events a row. */
const row = (reference: string, surname: string, born = '01/02/1980') =>
  `${reference},${surname},Tobin,${born},M,court,charged,03/04/2025,open,04/04/2025,05/04/2025,Ada\r\n`;

let service: Service;
let folder: string;
before(async () => {
  service = await smallService();
  folder = dirname(service.dataFolder);
  writeFileSync(join(folder, 'map.yaml'), map);
});
after(async () => {
  await service.stop();
  service.remove();
});

function callFor(name: string, content: string, ...more: string[]): string[] {
  const file = join(folder, name);
  writeFileSync(file, content);
  return [file, '--map', join(folder, 'map.yaml'), '--by', 'ada', '--data', service.dataFolder, ...more];
}

test('E43: the command says how many, and the report beside the file says each row by its line and nobody by name', async () => {
  const content = `${head}${row('N-1', 'Callow')}${row('N-2', 'Ashgrove')}${row('N-3', 'Wren', '31/02/1980')}`;
  const dry = listening();
  assert.equal(await arrive.run(callFor('few.csv', content, '--dry-run'), dry.io), 1);
  assert.match(dry.said.out, /^Nothing was kept\. 3 rows: 1 accepted, 1 refused, 1 perhaps the same/);
  const { said, io } = listening();
  assert.equal(await arrive.run(callFor('few.csv', content), io), 1);
  assert.match(said.out, /^3 rows: 1 accepted, 1 refused, 1 perhaps the same person/);
  const path = join(folder, 'few.report.csv');
  const report = readFileSync(path, 'utf8');
  assert.equal(report, readFileSync(join(folder, 'few.dry-run.csv'), 'utf8'));
  assert.deepEqual(
    report.split('\n').map(line => line.split(',').slice(0, 5).join(',')),
    [
      'file,line,reference,outcome,field',
      'few.csv,2,N-1,accepted,',
      'few.csv,3,N-2,duplicate,row',
      'few.csv,4,N-3,refused,born',
      '',
    ],
  );
  assert.match(report, /TC-1/);
  assert.doesNotMatch(report, /Callow|Ashgrove|Tobin|Wren|1980/);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('E43: where no report can be written nothing is taken in, and a wrong call is told how it is written', async () => {
  const args = callFor('unreported.csv', `${head}${row('U-1', 'Unwin')}`);
  // A folder in its place: it cannot be written even by an account that may write everything.
  const blocked = callFor('blocked.csv', `${head}${row('U-1', 'Unwin')}`);
  mkdirSync(join(folder, 'blocked.report.csv'));
  await assert.rejects(arrive.run(blocked, listening().io), /EISDIR/);
  const { said, io } = listening();
  assert.equal(await arrive.run(args, io), 0, said.err);
  assert.equal(
    readFileSync(join(folder, 'unreported.report.csv'), 'utf8').split('\n')[1],
    'unreported.csv,2,U-1,accepted,,',
  );
  assert.equal(await arrive.run(['some.csv'], io), 2);
  assert.match(said.err, /^throughcare arrive PEOPLE\.csv/);
});

const keptOf = () =>
  withClient(service.superuserUrl, async client => {
    const { rows } = await client.query<{ events: number }>(
      `select count(*)::int as events from throughcare.event e
         join throughcare.case_row c on c.id = e.stream where c.reference like 'K-%' group by e.stream`,
    );
    return rows.map(one => one.events);
  });

test('E43: killed half way, nobody is half there, and run again everybody is there once with what every file says', async () => {
  const all = 600;
  const letters = (n: number) => String(n).replace(/\d/g, digit => 'abcdefghij'[Number(digit)]);
  const rows = Array.from({ length: all }, (_, n) =>
    row(`K-${n}`, `Surname ${letters(n)}`, `01/02/${1930 + (n % 70)}`).replace('charged', 'sentenced'),
  );
  const sentences = Array.from(
    { length: all },
    (_, n) => `K-${all - 1 - n},S,yes,fine,01/03/2025,20/03/2025\r\n`,
  );
  writeFileSync(
    join(folder, 'sentences.csv'),
    `reference,name,referredFor,disposal,convictedOn,madeOn\r\n${sentences.join('')}`,
  );
  writeFileSync(join(folder, 'many.yaml'), `${map}more: { sentences: { file: sentences.csv } }\n`);
  const args = callFor('many.csv', `${head}${rows.join('')}`).map(one =>
    one.replace('map.yaml', 'many.yaml'),
  );
  const running = spawn(process.execPath, [main, 'arrive', ...args], { stdio: 'ignore' });
  const ended = once(running, 'exit');
  while ((await keptOf()).length < 20) {
    assert.equal(running.exitCode, null, 'it ended before anything was taken in');
    await pause(20);
  }
  running.kill('SIGKILL');
  await ended;
  const half = await keptOf();
  assert.ok(half.length < all, 'it was killed after the last row');
  // Referred, accepted, opened, convicted and sentenced.
  assert.deepEqual([...new Set(half)], [5]);
  const { said, io } = listening();
  assert.equal(await arrive.run(args, io), 0, said.out);
  assert.deepEqual(
    await keptOf(),
    Array.from({ length: all }, () => 5),
  );
  const report = readFileSync(join(folder, 'many.report.csv'), 'utf8');
  assert.ok(report.split('An earlier run took it in').length - 1 >= 2 * half.length);
  const { faults, projections } = await service.records.verifyAudit();
  assert.deepEqual([faults, projections], [[], {}]);
});
