import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { readLines } from '../../src/leaving/read-lines.ts';
import {
  assertArrived,
  countsIn,
  elsewhere,
  exportTo,
  house,
  linesOf,
  rewrite,
  type Elsewhere,
  type House,
} from './moving.ts';

let from: House;
let to: Elsewhere;
let empty: Record<string, number>;
before(async () => {
  from = await house();
  to = await elsewhere(from.at);
  empty = await countsIn(to.database);
});
after(async () => {
  await to.close();
  await from.close();
});

/** A copy of the export that somebody changed. */
function changed(name: string, change: (folder: string) => void): string {
  const folder = `${from.folder}-${name}`;
  cpSync(from.folder, folder, { recursive: true });
  change(folder);
  return folder;
}

async function refused(folder: string, words: RegExp): Promise<void> {
  await assert.rejects(to.records.importEverything({ folder }), error => {
    assert.equal((error as Error).name, 'Refused', String((error as Error).stack));
    assert.match((error as Error).message, words);
    assert.match((error as Error).message, /Nothing was taken in|nothing of it was/);
    return true;
  });
  assert.deepEqual(await countsIn(to.database), empty, 'nothing is written');
}

/** Changes one line of a file, counted from 1. */
const line = (number: number, change: (line: Record<string, unknown>) => unknown) => (text: string) =>
  text
    .split('\n')
    .map((one, index) => (index + 1 === number ? JSON.stringify(change(JSON.parse(one))) : one))
    .join('\n');
const put = (name: string, value: unknown) => (one: Record<string, unknown>) => ({ ...one, [name]: value });

const wrong: readonly (readonly [string, string, (text: string) => string | Buffer, RegExp])[] = [
  [
    'a last line that is cut off',
    'case.jsonl',
    text => text.slice(0, -30),
    /^case\.jsonl:\d+: came a line that is cut off or no JSON; allowed: one JSON object$/m,
  ],
  ['a line that is empty', 'case.jsonl', text => `\n${text}`, /^case\.jsonl:1: came a line that is cut off/m],
  [
    'a list for a line',
    'case.jsonl',
    text => `[1]\n${text}`,
    /^case\.jsonl:1: came a list; allowed: one JSON object$/m,
  ],
  [
    'a version that is missing',
    'case.jsonl',
    line(2, put('version', 3)),
    /^case\.jsonl:2: version: came 3; allowed: 2, the next of this record$/m,
  ],
  [
    'a day that is none',
    'case.jsonl',
    line(1, put('occurred_on', '2026-02-30')),
    /^case\.jsonl:1: occurred_on: came 2026-02-30; allowed: a day/m,
  ],
  [
    'a name that is unknown',
    'group.jsonl',
    line(1, put('picture', 'x')),
    /^group\.jsonl:1: came a field of another name; allowed: record, version/m,
  ],
  [
    'a type that is unknown',
    'concern.jsonl',
    line(1, put('type', '\u001b[2Jx')),
    /^concern\.jsonl:1: type: came another one; allowed: a type of entry that this version records of a concern/m,
  ],
  [
    'a schema of a later version',
    'contact.jsonl',
    line(1, put('schema', 99)),
    /^contact\.jsonl:1: schema: came 99; allowed: 1 to \d+ .* later version/m,
  ],
  [
    'a field that no entry has (E1, E2)',
    'case.jsonl',
    line(1, one => ({ ...one, facts: { ...(one.facts as object), picture: 'x' } })),
    /^case\.jsonl:1: facts or sealed: came a field of another name; allowed of “referred”: /m,
  ],
  [
    'a text that cannot be kept',
    'case.jsonl',
    line(1, one => ({ ...one, facts: { ...(one.facts as object), reference: 'a\0' } })),
    /^case\.jsonl:1: came a text with characters that cannot be kept/m,
  ],
  [
    'a value of another kind',
    'case.jsonl',
    line(1, one => ({ ...one, facts: { ...(one.facts as object), reference: null } })),
    /^case\.jsonl:1: case \S+ cannot be kept/m,
  ],
  [
    'a correction of what comes later',
    'case.jsonl',
    line(1, put('replaces', 1)),
    /^case\.jsonl:1: replaces: came 1; allowed: the version of an entry before 1$/m,
  ],
  [
    'records out of order',
    'case.jsonl',
    text => text.trimEnd().split('\n').reverse().join('\n'),
    /^case\.jsonl:\d+: record: came \S+ after \S+; allowed: in order/m,
  ],
  [
    'one id for two records',
    'contact.jsonl',
    text => text.replaceAll(JSON.parse(text.split('\n')[0]).record, caseId()),
    /^contact\.jsonl:1: record: came \S+, which is another record’s/m,
  ],
  [
    'UTF-16',
    'opening.jsonl',
    text => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    /^opening\.jsonl:1: came UTF-16; allowed: UTF-8$/m,
  ],
  [
    'bytes that are no text',
    'opening.jsonl',
    text => Buffer.concat([Buffer.from(text), Buffer.from([0xc3, 0x0a])]),
    /^opening\.jsonl:\d+: came bytes that are no UTF-8; allowed: UTF-8$/m,
  ],
  [
    'another organisation beside it',
    'organisation.jsonl',
    text => `${text}${text.replaceAll(from.at.organisation, 'ffffffff-ffff-4fff-bfff-ffffffffffff')}`,
    /^organisation\.jsonl:\d+: record: came ffffffff\S+; allowed: one organisation/m,
  ],
  [
    'a ledger with a line taken out',
    'erased.jsonl',
    line(1, put('number', 2)),
    /^erased\.jsonl:1: number: came 2; allowed: 1, the next$/m,
  ],
  [
    'a manifest of a later version',
    'manifest.json',
    line(1, put('format', 99)),
    /laid out in format 99, and this version reads 1 to \d/,
  ],
  [
    'a record that the manifest counts',
    'opening.jsonl',
    () => '',
    /opening\.jsonl has 0 lines, and manifest\.json says \d/,
  ],
];
const caseId = () => JSON.parse(linesOf(join(from.folder, 'case.jsonl'))[0]).record as string;

