import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { after, before, beforeEach, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { openRecords } from '../../src/index.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { openCase } from '../people.ts';
import { elsewhere, exportTo, rewrite } from './moving.ts';

const fixture = fileURLToPath(new URL('exports.fixture.ts', import.meta.url));

let at: TestRecords;
let auditor: Awaited<ReturnType<TestRecords['join']>>;
let top: string;
before(async () => {
  at = await testRecords();
  await openCase(at.records, await at.join('practitioner'));
  auditor = await at.join('auditor');
});
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'throughcare-cut-off-'));
});
after(async () => {
  await at.close();
});

async function eventually(is: () => boolean, words: string): Promise<void> {
  for (let tries = 0; !is(); tries++) {
    assert.ok(tries < 200, words);
    await sleep(50);
  }
}

/** Another process takes everything out, and `work` is done while it is half way. */
async function halfWay(work: (exporting: { kill: () => Promise<void> }) => Promise<void>): Promise<void> {
  await withClient(at.database.superuserUrl, async client => {
    await client.query('begin');
    // What was erased is read after all entries, and waits here.
    await client.query('lock table throughcare.erasure in access exclusive mode');
    const key = Buffer.from(at.masterKey).toString('hex');
    const { userId } = at.administrator;
    const args = [
      at.database.serveUrl,
      key,
      at.rootsFolder,
      at.organisation,
      userId,
      join(top, 'everything'),
    ];
    const child = spawn(process.execPath, [fixture, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(child, 'close');
    const kill = async () => {
      child.kill('SIGKILL');
      await ended;
    };
    try {
      await eventually(() => readdirSync(top).length > 0, 'nothing was begun');
      await work({ kill });
    } finally {
      await kill();
      await client.query('rollback');
    }
  });
}

test('E21, E42: an export that is killed leaves nothing in clear, and the auditor sees that somebody took everything out', async () => {
  await halfWay(async ({ kill }) => {
    const [half] = readdirSync(top);
    await eventually(() => existsSync(join(top, half, 'access.jsonl')), 'nothing was written');
    await kill();
    await eventually(() => readdirSync(top).length === 0, 'what was written stands in clear');
  });
  const { rows } = await at.records.as(auditor).auditTrail({ sinceMs: 0, act: 'exported' });
  assert.equal(rows.length, 1);
  assert.equal(rows[0].user, at.administrator.userId);
  assert.match(rows[0].detail, /reason: The service moves/);
});

/** What a power cut leaves of an export: the folder, and where it is written that it is being written. */
function leftByPowerCut(): string {
  const half = join(top, `everything.${randomUUID()}.half`);
  mkdirSync(half);
  writeFileSync(join(half, 'case.jsonl'), 'in clear');
  mkdirSync(join(at.rootsFolder, 'exports'), { recursive: true });
  writeFileSync(join(at.rootsFolder, 'exports', at.organisation), half);
  return half;
}

test('E42: what an export left when the power was cut is removed by the next round, or by the next export', async () => {
  const first = leftByPowerCut();
  await at.records.tend();
  assert.ok(!existsSync(first), 'the round removes it');
  const second = leftByPowerCut();
  await exportTo(at.records, at, join(top, 'everything'));
  assert.deepEqual([existsSync(second), readdirSync(top)], [false, ['everything']]);
  assert.deepEqual(readdirSync(join(at.rootsFolder, 'exports')), [], 'nothing waits to be removed any more');
});

test('E42: an export that is under way is not removed, and there is one at a time', async () => {
  // Its round waits for what holds the export up, and not for long.
  const { serveUrl } = at.database;
  const { masterKey, rootsFolder } = at;
  const hurried = await openRecords({
    serveUrl,
    masterKey,
    rootsFolder,
    kind: 'demonstration',
    clock: () => at.clock.now,
    patienceMs: 100,
  });
  await halfWay(async () => {
    const [half] = readdirSync(top);
    await hurried.tend().catch(() => {});
    await assert.rejects(
      exportTo(at.records, at, join(top, 'another')),
      /being taken out by somebody else at this moment/,
    );
    assert.deepEqual(readdirSync(top), [half]);
  });
  await hurried.close();
});

test('E42: an export that was changed on its way, its hashes with it, is refused where its digest was told by another way', async () => {
  const folder = join(top, 'everything');
  const { digest } = await exportTo(at.records, at, folder);
  const list = readFileSync(join(folder, 'SHA256SUMS'));
  assert.equal(digest, createHash('sha256').update(list).digest('hex'), 'any tool gives the same');
  const { rows } = await at.records.as(auditor).auditTrail({ sinceMs: 0, act: 'exported' });
  assert.ok(
    rows.some(one => one.detail.includes(digest)),
    'the old house keeps it, under its seals',
  );

  const to = await elsewhere(at);
  try {
    rewrite(folder, 'case.jsonl', text => text.replaceAll('"sex":"M"', '"sex":"F"'));
    await assert.rejects(to.records.importEverything({ folder, digest }), /somebody changed it on its way/);
    assert.deepEqual(await to.records.organisations(), []);
    rmSync(folder, { recursive: true });
    const { digest: again } = await exportTo(at.records, at, folder);
    const { events } = await to.records.importEverything({ folder, digest: ` ${again.toUpperCase()}\n` });
    assert.ok(events > 0);
  } finally {
    await to.close();
  }
});
