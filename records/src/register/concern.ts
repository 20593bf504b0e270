import type { ConcernEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { kept } = fieldsOf('concern');
const held = (purpose: string) => kept('concern', purpose);

const by = held('who did it, and is answerable for it');

/** All of a concern is kept back from a person who asks, that there is one included (E23). */
export const concernRegister: EventRegister<ConcernEvent> = {
  raised: {
    source: held('where it came from'),
    by,
    immediateDanger: held('whether somebody acts at once (E34)'),
    said: held('the words in which it was told (E33)'),
    child: held('which child, so that they can be found and helped (E33)'),
  },
  passed_on: { by, to: held('who was told'), reference: held('their reference, to ask after it') },
  reviewed: { by, agreed: held('whether a second person agreed (E34)') },
  decided: {
    by,
    share: held('whether it is shared (E7)'),
    ground: held('on what ground'),
    told: held('whether the person was told'),
    reason: held('why, in words'),
  },
  linked_to_case: { case: held('which case it touches (E6)'), by },
  chased: { by, reference: held('their reference, to ask after it') },
  concern_closed: { by },
};
