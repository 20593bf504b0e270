import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { failures } from '../../src/errors.ts';
import type { LogLine } from '../../src/frame/log.ts';
import { listen } from '../../src/listen.ts';
import { openHouse } from '../helpline/house.ts';
import { withClient } from '@throughcare/records/testing';

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const { origin: _, ...options } = house.options;
const lines: LogLine[] = [];
const running = await listen({ ...options, port: 0, slowest: 1500, log: line => void lines.push(line) });
after(() => running.stop());
const { port, host } = new URL(running.origin);
const CANARY = 'sparrowquill';

/** What stands in a request that a client of ours could not even make; reads until the server closes. */
function raw(text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', piece => (heard += piece.toString('utf8')));
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
  });
}

const request = (line: string, headers: readonly string[] = [], body = '') =>
  raw([line, `Host: ${host}`, 'Connection: close', ...headers, '', body].join('\r\n'));
const form = 'Content-Type: application/x-www-form-urlencoded';
const cookie = `Cookie: ${practitioner.cookie}`;

const entries = () =>
  withClient(house.database.superuserUrl, async client => {
    const { rows } = await client.query<{ many: number }>('select count(*) as many from throughcare.event');
    return rows[0].many;
  });
const before = await entries();

/** A page in words, that no cache keeps, and that says nothing of what was sent. */
function assertSaid(heard: string, status: readonly number[], what: string): void {
  const found = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1]);
  assert.ok(status.includes(found), `${what} is answered ${found}`);
  assert.match(heard, /content-type: text\/html; charset=utf-8/i, what);
  assert.match(heard, /cache-control: no-store/i, what);
  assert.match(heard, /content-security-policy: default-src 'none'/i, what);
  const { words, safe } = Object.values(failures).find(
    one => one.status === found && heard.includes(one.title),
  )!;
  assert.ok(heard.includes(words) && heard.includes(safe), what);
  const head = heard.slice(0, heard.indexOf('\r\n\r\n'));
  assert.ok(!head.includes(CANARY), `${what} is repeated in a header`);
}

const ways: Readonly<
  Record<string, readonly [line: string, status: number[], headers?: string[], body?: string]>
> = {
  'a NUL in the address': [`GET /${CANARY}%00 HTTP/1.1`, [404]],
  'half a character in the address': [`GET /people/%E0%A4%A${CANARY} HTTP/1.1`, [404], [cookie]],
  'a byte that is no text in an address': [`GET /help/%ff HTTP/1.1`, [404]],
  'a lone surrogate in an address': ['GET /people/%ED%A0%80 HTTP/1.1', [404], [cookie]],
  'steps up in an address': [`GET /../../${CANARY} HTTP/1.1`, [404]],
  'steps up that are written out': ['GET /assets/..%2f..%2fpackage.json HTTP/1.1', [404]],
  'steps up within a record': ['GET /people/..%2f..%2faccount HTTP/1.1', [404], [cookie]],
  'two slashes': ['GET //people HTTP/1.1', [404], [cookie]],
  'a slash the other way': ['GET /\\people HTTP/1.1', [404], [cookie]],
  'large letters': ['GET /PEOPLE HTTP/1.1', [404], [cookie]],
  'an address that never ends': [`GET /${'a'.repeat(12_000)} HTTP/1.1`, [404]],
  'a header that never ends': ['GET / HTTP/1.1', [431], [`X-A: ${CANARY}${'a'.repeat(40_000)}`]],
  'cookies that never end': ['GET /people HTTP/1.1', [431], [`Cookie: ${'a=b; '.repeat(8000)}`]],
  'a whole address that never ends': [`GET /${'a'.repeat(40_000)} HTTP/1.1`, [431]],
  'a promise to wait that we do not know': [
    'POST /people HTTP/1.1',
    [400],
    [form, cookie, `Expect: ${CANARY}`, 'Content-Length: 3'],
    'a=b',
  ],
  'another version of HTTP': ['GET / HTTP/2.0', [400]],
  'the address of a proxy': [`GET http://${CANARY}.example/ HTTP/1.1`, [400]],
  'no address at all': ['OPTIONS * HTTP/1.1', [404]],
  'two hosts': ['GET / HTTP/1.1', [400], [`Host: ${CANARY}.example`]],
  'two lengths': ['POST /people HTTP/1.1', [400], [form, 'Content-Length: 3', 'Content-Length: 4'], 'a=b'],
  'a length and pieces': [
    'POST /people HTTP/1.1',
    [400],
    [form, 'Content-Length: 3', 'Transfer-Encoding: chunked'],
    '0\r\n\r\n',
  ],
  'a length below nothing': ['POST /people HTTP/1.1', [400], [form, 'Content-Length: -1']],
  'a piece of no length': [
    'POST /people HTTP/1.1',
    [400],
    [form, cookie, 'Transfer-Encoding: chunked'],
    'ZZ\r\n',
  ],
  'a body that was packed': [
    'POST /people HTTP/1.1',
    [415],
    [form, cookie, 'Content-Encoding: gzip', 'Content-Length: 3'],
    'a=b',
  ],
  'a body without a kind': ['POST /people HTTP/1.1', [415], [cookie, 'Content-Length: 3'], 'a=b'],
  'another way to ask': ['PUT /people HTTP/1.1', [404], [cookie, 'Content-Length: 0']],
  'a record deleted': [`DELETE /people/${CANARY} HTTP/1.1`, [404], [cookie]],
  'what may be asked': ['OPTIONS /people HTTP/1.1', [404], [cookie]],
  'an echo': ['TRACE / HTTP/1.1', [404], [`X-A: ${CANARY}`]],
  'another way, in a header': ['GET /sign-out HTTP/1.1', [404], [cookie, 'X-HTTP-Method-Override: POST']],
  'a field twice in an address': ['GET /people?after=a&after=b HTTP/1.1', [404], [cookie]],
  'a list in an address': ['GET /audit?last[]=1h&last=1d HTTP/1.1', [403], [cookie]],
};

