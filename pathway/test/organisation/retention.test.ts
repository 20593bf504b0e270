import assert from 'node:assert/strict';
import { test } from 'node:test';
import { organisationDecider, upcast, type DecidedEvent } from '../../src/index.ts';

test('a schedule of the first schema loses the claim that somebody checked it, and has to be set again before a check', () => {
  const old: Pick<DecidedEvent, 'type' | 'schema' | 'facts' | 'sealed'> = {
    type: 'retention_set',
    schema: 1,
    facts: {
      class: 'contact',
      months: 12,
      from: 'ended',
      agreed: 'by_schedule',
      owner: 'a',
      legalReference: 'policy 4, as told',
      reviewedBy: 'b',
    },
  };
  const { schema, facts } = upcast(organisationDecider.upcasts, old);
  assert.deepEqual([schema, facts.setBy, 'reviewedBy' in facts], [2, null, false]);
});
