import type { EveryRole } from '../frame/every-role.ts';
import { formFields } from '../post.ts';
import { sendFile, settled, walkOf } from '../study-desk/house.ts';
import { told, type Words } from './words.ts';

/** Files that an analyst chooses by mistake: somebody's own, broken, of another kind, or with a name for a name. */
export async function uploadWith(house: EveryRole, words: Words): Promise<void> {
  const { app, kept, options } = house;
  const cookie = house.cookies.get('analyst')!;
  const desk = options.services.studyDesk.of(kept.organisation);
  const study = await walkOf(app, cookie).begin('Uploads');
  const url = `${study}/extract`;
  const send = async (name: string, content: string | Buffer, type?: string) => {
    const { body } = await app.inject({ url, headers: { cookie } });
    await sendFile(app, url, formFields(body, url), { name, content, ...(type && { type }) }, cookie);
    if (desk.work(desk.study(study.split('/').at(-1)!)!)) await settled(desk, study);
  };
  const word = (what: string) => words.of(`an upload: ${what}`);
  const head = 'person,surname,born_on,postcode,age\n';
  const row = (what: string) => `p1,${word(what)},${told.bornOn},${told.postcode},40\n`;
  const many = (what: string) => Array.from({ length: 40 }, () => row(what)).join('');
  await send('people.csv', head + row('a cell'));
  await send('many.csv', head + many('a cell of many rows'));
  await send('few.csv', `${head}p1,${word('too few cells')}\n`);
  await send('open.csv', `${head}p1,"${word('an open quotation mark')},2\n`);
  await send('no-head.csv', row('no header') + row('no header'));
  await send('twice.csv', `${word('the same header twice')},${word('the same header twice')}\n1,2\n`);
  await send('pipes.csv', (head + row('other marks')).replaceAll(',', '|'));
  await send('bytes.csv', Buffer.concat([Buffer.from(head + row('bytes')), Buffer.from([0xff, 0xfe])]));
  await send('long.csv', head + row('long').replace(word('long'), word('long').repeat(60)));
  await send('table.parquet', `PAR1${word('no Parquet')}PAR1`);
  await send('page.csv', `%PDF-1.7 ${word('another kind')}`, 'application/pdf');
  await send(`${word('a name that is refused')}.docx`, head + row('a cell'));
  await send(`../../${word('a name with a path')}/people.csv`, head + row('a cell'));
}
