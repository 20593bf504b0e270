import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readPort, refuseTakenPort } from '../../src/serve/port.ts';

test('a port is a whole number from 1 to 65535, and 3000 where nothing is said', () => {
  assert.equal(readPort(undefined), 3000);
  assert.equal(readPort(''), 3000);
  assert.equal(readPort('65535'), 65_535);
  for (const wrong of ['0', '-1', '65536', '3000.5', 'abc', ' ']) {
    assert.throws(() => readPort(wrong), { name: 'Refused', message: new RegExp(`PORT was "${wrong}"`) });
  }
});

test('a taken port is refused in words that offer another', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await assert.rejects(refuseTakenPort(port), { name: 'Refused', message: /is taken .* PORT=\d+ npm start/ });
  other.close();
  await once(other, 'close');
  await refuseTakenPort(port);
});
