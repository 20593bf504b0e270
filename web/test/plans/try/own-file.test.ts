import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import type { Role } from '@throughcare/pathway';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import { MOST_FILE, packed, unpacked, uploadedScenario } from '../../../src/plans/try/own-file.ts';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import { cookiesOf, formFields } from '../../post.ts';
import { readPage } from '../../read-page.ts';
import { scenarioFolder, signedInAs, testOptions, testServices } from '../../services.ts';

const small = readFileSync(
  new URL('../../../../examples/calibration/small-service.yaml', import.meta.url),
  'utf8',
);
let folder: string;
let planDesk: PlanDesk;
let app: FastifyInstance;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-own-'));
  planDesk = openPlanDesk({
    folder,
    scenarios: scenarioFolder,
    replications: { draft: 2, whole: 3 },
    patience: 0,
  });
  app = await buildApp(testOptions({ services: testServices({ planDesk }), demonstration: false }));
});
after(async () => {
  await app?.close();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function send(name: string, body: string | Buffer, side = 'one', role: Role = 'commissioner') {
  const shown = await app.inject({ url: '/plans/try', headers: { cookie: signedInAs('commissioner') } });
  const fields = { ...formFields(shown.body, '/plans/try/own'), side };
  const parts = Object.entries(fields).map(
    ([field, value]) => `--canary\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--canary\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  return app.inject({
    method: 'POST',
    url: '/plans/try/own',
    headers: {
      cookie: cookiesOf(shown, signedInAs(role)),
      'content-type': 'multipart/form-data; boundary=canary',
    },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(body), Buffer.from('\r\n--canary--\r\n')]),
  });
}

const said = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('a file of one’s own runs, is shared by its link alone, and no file is written', async () => {
  const sent = await send('ours.yaml', small);
  assert.equal(sent.statusCode, 303, said(sent.body));
  const address = new URL(String(sent.headers['location']), 'http://x');
  assert.equal(address.searchParams.get('one'), 'your-file');
  assert.ok(sent.headers['location']!.length < 8000, 'a proxy takes the address');
  address.searchParams.set('two', 'your-file');
  for (;;) {
    const { html, words } = await readPage(app, address.pathname + address.search, {
      cookie: signedInAs('analyst'),
    });
    assert.match(html, /<option value="your-file" selected>Your file: A small service/);
    if (html.includes('data-watch')) await new Promise(resolve => setTimeout(resolve, 100));
    else {
      assert.match(words, /Draft\. 2 runs/);
      assert.match(words, /Assessed/);
      break;
    }
  }
  assert.ok(
    readdirSync(folder).every(name => /^[0-9a-f]{32}\.json$/.test(name)),
    readdirSync(folder).join(),
  );
  const { headers, body } = await app.inject({
    url: `/plans/try/file${address.search}&which=your-file`,
    headers: { cookie: signedInAs('analyst') },
  });
  assert.match(String(headers['content-disposition']), /your-file\.yaml/);
  assert.equal(body.trim(), small.trim());
});

test('one that extends what the house knows runs beside it', async () => {
  const sent = await send(
    'more.yml',
    'extends: base.yaml\nname: Courts are faster\nparameters: { court-time: { value: 3, unit: months } }\n',
    'two',
  );
  assert.equal(sent.statusCode, 303, said(sent.body));
  const { html } = await readPage(app, String(sent.headers['location']), {
    cookie: signedInAs('commissioner'),
  });
  assert.match(html, /<option value="your-file" selected>Your file: Courts are faster/);
});

test('what is wrong in it is told by its lines with the mend, and by the file where it stands in another', async () => {
  const sent = await send(
    'ours.yaml',
    'extends: base.yaml\nname: X\nyeers: 3\nparameters: { arrests: { value: many } }\n',
  );
  assert.equal(sent.statusCode, 422);
  assert.match(said(sent.body), /Your file cannot be run yet/);
  assert.match(said(sent.body), /Line 3\. [^.]*yeers/);
  assert.match(said(sent.body), /Nothing was run/);
  const other = await send('ours.yaml', 'extends: base.yaml\nname: X\nstages: { court: null }\n');
  assert.equal(other.statusCode, 422);
  assert.match(said(other.body), /base\.yaml, line \d+\./);
});

test('it extends what stands beside it here and nothing else: no path leads out', async () => {
  for (const extended of [
    '/etc/passwd',
    '../../../etc/passwd',
    'file:///etc/passwd',
    'your-lines.yaml',
    'C:\\boot.ini',
    '..',
  ]) {
    const sent = await send('ours.yaml', `name: X\nextends: "${extended.replaceAll('\\', '\\\\')}"\n`);
    assert.equal(sent.statusCode, 422, extended);
    assert.match(said(sent.body), /Line 2\. There is no file .* that can be read/, extended);
    assert.ok(!sent.body.includes('root:'), extended);
  }
  const round = await send('ours.yaml', 'name: X\nextends: your-file.yaml\n');
  assert.equal(round.statusCode, 422);
  assert.match(said(round.body), /This file extends itself/);
});

test('E1: a file that is none, is too large, or would grow without end is refused in words, and little of it is read', async () => {
  const laughs = [
    'a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]',
    ...Array.from({ length: 12 }, (_, k) => `a${k + 1}: &a${k + 1} [${Array(9).fill(`*a${k}`).join(', ')}]`),
  ].join('\n');
  const deep = `name: ${'['.repeat(30_000)}`;
  const files: [string, string | Buffer, RegExp][] = [
    ['laughs.yaml', laughs, /Aliases here stand for more than can be read/],
    ['deep.yaml', deep, /too deep to be read/],
    ['latin.yaml', Buffer.from('name: Caf\u00e9\n', 'latin1'), /no text in UTF-8/],
    ['wide.yaml', Buffer.from(small, 'utf16le'), /no text in UTF-8/],
    ['picture.yaml', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /Nothing/],
    ['archive.yaml', Buffer.from('504b0304140000000800', 'hex'), /Nothing/],
    ['ours.exe', small, /ends with \.yaml/],
    ['large.yaml', `name: X\n#${'x'.repeat(2_000_000)}`, /more than 64 kilobytes/],
    ['empty.yaml', '', /no scenario/],
    ['two.yaml', '--- {}\n--- {}\n', /second document/],
  ];
  for (const [name, body, words] of files) {
    const begun = Date.now();
    const sent = await send(name, body);
    assert.equal(sent.statusCode, 422, name);
    assert.match(said(sent.body), words, name);
    assert.ok(Date.now() - begun < 10_000, `${name} took long`);
  }
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 16_384;
      yield Buffer.alloc(16_384, 'x');
    }
  }
  const read = await uploadedScenario({ name: 'endless.yaml', bytes: endless() });
  assert.ok(!read.ok && given <= MOST_FILE + 2 * 16_384, String(given));
});

test('a link that was cut, or unpacks to more than a file may hold, says that the file is not here', async () => {
  const bomb = brotliCompressSync(Buffer.alloc(50_000_000, 'x')).toString('base64url');
  assert.ok(bomb.length < 9000, 'small enough to be tried');
  for (const own of [bomb, packed(small).slice(0, 900), 'x', '%%%', 'A'.repeat(20_000)]) {
    const { status, words } = await readPage(
      app,
      `/plans/try?${new URLSearchParams({ one: 'your-file', own })}`,
      { cookie: signedInAs('commissioner') },
    );
    assert.equal(status, 422);
    assert.match(words, /Your file is not here/);
  }
});

test('every text comes out of its address as it went in, and no word breaks the reading', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => {
      const found = unpacked(packed(text));
      // oxlint-disable-next-line no-control-regex -- what is refused on its way in is refused here
      if (!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text))
        assert.equal(found, text.replaceAll('\r\n', '\n'));
    }),
    { numRuns: 40 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), word => void unpacked(word)),
    { numRuns: 100 },
  );
});

test('whoever may not try a plan brings no file', async () => {
  assert.equal((await send('ours.yaml', small, 'one', 'practitioner')).statusCode, 403);
});
