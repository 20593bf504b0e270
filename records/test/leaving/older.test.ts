import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCorrection } from '../../src/history/correction.ts';
import { kinds } from '../../src/leaving/kinds.ts';
import { writtenStreams, type WrittenEvent } from '../history/written.ts';
import { elsewhere } from './moving.ts';

const today = { clock: { now: Date.UTC(2026, 10, 26, 10) } };

function lineOf(written: WrittenEvent): string {
  const {
    stream,
    version,
    type,
    schema,
    occurredOn,
    recordedAt,
    actor,
    replaces,
    stands,
    why,
    facts,
    sealed,
  } = readCorrection(written);
  const line = { record: stream, version, type, schema, occurred_on: occurredOn };
  const told = {
    recorded_at: new Date(recordedAt).toISOString(),
    actor,
    replaces,
    stands,
    why,
    facts,
    sealed,
  };
  return `${JSON.stringify({ ...line, ...told })}\n`;
}

/** Stream by stream, in the order of their ids. What was written of several organisations is told of the first. */
function writtenRecords(): WrittenEvent[][] {
  const streams = [...writtenStreams().values()];
  const [[{ stream }]] = streams.filter(([first]) => first.type === 'founded');
  const organisation = streams
    .filter(([first]) => first.kind === 'organisation')
    .sort(([first]) => (first.stream === stream ? -1 : 1))
    .flat()
    .map((event, index) => ({ ...event, stream, version: index + 1 }));
  const others = streams.filter(([first]) => first.kind !== 'organisation');
  return [organisation, ...others].sort(([one], [other]) => (one.stream < other.stream ? -1 : 1));
}

/** What every version up to now wrote, in the shapes of those versions, as an export from before there was a manifest. */
function olderExport(folder: string): number {
  const streams = writtenRecords();
  const sums = [...kinds.map(kind => `${kind}.jsonl`), 'access.jsonl', 'erased.jsonl'].map(name => {
    const own = streams.filter(([first]) => `${first.kind}.jsonl` === name);
    const text = own.flatMap(its => its.map(lineOf)).join('');
    writeFileSync(join(folder, name), text);
    return `${createHash('sha256').update(text).digest('hex')}  ${name}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return streams.flat().length;
}

test('E42: what any version ever wrote is taken in, lifted into the shapes of today', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-older-'));
  const to = await elsewhere(today);
  try {
    const events = olderExport(folder);
    const imported = await to.records.importEverything({ folder });
    assert.ok(events > 100);
    assert.equal(imported.events, events);
    assert.equal(imported.leftOut, null, 'an export from before it was said what is left out');
    const { faults, projections } = await to.records.verifyAudit();
    assert.deepEqual([faults, projections], [[], {}]);
    assert.equal((await to.records.importEverything({ folder })).events, 0);
  } finally {
    await to.close();
    rmSync(folder, { recursive: true });
  }
});
