import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilledStream } from '@throughcare/records';
import { fillDemonstration, type FillingOptions } from '../../src/serve/demonstration.ts';
import { unfinishedFilling } from '../../src/serve/unfinished-filling.ts';

/** A record that keeps streams ten at a time, as the real one keeps a batch: whole or not at all. */
function recordOf(kept: FilledStream[], afterBatch: () => void): FillingOptions['records'] {
  const organisations = () =>
    Promise.resolve(kept.length === 0 ? [] : [{ id: kept[0].id, name: 'Made up', madeUp: true }]);
  return {
    organisations,
    async fill(_organisation, streams) {
      const before = kept.length;
      let batch: FilledStream[] = [];
      for (const stream of streams) {
        batch.push(stream);
        if (batch.length < 10) continue;
        kept.push(...batch);
        batch = [];
        afterBatch();
      }
      kept.push(...batch);
      return { streams: kept.length - before, events: 0, already: 0 };
    },
    verifyAudit: () =>
      Promise.resolve({
        whole: true,
        first: undefined,
        faults: [],
        checked: { organisations: 1, streams: kept.length, events: 0, access: 0, seals: 0, roots: 0 },
        unsealed: { events: 0, access: 0 },
        setAside: [],
        projections: {},
      }),
  };
}

/** Fills in a folder of its own: a start each for the days given, all but the last stopped after its third batch. */
async function filledOver(...days: string[]): Promise<{ kept: FilledStream[]; said: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-filling-'));
  const kept: FilledStream[] = [];
  const said: string[] = [];
  try {
    for (const [nth, today] of days.entries()) {
      const last = nth === days.length - 1;
      const stopping = new AbortController();
      let batches = 0;
      const records = recordOf(kept, () => {
        if (!last && ++batches === 3) stopping.abort();
      });
      const now = Date.parse(`${today}T10:00:00Z`);
      const filling = fillDemonstration({
        records,
        folder,
        people: nth === 0 ? 100 : undefined,
        now,
        tell: words => void said.push(words),
        stop: stopping.signal,
      });
      if (last) await filling;
      else await assert.rejects(filling, { name: 'Refused', message: /the next start goes on/ });
    }
    assert.equal(unfinishedFilling(folder), undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { kept, said };
}

test('a filling that was stopped twice, and went on days later, ends as one that never was', async () => {
  const whole = await filledOver('2026-11-02');
  const stopped = await filledOver('2026-11-02', '2026-11-03', '2026-11-05');
  assert.ok(whole.kept.length > 100);
  assert.deepEqual(stopped.kept, whole.kept);
  assert.match(stopped.said.join('\n'), /cut short\. Going on with it: about 100/);
});

test('a demonstration that is filled is left as it is, and says that --people came too late', async () => {
  const said: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-filling-'));
  const kept = [{ id: 'there' } as FilledStream];
  const found = await fillDemonstration({
    records: recordOf(kept, () => {}),
    folder,
    people: 5000,
    now: 0,
    tell: words => void said.push(words),
    stop: new AbortController().signal,
  }).finally(() => rmSync(folder, { recursive: true }));
  assert.deepEqual([found, kept.length], [{ organisation: 'there' }, 1]);
  assert.match(said.join(), /--people had no effect/);
});
