import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ledgerFile } from '../../src/lifetime/ledger.ts';
import { csv, map as arrivingMap, referred } from '../arriving/sheet.ts';
import { askedFor, canary } from '../lifetime/erasing.ts';
import {
  countsIn,
  elsewhere,
  eraseByTwo,
  exportTo,
  house,
  ledgerIn,
  linesOf,
  rewrite,
  type House,
} from './moving.ts';

/** Somebody was erased before the export, and somebody else after it. */
let from: House;
let later: string;
let since: string;
before(async () => {
  from = await house();
  since = await askedFor(from.at);
  const folder = `${from.folder}-of-monday`;
  await exportTo(from.at.records, from.at, folder);
  await eraseByTwo(from.at, since);
  later = ledgerFile(from.at.rootsFolder, from.at.organisation);
  from = { ...from, folder };
});
after(() => from.close());

const found = async (records: House['at']['records']) =>
  (await records.as(from.at.lead).people({ search: canary.surname })).rows.map(row => row.case);

test('E22, E42: whoever was erased after the export was made does not come back, where the newest ledger is given', async () => {
  const to = await elsewhere(from.at);
  try {
    const imported = await to.records.importEverything({ folder: from.folder, erased: later });
    assert.equal(imported.erasures, 2);
    assert.equal(imported.erasedSince, 1, 'told by number');
    assert.deepEqual(await found(to.records), []);
    assert.equal(
      linesOf(ledgerFile(to.rootsFolder, from.at.organisation)).length,
      2,
      'outside the database too',
    );
    await to.records.tend();
    assert.deepEqual((await to.records.verifyAudit()).faults, []);
    const again = await to.records.importEverything({ folder: from.folder, erased: later });
    assert.deepEqual([again.streams, again.erasures, again.erasedSince], [0, 0, 1]);
    // Without that ledger too: what stands in the ledger of this record is enough.
    assert.equal((await to.records.importEverything({ folder: from.folder })).streams, 0);
  } finally {
    await to.close();
  }
});

test('E22, E42: a ledger of a later day does not erase by itself who stands here: two people do', async () => {
  const to = await elsewhere(from.at);
  try {
    await to.records.importEverything({ folder: from.folder });
    assert.deepEqual(await found(to.records), [since]);
    const standing = await countsIn(to.database);
    await assert.rejects(
      to.records.importEverything({ folder: from.folder, erased: later }),
      /^case\.jsonl:\d+: case \S+ stands in this record, and the ledger says that it was erased\. Let two people erase it here/m,
    );
    assert.deepEqual(await countsIn(to.database), standing);
    await eraseByTwo({ ...from.at, records: to.records }, since);
    // Erased here by two people meanwhile, so there is nothing left to say.
    const imported = await to.records.importEverything({ folder: from.folder, erased: later });
    assert.deepEqual([imported.streams, imported.erasures], [0, 0]);
    await to.records.tend();
    assert.deepEqual((await to.records.verifyAudit()).faults, []);
  } finally {
    await to.close();
  }
});

test('E22, E42: a ledger of an earlier day, of another record, or with a line taken out is refused', async () => {
  const to = await elsewhere(from.at);
  try {
    const empty = await countsIn(to.database);
    const refused = async (text: string, words: RegExp) => {
      const file = join(from.folder, '..', 'ledger.jsonl');
      writeFileSync(file, text);
      await assert.rejects(to.records.importEverything({ folder: from.folder, erased: file }), words);
      assert.deepEqual(await countsIn(to.database), empty);
    };
    const [first, second] = readFileSync(later, 'utf8').trim().split('\n');
    await refused('', /does not go on from the ledger of the export/);
    await refused(`${second}\n`, /ledger\.jsonl:1: number: came 2; allowed: 1, the next/);
    await refused(`${first}\n${second.slice(0, 50)}`, /ledger\.jsonl:2: came a line that is cut off/);
    const otherwise = JSON.parse(first);
    otherwise.content.erasedAt++;
    await refused(
      `${JSON.stringify(otherwise)}\n${second}\n`,
      /ledger\.jsonl:2: previous: came the hash of another line/,
    );
  } finally {
    await to.close();
  }
});

test('E22, E42: an export whose ledger names who is in its files: nobody erased is taken in', async () => {
  const folder = `${from.folder}-mended`;
  cpSync(from.folder, folder, { recursive: true });
  rewrite(folder, 'erased.jsonl', () => readFileSync(later, 'utf8'));
  rewrite(folder, 'manifest.json', text =>
    text.replace('"erased.jsonl","lines":1', '"erased.jsonl","lines":2'),
  );
  const to = await elsewhere(from.at);
  try {
    const imported = await to.records.importEverything({ folder });
    assert.equal(imported.erasedSince, 1);
    assert.deepEqual(await found(to.records), []);
    assert.equal(ledgerIn(folder).length, 2);
  } finally {
    await to.close();
  }
});

test('E22, E42: where a ledger of another record of this organisation lies outside, nothing is taken in before it is given', async () => {
  const to = await elsewhere(from.at);
  try {
    const file = ledgerFile(to.rootsFolder, from.at.organisation);
    mkdirSync(join(file, '..'), { recursive: true });
    cpSync(later, file);
    await assert.rejects(
      to.records.importEverything({ folder: from.folder }),
      /another record of this organisation wrote.*--erased/s,
    );
    assert.deepEqual(await to.records.organisations(), []);
  } finally {
    await to.close();
  }
});

test('E22, E43: where people had been erased before the move, no caseload is taken in until somebody says that no file is from before', async () => {
  const to = await elsewhere(from.at);
  const { organisation, administrator } = from.at;
  const file = join(to.rootsFolder, 'people.csv');
  writeFileSync(
    file,
    csv([{ ...referred, Ref: 'NEW-1', 'Last name': 'Quarmby', DOB: '02/02/1981', PNC: '' }]),
  );
  const asked = { organisation, by: administrator.userId, people: file, map: arrivingMap };
  const arrived = async (more: { dryRun: boolean; sinceMove?: boolean }) => {
    const outcomes: string[] = [];
    await to.records.arrive({ ...asked, ...more }, one => outcomes.push(one.outcome));
    return outcomes;
  };
  try {
    await to.records.importEverything({ folder: from.folder });
    const before = await countsIn(to.database);
    for (const dryRun of [true, false])
      await assert.rejects(
        arrived({ dryRun }),
        /one case had been erased by then\. .* Nothing was taken in\. .*--since-move/s,
      );
    assert.deepEqual(await countsIn(to.database), before);
    assert.deepEqual(await arrived({ dryRun: false, sinceMove: true }), ['accepted']);
  } finally {
    await to.close();
  }
});
