import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jaro, jaroWinkler } from '../src/index.ts';

// Winkler (1994), "Advanced methods for record linkage", table 1, to the three digits printed there.
const published: [string, string, number, number][] = [
  ['shackleford', 'shackelford', 0.97, 0.982],
  ['dunningham', 'cunnigham', 0.896, 0.896],
  ['nichleson', 'nichulson', 0.926, 0.956],
  ['jones', 'johnson', 0.79, 0.832],
  ['massey', 'massie', 0.889, 0.933],
  ['abroms', 'abrams', 0.889, 0.922],
  ['hardin', 'martinez', 0.722, 0.722],
  ['itman', 'smith', 0.467, 0.467],
  ['martha', 'marhta', 0.944, 0.961],
  ['dwayne', 'duane', 0.822, 0.84],
  ['dixon', 'dicksonx', 0.767, 0.813],
];

test('jaro and jaroWinkler give the published likenesses', () => {
  for (const [a, b, plain, winkler] of published) {
    assert.ok(Math.abs(jaro(a, b) - plain) <= 0.00051, `${a} ${b}: ${jaro(a, b)}`);
    assert.ok(Math.abs(jaroWinkler(a, b) - winkler) <= 0.00051, `${a} ${b}: ${jaroWinkler(a, b)}`);
  }
});

test('likeness lies from 0 to 1 and is 1 for a word and itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      assert.equal(jaroWinkler(a, a), 1);
      const likeness = jaroWinkler(a, b);
      assert.ok(likeness >= 0 && likeness <= 1);
    }),
  );
});
