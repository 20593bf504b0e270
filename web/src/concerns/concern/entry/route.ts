import type { ConcernEvent } from '@throughcare/pathway';
import { putRight } from '../../../history/put-right.ts';
import { mayDo, versionOf } from '../../../history/told-entry.ts';
import { paths } from '../../../paths.ts';
import { anybodyHere } from '../../policy.ts';
import { tellChange, tellConcern, wordsOf } from '../../words.ts';
import { entryNumbered } from './numbered.ts';
import { concernAgain, isOfTheConcern } from './again.ts';

/** One entry of a concern, put right by whoever sees the concern and could have recorded it (E7, E33). */
export const concernEntry = putRight(paths.concernEntry, anybodyHere, async ({ records, who, params }) => {
  const found = await records.concern(params.concern);
  const recorded = found && entryNumbered(found, params.entry);
  if (!recorded) return undefined;
  const event = recorded as unknown as ConcernEvent;
  const may = mayDo(found, recorded, who);
  if (!isOfTheConcern(event) || !(may.instead || may.out)) return undefined;
  const nameOf = (user: string) => found.staff[user] ?? 'Somebody who has left';
  const { what: title, now } = tellConcern(event, nameOf);
  const { term, words } = wordsOf(event);
  const { template, again } = await concernAgain(event, found, records, who);
  return {
    kind: 'concern',
    stream: found.concern,
    shown: found,
    entry: {
      version: versionOf(recorded),
      on: event.occurredOn,
      title,
      words: words === '' ? now : `${now}\n\n${term}: ${words}`,
    },
    again: may.instead ? again : null,
    canTakeOut: may.out,
    page: {
      template,
      title: 'Put an entry right',
      action: paths.concernEntry(params),
      back: { href: paths.concern(params), words: 'The concern' },
    },
    say: said => tellChange(said as unknown as ConcernEvent, nameOf),
    nameOf,
  };
});
