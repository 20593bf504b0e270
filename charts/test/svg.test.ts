import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { element, picture, tenths } from '../src/svg.ts';

const canvas = { width: 100, height: 50, size: 'wide', label: 'a' } as const;

test('whatever a text holds, a picture has no element and no attribute more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), hostile => {
      const svg = picture({ ...canvas, label: hostile }, [
        element('text', { x: 1, class: hostile }, hostile),
      ]);
      assert.deepEqual(
        [...svg.matchAll(/<\/?\w+/g)].map(([tag]) => tag),
        ['<svg', '<text', ...(svg.includes('</text') ? ['</text'] : []), '</svg'],
      );
      assert.equal([...svg.matchAll(/="/g)].length, 9);
    }),
  );
});

test('characters that XML cannot hold are left out', () => {
  const svg = picture(canvas, [element('text', {}, 'a\u0000b\u001Fc\uD800')]);
  assert.match(svg, /<text>abc\uFFFD<\/text>/);
});

test('a position that is no number is refused, and named', () => {
  assert.throws(() => element('circle', { cx: Number.NaN }), /cx came out as NaN/);
});

test('coordinates are written to a tenth, and nought has no sign', () => {
  assert.deepEqual(
    [1.25, -0.01, 3, 1e-9].map(value => tenths(value)),
    ['1.3', '0', '3', '0'],
  );
});
