import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'node:http';
import { buildApp } from '../../../src/app.ts';
import { listen, type Running } from '../../../src/listen.ts';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import { questionQuery, readQuestion } from '../../../src/plans/try/question.ts';
import { scenarioFolder, testOptions, testServices } from '../../services.ts';

const atWork = new URL('../../../src/plans/work/at-work.ts', import.meta.url);
const FIRST = ['base', 'conditional-discharge'] as const;
const asked = (number: number) => ({ one: FIRST[0], two: FIRST[1], 'n.arrests': String(number) });
const ask = (number: number) => readQuestion(questionQuery.parse(asked(number)), FIRST).question;
/** Nobody waits so long. */
const LONG = 300_000;

let folder: string;
let planDesk: PlanDesk;
let running: Running;
let diary: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-moved-on-'));
  diary = join(folder, 'diary');
  // What stands in for a plan takes a moment a run, and writes down what becomes of each task, and in which process.
  const program = join(folder, 'watched.ts');
  writeFileSync(
    program,
    `import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { atWork } from ${JSON.stringify(atWork.href)};
const write = what => appendFileSync(${JSON.stringify(diary)}, what + ' ' + process.pid + '\\n');
const send = process.send.bind(process);
process.send = said => {
  if (said.say !== 'progress') write(said.say);
  return send(said);
};
atWork(async ({ steps, scenarios: [{ texts }] }, teller) => {
  write('began ' + /value: (\\d+)/.exec(new Map(texts).get('yours.yaml'))[1]);
  for (let done = 1; done <= steps; done++) {
    await setTimeout(20);
    await teller.done(done);
  }
  return '[]';
});
`,
  );
  planDesk = openPlanDesk({
    folder: join(folder, 'kept'),
    scenarios: scenarioFolder,
    replications: { draft: 50, whole: 50 },
    patience: LONG,
    program: new URL(`file://${program}`),
  });
  const { origin: _, ...options } = testOptions({ services: testServices({ planDesk }) });
  running = await listen({ ...options, port: 0 });
});
after(async () => {
  await running?.stop();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const written = () => (existsSync(diary) ? readFileSync(diary, 'utf8').trimEnd().split('\n') : []);
const processes = () => new Set(written().map(line => line.split(' ').at(-1)));
const begun = () =>
  written()
    .flatMap(line => /^began (\d+)/.exec(line)?.[1] ?? [])
    .map(Number);
const count = (what: string) => written().filter(line => line.startsWith(what)).length;
async function until(holds: () => boolean) {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10));
}

/** Asks for the page as its script does; gives how to hang up, and the whole page once it is there. */
function look(number: number, looker: string) {
  const url = `${running.origin}/plans/try?${new URLSearchParams({ ...asked(number), looker })}`;
  const sent = request(url);
  const page = new Promise<string>((resolve, reject) => {
    sent.on('error', reject).on('response', answer => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => resolve(Buffer.concat(pieces).toString()));
    });
  });
  page.catch(() => undefined);
  sent.end();
  return { page, hangUp: () => sent.destroy() };
}

test('a draft whose page hangs up is left at its next run, and its process goes on to the next', async () => {
  const first = look(1, randomUUID());
  await until(() => begun().includes(1));
  first.hangUp();
  await until(() => count('left') === 1);
  assert.equal(count('done'), 0);
  assert.equal(planDesk.standing(ask(1), 'draft').state, 'missing');
  const standing = await planDesk.answer(ask(2), 'draft', LONG);
  assert.equal(standing.state, 'ready');
  assert.equal(processes().size, 1, 'one process, which was not begun anew');
});

test('a slider that moves twenty times leaves every draft but its last, in one process, and one who looks at the same time has theirs', async () => {
  const [mover, other] = [randomUUID(), randomUUID()];
  const before = { begun: begun().length, done: count('done') };
  const move = (number: number) => planDesk.answer(ask(number), 'draft', LONG, mover);
  void move(100);
  await until(() => begun().includes(100));
  const theirs = planDesk.answer(ask(500), 'draft', LONG, other);
  for (let number = 101; number < 119; number++) void move(number);
  assert.equal((await move(119)).state, 'ready');
  assert.equal((await theirs).state, 'ready');
  assert.deepEqual(begun().slice(before.begun), [100, 500, 119]);
  assert.equal(count('done') - before.done, 2, 'two were worked out whole: the last, and the other’s');
  for (let number = 100; number < 119; number++)
    assert.equal(planDesk.standing(ask(number), 'draft').state, 'missing', `draft ${number}`);
  assert.equal(processes().size, 1);
});

test('a draft that somebody else waits for is not left when one of the two moves on', async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  const left = count('left');
  void planDesk.answer(ask(700), 'draft', LONG, one);
  const theirs = planDesk.answer(ask(700), 'draft', LONG, two);
  await until(() => begun().includes(700));
  const own = planDesk.answer(ask(701), 'draft', LONG, one);
  assert.equal((await theirs).state, 'ready');
  assert.equal((await own).state, 'ready');
  assert.equal(count('left'), left);
});

test('a page without a script keeps its draft: another page does not take it away', async () => {
  const app = await buildApp(
    testOptions({ services: testServices({ planDesk: { ...planDesk, patience: 0 } }) }),
  );
  const { body } = await app.inject(`/plans/try?${new URLSearchParams(asked(800))}`);
  assert.match(body, /data-looker="[0-9a-f-]{36}"/);
  await app.close();
  assert.equal((await planDesk.answer(ask(801), 'draft', LONG, randomUUID())).state, 'ready');
  assert.equal(planDesk.standing(ask(800), 'draft').state, 'ready');
});

test('the process that runs plans leaves a draft between two runs, for the one that was asked for instead', async () => {
  const desk = openPlanDesk({
    folder: join(folder, 'real'),
    scenarios: scenarioFolder,
    replications: { draft: 100_000, whole: 2 },
  });
  try {
    const looker = randomUUID();
    const short = (number: number) => ({ ...ask(number), lines: 'years: 1\ndrawnYear: 1' });
    const done = (number: number) => {
      const standing = desk.standing(short(number), 'draft');
      return standing.state === 'working' ? standing.done : 0;
    };
    await desk.answer(short(900), 'draft', 0, looker);
    await until(() => done(900) > 0);
    await desk.answer(short(901), 'draft', 0, looker);
    assert.equal(desk.standing(short(900), 'draft').state, 'missing');
    await until(() => done(901) > 0);
  } finally {
    await desk.stop();
  }
});
