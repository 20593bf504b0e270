import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { studyPlace } from '../../src/study-desk/place.ts';
import { readWork } from '../../src/study-desk/work/kept-work.ts';
import { wordsOf } from '../read-page.ts';
import { openDeskHouse, settled, type DeskHouse } from './house.ts';
import { madeUpExtract, madeUpProtocol } from './made-up-study.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare-worker-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A worker that stands in for the real one: it says that outcomes were read, then does what the test is about. */
function standIn(name: string, then: string): URL {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { writeFileSync } from 'node:fs';
    process.once('message', task => {
      if (task.kind !== 'run') { ${READS_COLUMNS} }
      writeFileSync(task.out + '/result.json', '{"half":');
      process.send({ say: 'step', step: 2 });
      ${then}
    });
    setInterval(() => {}, 1000);`,
  );
  return pathToFileURL(file);
}
const READS_COLUMNS = `process.send({ say: 'refused', why: 'not here' }); process.disconnect(); process.exit(0);`;
const busy = 'for (;;);';

/** A study that is locked by the real worker, in a house whose worker is another from then on. */
async function lockedStudy(house: DeskHouse): Promise<string> {
  const { walk, desk } = house;
  const study = await walk.begin();
  await walk.bring(study, 'people.csv', madeUpExtract());
  await settled(desk, study);
  await walk.fill(`${study}/protocol`, `${study}/protocol`, { text: madeUpProtocol, act: 'save' });
  await walk.fill(`${study}/design`, `${study}/design`);
  assert.equal((await settled(desk, study)).state, 'done');
  await walk.fill(`${study}/design`, `${study}/lock`);
  return study;
}

async function withStandIn(name: string, then: string) {
  const real = await openDeskHouse();
  const study = await lockedStudy(real);
  const house = await openDeskHouse({ folder: real.folder, program: standIn(name, then) });
  after(() => Promise.all([house.close(), real.close()]));
  const place = studyPlace(house.desk.place.studies, study.split('/').at(-1)!);
  return { house, study, place };
}

async function reached(place: ReturnType<typeof studyPlace>, step: number) {
  for (let k = 0; k < 2400 && readWork(place)?.step !== step; k++) await wait(25);
  assert.equal(readWork(place)?.step, step);
}

test('a run goes on beside the pages: they answer, a second person is told who began it, a reload finds it, and it can be cancelled', async () => {
  const { house, study, place } = await withStandIn('busy', busy);
  const { walk } = house;
  assert.equal((await walk.fill(`${study}/run`, `${study}/run`)).statusCode, 303);
  await reached(place, 2);
  const began = performance.now();
  for (let k = 0; k < 2; k++) {
    const page = await walk.open(`${study}/run`);
    assert.match(wordsOf(page.body), /Comparing the groups Now/);
    assert.match(page.body, /Begun by Ines Vale/);
  }
  assert.ok(performance.now() - began < 20_000, 'the pages answered while it was busy');
  const second = house.desk.start(house.desk.study(study.split('/').at(-1)!)!, 'run', {
    userId: 'other',
    name: 'Perrin Sloe',
  });
  assert.ok(!second.ok && second.why.startsWith('Ines Vale has begun'));
  assert.equal((await walk.fill(`${study}/run`, `${study}/cancel`)).statusCode, 303);
  const work = await settled(house.desk, study);
  assert.equal(work.state, 'cancelled');
  assert.match(work.why, /counts it as a look/, 'outcomes had been opened');
  assert.equal(existsSync(place.begun), false);
  assert.deepEqual(house.desk.runs(house.desk.study(place.folder.split('/').at(-1)!)!), []);
  assert.match(wordsOf((await walk.open(`${study}/run`)).body), /Cancelled/);
});

test('a worker that dies is told in words, leaves nothing half done, and the next run works', async () => {
  const { house, study, place } = await withStandIn('dies', `process.kill(process.pid, 'SIGKILL');`);
  const lock = readFileSync(place.lock, 'utf8');
  await house.walk.fill(`${study}/run`, `${study}/run`);
  const work = await settled(house.desk, study);
  assert.equal(work.state, 'stopped');
  assert.match(work.why, /ended in the middle/);
  assert.equal(existsSync(place.begun), false);
  assert.equal(existsSync(place.runs), false);
  assert.equal(readFileSync(place.lock, 'utf8'), lock);
  assert.match(wordsOf((await house.walk.open(study)).body), /This was not finished/);
});

test('the end of the service ends the worker, and the next start says what was cut off', async () => {
  const { house, study, place } = await withStandIn(
    'endless',
    `writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid)); ${busy}`,
  );
  await house.walk.fill(`${study}/run`, `${study}/run`);
  await reached(place, 2);
  for (let k = 0; k < 2400 && !existsSync(join(folder, 'pid')); k++) await wait(25);
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  assert.equal(process.kill(pid, 0), true);
  await house.studyDesk.stop();
  assert.throws(() => process.kill(pid, 0), /ESRCH/);
  assert.equal(readWork(place)?.state, 'stopped');
  // And where the service itself was killed: nobody was left to write it down.
  writeFileSync(place.work, JSON.stringify({ ...readWork(place)!, state: 'working', why: '' }));
  assert.equal(house.desk.work(house.desk.study(study.split('/').at(-1)!)!)?.state, 'stopped');
});

test('a worker that is busy ends with a service that is killed', async () => {
  const child = join(folder, 'child.mts');
  const [told, isBusy] = ['child-pid', 'child-busy'].map(name => join(folder, name));
  const watch = new URL('../../src/analysis/end-with-parent.ts', import.meta.url).href;
  writeFileSync(
    child,
    `import { writeFileSync } from 'node:fs';
     import { endWithParent } from '${watch}';
     endWithParent();
     setTimeout(() => { writeFileSync(${JSON.stringify(isBusy)}, ''); ${busy} }, 300);`,
  );
  const parent = spawn(process.execPath, [
    '-e',
    `const { spawn } = require('node:child_process');
     const own = spawn(process.execPath, [${JSON.stringify(child)}], { stdio: 'ignore' });
     require('node:fs').writeFileSync(${JSON.stringify(told)}, String(own.pid));
     setInterval(() => {}, 1000);`,
  ]);
  for (let k = 0; k < 800 && !existsSync(isBusy); k++) await wait(25);
  const pid = Number(readFileSync(told, 'utf8'));
  assert.equal(process.kill(pid, 0), true, 'it is busy');
  parent.kill('SIGKILL');
  const isGone = () => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  };
  for (let k = 0; k < 400 && !isGone(); k++) await wait(50);
  assert.ok(isGone());
});

test('data that changed after the lock is refused in the engine’s own words, and no outcome is read', async () => {
  const house = await openDeskHouse();
  after(() => house.close());
  const study = await lockedStudy(house);
  await house.walk.bring(study, 'people.csv', madeUpExtract(500, 2));
  await settled(house.desk, study);
  await house.walk.fill(`${study}/run`, `${study}/run`);
  const work = await settled(house.desk, study);
  assert.equal(work.state, 'refused');
  assert.match(work.why, /data is not what the design saw/);
});
