// The same people in two files of made-up identities: pairs of ids, each with its weight and its reasons.
import { link, readIdentities } from '@throughcare/linkage';

const header = 'id,surname,forename,born_on,postcode_district,sex,pnc,sentenced_on';
const syllables = ['Kel', 'Mor', 'Tas', 'Vin', 'Dro', 'Pel', 'Sur', 'Wen', 'Bri', 'Lof'];
const made = (i: number) => ({
  surname: `${syllables[i % 10]}${syllables[Math.floor(i / 10) % 10].toLowerCase()}en`,
  forename: `${syllables[(i * 7) % 10]}${syllables[(i * 3 + 1) % 10].toLowerCase()}a`,
  born: `19${60 + (i % 40)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + ((i * 5) % 28)).padStart(2, '0')}`,
  district: `QX${1 + (i % 9)}`,
});
const rows = (ids: readonly number[], prefix: string) =>
  ids.map(i => {
    const { surname, forename, born, district } = made(i);
    return `${prefix}${i},${surname},${forename},${born},${district},${i % 2 ? 'M' : 'F'},,`;
  });
const all = Array.from({ length: 400 }, (_, i) => i);
const service = readIdentities(
  [
    header,
    ...rows(
      all.filter(i => i % 4 === 0),
      'S',
    ),
  ].join('\n'),
  { id: 'id' },
);
const extract = readIdentities([header, ...rows(all, 'E')].join('\n'), { id: 'id' });

const { pairs } = link(service, extract);
const right = pairs.filter(pair => pair.left.slice(1) === pair.person.slice(1)).length;
console.log(`${pairs.length} of ${service.length} records linked, ${right} of them rightly`);
console.log(pairs[0].reasons.map(reason => JSON.stringify(reason)).join('\n'));
