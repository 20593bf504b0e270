import { isMapping, own } from './own.ts';
import type { Mapping } from './own.ts';
import type { PlacedFault } from './scenario-check.ts';
import { nearest } from './scenario-error.ts';

type Path = PlacedFault['path'];
type Say = (fault: PlacedFault) => void;

/**
 * A file's lines over those of the file that it extends. In `stages` each field of a stage is replaced whole, elsewhere
 * each name; null takes a stage, a parameter or a field away. What is wrong in the upper file alone is said of it.
 */
export function overlay(base: Mapping, child: Mapping, say: Say): Mapping {
  const out: Mapping = { ...base };
  for (const [word, value] of Object.entries(child)) {
    if (word === 'extends') continue;
    const before = own(base, word);
    if (!isMapping(before) || !isMapping(value)) out[word] = value;
    else if (word === 'stages') out[word] = byName([word], before, value, say, byField(say));
    else if (word === 'parameters' || word === 'data')
      out[word] = byName([word], before, value, say, figure(say));
    else out[word] = byName([word], before, value, say, (_, below) => below.value);
  }
  return out;
}

type OfTwo = (path: Path, of: { readonly before: unknown; readonly value: unknown }) => unknown;

function byName(path: Path, base: Mapping, child: Mapping, say: Say, ofTwo: OfTwo): Mapping {
  const out: Mapping = { ...base };
  for (const [name, value] of Object.entries(child)) {
    const before = own(base, name);
    if (value !== null) {
      out[name] = ofTwo([...path, name], { before, value });
      continue;
    }
    if (before === undefined) say(takesNothingAway([...path, name], Object.keys(base)));
    delete out[name];
  }
  return out;
}

const byField =
  (say: Say): OfTwo =>
  (path, { before, value }) =>
    isMapping(before) && isMapping(value)
      ? byName(path, before, value, say, (_, field) => field.value)
      : value;

/** What says where a number comes from; the rest but the label is the number. */
const origin = ['date', 'source', 'note'];

/**
 * A number that is replaced goes as a whole, with its unit, date, source and note: a new number never stands beside an
 * old one's range or source. Its label stays. Where only the origin is given anew, the number stays.
 */
const figure =
  (say: Say): OfTwo =>
  (path, { before, value }) => {
    if (!isMapping(before) || !isMapping(value)) return value;
    const given = Object.keys(value);
    const isNewNumber = given.some(key => key !== 'label' && !origin.includes(key));
    const isNewOrigin = isNewNumber || given.some(key => key === 'date' || key === 'source');
    const kept = Object.entries(before).filter(
      ([key]) => key === 'label' || !(origin.includes(key) ? isNewOrigin : isNewNumber),
    );
    const out: Mapping = Object.fromEntries(kept);
    for (const key of given) {
      if (value[key] !== null) out[key] = value[key];
      else {
        if (own(before, key) === undefined) say(takesNothingAway([...path, key], Object.keys(before)));
        delete out[key];
      }
    }
    if (isNewNumber && out['unit'] === undefined && typeof before['unit'] === 'string') {
      say({
        path,
        what: `${path.join('.')} has a new number and no unit.`,
        mend: `Write its unit: too, in the file that it extends it was ${before['unit']}.`,
      });
      out['unit'] = before['unit'];
    }
    return out;
  };

function takesNothingAway(path: Path, known: readonly string[]): PlacedFault {
  const name = String(path.at(-1));
  const close = nearest(name, known);
  return {
    path,
    what: `null takes ${name} away, and there is none in the file that this one extends.`,
    mend: close ? `Did you mean ${close}?` : 'Remove this line.',
  };
}
