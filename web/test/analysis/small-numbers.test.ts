import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { share } from '@throughcare/linkage';
import { sayCount, shareWith, shareWithout } from '../../src/analysis/small-numbers.ts';

const anyShare = fc
  .integer({ min: 1, max: 5000 })
  .chain(of => fc.integer({ min: 0, max: of }).map(count => share(count, of)));

test('E16: a share is exact only where at least ten have it and at least ten have not', () => {
  fc.assert(
    fc.property(anyShare, one => {
      const without = one.of - one.count;
      for (const shown of [shareWithout(one), shareWith(one)]) {
        assert.equal(shown.shown === 'exact', one.count >= 10 && without >= 10);
      }
    }),
  );
});

test('E16: what is said of a few is true, and the same whatever the few are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 5000 }), fc.integer({ min: 0, max: 9 }), (of, few) => {
      const shown = shareWithout(share(of - few, of));
      assert.deepEqual(shown, shareWithout(share(of, of)));
      if (shown.shown === 'few') assert.ok((1000 * few) / of <= shown.atMostPer1000);
    }),
  );
});

test('E16: a count under ten, nought too, is fewer than 10', () => {
  assert.deepEqual([0, 9, 10, 1234].map(sayCount), ['fewer than 10', 'fewer than 10', '10', '1,234']);
});
