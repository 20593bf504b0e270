/**
 * Words that occur nowhere else, one for each field that is filled in, so that wherever one turns up it tells by which
 * way it came. Letters alone: they pass for a name, and stay what they are in an address, in a page and in a log.
 */
const ROOT = 'Quillfeather';
const DIGITS = 'abcdefghij';
const aWord = new RegExp(`${ROOT}([${DIGITS}]+)q`, 'gi');

/** What is told of somebody beside their name. These have a shape of their own, so they are the same in every field. */
export const told = {
  postcode: 'QV98 4ZQ',
  district: 'QV98',
  pnc: '18/6630284H',
  bornOn: '1948-06-28',
  born: '28 June 1948',
  phone: '07700 900866',
} as const;

// A few letters are not to be found by chance in what is sealed or drawn.
const shaped = new RegExp(
  `(?<![A-Za-z0-9+/_-])(?:${told.district}|${told.pnc}|${told.bornOn}|${told.born}|${told.phone.replace(' ', ' ?')})(?![A-Za-z0-9+/_-])`,
  'g',
);

/** The first letters as they look in hexadecimal and, at each of three places in a group, in base64. */
const disguised = [ROOT, ROOT.toLowerCase()].flatMap(root => [
  Buffer.from(root).toString('hex'),
  ...[0, 1, 2].map(before => {
    const text = Buffer.from(`${'.'.repeat(before)}${root}`).toString('base64');
    return text.slice(before === 0 ? 0 : before + 1, 4 * Math.floor((before + root.length) / 3));
  }),
]);

/** Gives words, and remembers what each was given for. */
export interface Words {
  /** The word of a field, the same whenever it is asked for. */
  of(field: string): string;
  /** The fields whose words stand in a text, and what else of a person does: the field of no word is its shape. */
  in(text: string): string[];
}

export function openWords(): Words {
  const fields: string[] = [];
  const numbers = new Map<string, number>();
  return {
    of(field) {
      const number = numbers.get(field) ?? fields.push(field) - 1;
      numbers.set(field, number);
      return `${ROOT}${Array.from(String(number), digit => DIGITS[Number(digit)]).join('')}q`;
    },
    in(text) {
      const found = [...text.matchAll(aWord)].map(([, letters]) => {
        const number = Number(Array.from(letters.toLowerCase(), letter => DIGITS.indexOf(letter)).join(''));
        return fields[number] ?? 'a word that nobody was given';
      });
      const other = [...text.matchAll(shaped)].map(([one]) => one);
      const hidden = disguised.filter(one => text.includes(one)).map(one => `in disguise: ${one}`);
      return [...new Set([...found, ...other, ...hidden])];
    },
  };
}
