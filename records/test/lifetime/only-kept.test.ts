import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openCase } from '../people.ts';
import { copying, on } from './copying.ts';

let here: Awaited<ReturnType<typeof copying>>;
before(async () => {
  here = await copying();
});
after(() => here.at.close());

test('a record that is only kept, not used, is in no extract until it is freed', async () => {
  const { at, ines, lead, act } = here;
  const analyst = await at.join('analyst');
  const id = await openCase(at.records, ines, { stage: 'before_the_court' });
  await act(ines, id, { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' });
  const sentence = {
    order: 'o1',
    proceedings: 'first',
    disposal: 'fine',
    months: null,
    suspended: null,
    requirements: [],
  } as const;
  await act(ines, id, { do: 'record_sentence', on, sentence });
  const rows = async () => {
    let lines = 0;
    for (const part of (await at.records.as(analyst).extract()).csv)
      lines += part.split('\n').filter(Boolean).length;
    return lines - 1;
  };
  assert.equal(await rows(), 1);
  await act(lead, id, { do: 'restrict_processing', on, ground: 'accuracy_disputed' });
  assert.equal(await rows(), 0);
  await act(lead, id, { do: 'free_processing', on });
  assert.equal(await rows(), 1);
});