for (const [what, [line, status, headers, body]] of Object.entries(ways)) {
  test(`${what} is answered in words that repeat none of it`, async () => {
    assertSaid(await request(line, headers, body), status, what);
  });
}

test('a request that names no host is answered in words; before hosts were named, none was needed', async () => {
  assertSaid(await raw(`GET /${CANARY} HTTP/1.1\r\nConnection: close\r\n\r\n`), [400], 'no host');
  assert.match(await raw('GET / HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 /);
});

test('whoever would rather speak another protocol is answered in this one', async () => {
  for (const protocol of ['websocket', 'h2c']) {
    const wish = ['Connection: Upgrade, close', `Upgrade: ${protocol}`, 'HTTP2-Settings: AAMAAABk'];
    const heard = await raw([`GET / HTTP/1.1`, `Host: ${host}`, ...wish, '', ''].join('\r\n'));
    assert.match(heard, /^HTTP\/1\.1 200 .*content-security-policy: default-src 'none'/is, protocol);
  }
});

test('nobody is let through to somewhere else, and whoever asks for it is told so and left', async () => {
  assertSaid(await raw(`CONNECT ${CANARY}.example:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`), [400], 'CONNECT');
});

test('whoever asks first whether they may send is told to go on, and has one answer then', async () => {
  const heard = await request(
    'POST /people HTTP/1.1',
    [form, cookie, 'Expect: 100-continue', 'Content-Length: 8'],
    'search=a',
  );
  const [first, ...rest] = heard.split('\r\n\r\n');
  assert.equal(first, 'HTTP/1.1 100 Continue');
  assert.match(rest.join('\r\n\r\n'), /^HTTP\/1\.1 \d{3} .*content-security-policy: default-src 'none'/is);
});

test('headers that come a byte at a time, or never, are not waited for, nor a connection that says nothing', async () => {
  assertSaid(await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: ${CANARY}`), [408], 'slow headers');
  assertSaid(await raw(''), [408], 'silence');
});

test('what is no HTTP at all is answered in words too', async () => {
  assertSaid(await raw(`\u0001${CANARY}\r\n\r\n`), [400], 'noise');
});

test('a body that comes a byte at a time, or never, is not waited for', async () => {
  const heard = await request('POST /people HTTP/1.1', [form, cookie, 'Content-Length: 300'], 'search=a');
  assertSaid(heard, [408], 'a slow body');
});

test('a browser that goes away in the middle is no fault of ours, and fills no log', async () => {
  lines.length = 0;
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST /people HTTP/1.1\r\nHost: ${host}\r\n${form}\r\nContent-Length: 300\r\n\r\nsearch=a`,
        () => socket.destroy(),
      );
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
  assert.equal((await request('GET / HTTP/1.1')).slice(9, 12), '200', 'and the next one is served');
  assert.deepEqual(
    lines.filter(line => line.what === 'failed'),
    [],
  );
});

test('E21: to ask for the head of a page alone is to ask for the page: the row is written, and no word is sent', async () => {
  const rows = () =>
    withClient(house.database.superuserUrl, async client => {
      const {
        rows: [row],
      } = await client.query<{ many: number }>(
        `select count(*) as many from throughcare.access where what = 'people'`,
      );
      return row.many;
    });
  const many = await rows();
  const heard = await request('HEAD /people HTTP/1.1', [cookie]);
  assert.match(heard, /^HTTP\/1\.1 200/);
  assert.match(heard, /cache-control: no-store/i);
  assert.equal(heard.slice(heard.indexOf('\r\n\r\n') + 4), '');
  assert.equal(await rows(), many + 1);
});

test('of all this nothing was recorded, and the log holds no word of it', async () => {
  assert.equal(await entries(), before);
  assert.ok(lines.length > 0 && !JSON.stringify(lines).includes(CANARY));
});
