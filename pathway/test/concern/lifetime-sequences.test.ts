import { test } from 'node:test';
import fc from 'fast-check';
import {
  concernDecider,
  concernErasureGrounds,
  day,
  dayFromNumber,
  dayNumber,
  holdGrounds,
  type ConcernCommand,
} from '../../src/index.ts';
import { by } from '../corrections.ts';
import { holdsForAnySequence } from '../sequences.ts';
import { keep, named, raised } from './commands.ts';
import { withoutPlaces } from './without-places.ts';

const today = day('2026-11-24');
const on = fc.integer({ min: dayNumber(day('2026-11-10')), max: dayNumber(today) }).map(dayFromNumber);
const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T)[]));
const c = fc.constant;
const hold = fc.constantFrom('h1', 'h2', 'h3');
const reason = c('as told');

const anyOfLifetime: fc.Arbitrary<ConcernCommand> = fc.oneof(
  fc.record({
    do: c('place_hold' as const),
    on,
    hold,
    ground: keys(holdGrounds),
    until: fc.option(on),
    reason,
  }),
  fc.record({ do: c('lift_hold' as const), on, hold, reason }),
  fc.record({ do: c('ask_erasure' as const), on, ground: keys(concernErasureGrounds), reason }),
  fc.record({ do: c('decline_erasure' as const), on, reason }),
  fc.record({ do: c('agree_erasure' as const), on }),
  fc.record({ do: c('add_words' as const), on, said: c('more'), child: c('') }),
  // More was told, so the two decide anew before it is closed again.
  fc.constant({ ...keep, on: today }),
  fc.record({ do: c('close' as const), on: c(today), outcome: c('not_shared' as const) }),
);

test('E22: nothing that is told of a concern as a record is accepted for nothing, of whatever day it is told', () => {
  const first = day('2026-11-10');
  const decided: readonly (readonly [ConcernCommand, string])[] = [
    [{ ...raised(false), on: first }, 'r'],
    [{ ...named, first: 'a', second: 'b', on: first }, 'r'],
    [{ ...keep, on: first }, 'a'],
    [{ ...keep, on: first }, 'b'],
  ];
  holdsForAnySequence({
    decider: concernDecider,
    commands: fc.array(by(anyOfLifetime, 'a', 'b', 'd'), { maxLength: 30, size: 'max' }),
    today,
    begin: [decided, [...decided, [{ do: 'close', on: day('2026-11-14'), outcome: 'not_shared' }, 'r']]],
    impossible: state => {
      const found = concernDecider.impossible(state);
      return found ? [found.code] : [];
    },
    seen: withoutPlaces,
    unseen: { add_words: 'they are sealed', agree_erasure: 'the concern is gone with it' },
    makes: command => (command.do === 'place_hold' ? command.hold : null),
    reaches: ['hold_lifted', 'erasure_declined', 'erased', 'words_added', 'concern_closed'],
  });
});