for (const [name, file, change, words] of wrong) {
  test(`E42: ${name}: told by file and line with what came and what is allowed, and nothing is written`, () =>
    refused(
      changed(name.replace(/\W+/g, '-'), folder => rewrite(folder, file, change)),
      words,
    ));
}

test('E42: every fault is told, each once, and of very many the first', async () => {
  const folder = changed('many', copy => {
    rewrite(copy, 'case.jsonl', text => text.replace(/"schema":\d+/g, '"schema":0'));
    rewrite(copy, 'opening.jsonl', line(1, put('actor', '')));
  });
  await refused(
    folder,
    /^case\.jsonl:1: schema: came 0; allowed: a whole number from 1\ncase\.jsonl:2: [^]*And \d+ more\.$/m,
  );
});

test('E42: a folder that leads elsewhere, or waits, is no export', async () => {
  const list = (copy: string) => join(copy, 'SHA256SUMS');
  const outside = join(from.folder, '..', 'outside.jsonl');
  writeFileSync(outside, readFileSync(join(from.folder, 'case.jsonl')));
  const link = changed('link', copy => {
    rmSync(join(copy, 'case.jsonl'));
    symlinkSync(outside, join(copy, 'case.jsonl'));
  });
  await refused(link, /case\.jsonl is a link and no file/);
  const pipe = changed('pipe', copy => {
    rmSync(join(copy, 'case.jsonl'));
    execFileSync('mkfifo', [join(copy, 'case.jsonl')]);
  });
  await refused(pipe, /case\.jsonl is no file/);
  const path = changed('path', copy => {
    writeFileSync(list(copy), `${readFileSync(list(copy), 'utf8')}${'0'.repeat(64)}  ../outside.jsonl\n`);
  });
  await refused(path, /line \d+ of its SHA256SUMS is not a hash and the name of a file beside it/);
  const without = changed('without', copy => {
    writeFileSync(list(copy), readFileSync(list(copy), 'utf8').replace(/^.*erased\.jsonl\n/m, ''));
  });
  await refused(without, /erased\.jsonl is not among the files/);
  await refused(join(from.folder, 'README.md'), /it has no SHA256SUMS/);
});

test('E42: a line without an end is not held whole', async () => {
  const chunk = Buffer.alloc(64 * 1024, 'a');
  async function* chunks() {
    for (let n = 0; n < 1600; n++) yield chunk;
    yield Buffer.from('\n{}\n');
  }
  const before = process.memoryUsage().arrayBuffers;
  const read = [];
  for await (const one of readLines({ chunks })) read.push(one);
  assert.deepEqual(
    read.map(one => one.text),
    [null, '{}'],
  );
  assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024);
});

test('E42: with the line ends of Windows it is the same record; of two at once one takes it in', async () => {
  const folder = changed('windows', copy => {
    for (const kind of ['organisation', 'case', 'erased']) {
      rewrite(copy, `${kind}.jsonl`, text => text.replaceAll('\n', '\r\n'));
    }
  });
  const fresh = await elsewhere(from.at);
  try {
    const both = await Promise.allSettled([1, 2].map(() => fresh.records.importEverything({ folder })));
    const [lost] = both.filter(one => one.status === 'rejected');
    assert.match((lost.reason as Error).message, /being imported into this database by somebody else/);
    await assertArrived(from, fresh);
  } finally {
    await fresh.close();
  }
});

test('E42: another export, or a record that says something else, is refused before anything is written', async () => {
  const fresh = await elsewhere(from.at);
  const other = `${from.folder}-later`;
  try {
    await exportTo(from.at.records, from.at, other);
    await fresh.records.importEverything({ folder: from.folder });
    const standing = await countsIn(fresh.database);
    const refusedHere = async (folder: string, words: RegExp) => {
      await assert.rejects(fresh.records.importEverything({ folder }), words);
      assert.deepEqual(await countsIn(fresh.database), standing);
    };
    await refusedHere(other, /came here from another export on 12 March 2026[^]*Nothing was taken in/);
    // The same export by its mark, with other words: as after somebody wrote in the database by hand.
    const folder = changed('other-words', copy =>
      rewrite(copy, 'case.jsonl', line(1, put('actor', 'somebody'))),
    );
    const mark = createHash('sha256')
      .update(readFileSync(join(folder, 'SHA256SUMS')))
      .digest('hex');
    await withClient(fresh.database.superuserUrl, async client => {
      await client.query('set session_replication_role = replica');
      await client.query(
        `update throughcare.access set detail = detail || jsonb_build_object('export', $1::text) where what = 'import'`,
        [mark],
      );
    });
    await refusedHere(folder, /^case\.jsonl:1: version 1 of it is another one in this record$/m);
    await assert.rejects(
      from.at.records.importEverything({ folder: from.folder }),
      /is here already, and did not come by an import/,
    );
  } finally {
    await fresh.close();
  }
});
