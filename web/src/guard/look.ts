import { looksFor, namesOfThings, type Noticed } from './words.ts';

const NAMES = new RegExp(`\\b(?:${namesOfThings.join('|')})\\b`, 'g');
const { sexual, material, victim } = looksFor;
const any = (words: readonly string[]) => `(?:${words.join('|')})`;
const CHILDREN = any(victim.children);
const THINGS = `${any(material.things)}s?`;

const patterns: Readonly<Record<Noticed, readonly RegExp[]>> = {
  sexual: [new RegExp(`\\b${any(sexual.stems)}`)],
  material: [
    // 'a picture of a girl', with a word or two between.
    new RegExp(`\\b${THINGS}\\s+${any(material.shows)}(?:\\s+[\\w’']+){0,3}?\\s+${CHILDREN}\\b`),
    new RegExp(`\\b[\\d,]+\\s+(?:\\w+\\s+)?(?:images|pictures|photos|photographs|videos|films|clips)\\b`),
    /\bcategory\s+[abc]\b/,
    new RegExp(`\\b[\\w-]+\\.${any(material.endings)}\\b`),
    /\b(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})\b/,
  ],
  victim: [
    new RegExp(`\\b${CHILDREN}(?:\\s+[\\w’']+){0,2}?\\s+${any(victim.naming)}\\s+\\w`),
    /\bvictim(?:s|’s|'s)?\s+(?:is|was|are|were|lives?|goes|attends?|school|name|address|parents?)\b/,
    /\b\d{1,2}[- ]years?[- ]old\s+(?:girl|boy|child|victim|daughter|son)\b/,
  ],
};

/**
 * What in a note of staff a second look is asked for, in the order of the list. The words themselves go nowhere: not
 * into what this gives, nor anywhere else.
 */
export function lookAt(text: string): readonly Noticed[] {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').replace(NAMES, ' ');
  return (Object.keys(patterns) as Noticed[]).filter(kind => patterns[kind].some(one => one.test(plain)));
}
