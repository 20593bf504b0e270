import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, day, waitingList, type OpenGroup, type Waiting } from '../src/index.ts';

const today = day('2026-03-04');
const person = (n: number, orderEnds: string | null): Waiting => ({
  case: `c${n}`,
  enrolment: `e${n}`,
  programme: 'p1',
  since: addDays(day('2026-01-01'), n),
  status: 'awaiting_allocation',
  orderEnds: orderEnds === null ? null : day(orderEnds),
});
const group = (id: string, startsOn: string, freePlaces: number): OpenGroup => ({
  group: id,
  programme: 'p1',
  startsOn: day(startsOn),
  freePlaces,
});

test('an order that ends before the earliest place is warned of, with both days', () => {
  const [only] = waitingList([person(1, '2026-05-12')], [group('g1', '2026-06-03', 4)], today);
  assert.equal(only.warning, 'Order ends 12 May 2026, earliest place 3 June 2026');
  assert.equal(only.tooLateBy, 22);
});

test('places are counted out in order of waiting, and the list is shown by what runs out first', () => {
  const list = waitingList(
    [person(1, null), person(2, '2026-05-12'), person(3, '2026-04-30')],
    [group('g1', '2026-04-01', 2), group('g2', '2026-06-03', 2)],
    today,
  );
  assert.deepEqual(
    list.map(one => [one.case, one.earliestPlace, one.warning !== null]),
    [
      ['c3', '2026-06-03', true],
      ['c2', '2026-04-01', false],
      ['c1', '2026-04-01', false],
    ],
  );
});

test('without a planned place the warning says so', () => {
  assert.equal(
    waitingList([person(1, '2026-05-12')], [], today)[0].warning,
    'Order ends 12 May 2026, no place planned',
  );
});

test('whose referral rests is shown with what it rests at, and takes no place before the others', () => {
  const list = waitingList(
    [{ ...person(1, '2026-05-12'), status: 'deprioritised' }, person(2, '2026-05-12')],
    [group('g1', '2026-04-01', 1)],
    today,
  );
  assert.deepEqual(
    list.map(one => [one.case, one.earliestPlace, one.warning]),
    [
      ['c1', null, 'Order ends 12 May 2026, the referral rests at “Deprioritised”'],
      ['c2', '2026-04-01', null],
    ],
  );
});

test('E10: nobody is left out or added, no more places are counted than there are, whatever the list', () => {
  const anyPerson = fc.tuple(fc.nat(400), fc.option(fc.integer({ min: -50, max: 400 })));
  const anyGroup = fc.tuple(fc.integer({ min: -30, max: 200 }), fc.nat(4));
  fc.assert(
    fc.property(
      fc.array(anyPerson, { maxLength: 30 }),
      fc.array(anyGroup, { maxLength: 8 }),
      (people, runs) => {
        const waiting = people.map(([since, ends], n) => ({
          ...person(n, null),
          since: addDays(today, -since),
          orderEnds: ends === null ? null : addDays(today, ends),
        }));
        const groups = runs.map(([starts, free], n) => group(`g${n}`, addDays(today, starts), free));
        const list = waitingList(waiting, groups, today);
        assert.deepEqual(list.map(one => one.enrolment).sort(), waiting.map(one => one.enrolment).sort());
        const free = groups
          .filter(one => one.startsOn >= today)
          .reduce((sum, one) => sum + one.freePlaces, 0);
        assert.equal(list.filter(one => one.earliestPlace !== null).length, Math.min(free, waiting.length));
      },
    ),
  );
});
