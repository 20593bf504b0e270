import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readOrigin } from '../../src/serve/origin.ts';

test('the public address is an address alone: what would end up on paper with it is refused, and not said again', () => {
  assert.equal(readOrigin(undefined, true), undefined);
  assert.equal(readOrigin('', false), undefined);
  assert.equal(readOrigin('https://Desk.Example/', true), 'https://desk.example');
  assert.equal(readOrigin('http://desk.example:8080', true), 'http://desk.example:8080');
  const wrong = [
    'desk.example',
    'ftp://desk.example',
    'https://a:canary@desk.example',
    'https://desk.example/canary',
  ];
  for (const given of [...wrong, 'https://desk.example?canary', 'https://desk.example#canary', 'canary']) {
    assert.throws(
      () => readOrigin(given, true),
      (error: Error) => error.name === 'Refused' && !error.message.includes('canary'),
    );
  }
});

test('E39: a demonstration has no address but this machine’s', () => {
  assert.throws(() => readOrigin('https://desk.example', false), { name: 'Refused', message: /add --empty/ });
});
