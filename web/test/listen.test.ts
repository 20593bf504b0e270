import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen } from '../src/listen.ts';
import { testOptions } from './services.ts';

const { origin: _, ...options } = testOptions();

test('E39: a demonstration listens on this machine only, whatever it is asked', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.7', 'example.org']) {
    await assert.rejects(listen({ ...options, port: 0, host }), /listens on this machine only/, host);
  }
});

test('a free port is taken, a taken one is refused by the system, and stopping frees it', async () => {
  const first = await listen({ ...options, port: 0 });
  const port = Number(new URL(first.origin).port);
  await assert.rejects(listen({ ...options, port }), { code: 'EADDRINUSE' });
  assert.equal((await fetch(`${first.origin}/help/tonight`)).status, 200);
  await first.stop();
  const second = await listen({ ...options, port });
  assert.equal(second.origin, first.origin);
  await second.stop();
});
