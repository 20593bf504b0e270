import { test } from 'node:test';
import assert from 'node:assert/strict';
import { inTurn } from '../../src/serve/stop.ts';
import { sayFailures } from '../../src/serve/say-failures.ts';

const fullDisk = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

test('what fails to stop keeps nothing else from stopping, and a full disk is said in words', async () => {
  const stopped: string[] = [];
  const stopping = inTurn([
    () => void stopped.push('pages'),
    () => Promise.reject(fullDisk),
    () => void stopped.push('database'),
  ]);
  await assert.rejects(stopping, { name: 'Refused', message: /disk is full.*what was recorded is safe/ });
  assert.deepEqual(stopped, ['pages', 'database']);
});

test('the terminal of a demonstration says a page that failed for a full disk, and nothing of one that answered', () => {
  let said = '';
  const log = sayFailures(words => (said += words));
  log({ what: 'answered', route: '/help', method: 'GET', status: 200, ms: 3 });
  assert.equal(said, '');
  log({ what: 'failed', route: '/help', reference: 'c643175d', error: 'error', sqlState: '53100', at: [] });
  assert.match(said, /^The disk is full \(\/help, reference c643175d\)/);
});
