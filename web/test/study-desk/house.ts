import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { buildApp, type AppOptions } from '../../src/app.ts';
import { openStudyDesk, type DeskOptions, type StudyDesk } from '../../src/study-desk/desk.ts';
import { formFields, post } from '../post.ts';
import { signedInAs, testOptions, testServices } from '../services.ts';

export const ORGANISATION = '00000000-0000-4000-8000-000000000001';
export const analyst = signedInAs('analyst');
export const deskKey = Buffer.alloc(32, 5);

export type DeskHouse = Awaited<ReturnType<typeof openDeskHouse>>;

/** The application with a study desk in a folder of its own. Close it in `after`. */
export async function openDeskHouse(given: Partial<DeskOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-desk-'));
  const studyDesk = openStudyDesk({ folder, key: deskKey, now: Date.now, ...given });
  const options = testOptions({ services: testServices({ studyDesk }) });
  const app = await buildApp(options);
  return {
    folder,
    app,
    studyDesk,
    options: options satisfies AppOptions,
    desk: studyDesk.of(ORGANISATION),
    walk: walkOf(app),
    async close() {
      await studyDesk.stop();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens and sends pages as an analyst does. */
export function walkOf(app: FastifyInstance, signedIn = analyst) {
  const open = (url: string, cookie = signedIn) => app.inject({ url, headers: { cookie } });
  return {
    open,
    /** Sends the form of `page` that posts to `action`. */
    async fill(page: string, action: string, fields: Record<string, string> = {}, cookie = signedIn) {
      const { body } = await open(page, cookie);
      return post(app, action, { ...formFields(body, action), ...fields }, cookie);
    },
    async begin(title = 'Programme or none') {
      const answer = await this.fill('/desk/new', '/desk/new', { title });
      assert.equal(answer.statusCode, 303);
      return String(answer.headers.location);
    },
    async bring(study: string, name: string, content: string | Buffer, cookie = signedIn) {
      const url = `${study}/extract`;
      const { body } = await open(url, cookie);
      return sendFile(app, url, { ...formFields(body, url) }, { name, content }, cookie);
    },
  };
}

const BOUNDARY = '----made-up-boundary';

export function sendFile(
  app: FastifyInstance,
  url: string,
  fields: Readonly<Record<string, string>>,
  file: { readonly name: string; readonly content: string | Buffer; readonly type?: string },
  cookie = analyst,
) {
  const head = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const { name, content, type = 'text/csv' } = file;
  const payload = Buffer.concat([
    Buffer.from(
      `${head.join('')}--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  return app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'sec-fetch-site': 'same-origin',
      cookie,
    },
    payload,
  });
}

/** Waits until nothing is being worked out for a study any more. */
export async function settled(desk: ReturnType<StudyDesk['of']>, study: string) {
  const id = study.split('/').at(-1)!;
  for (let k = 0; k < 2000; k++) {
    const work = desk.work(desk.study(id)!);
    if (work && !['waiting', 'working'].includes(work.state)) return work;
    await wait(50);
  }
  throw new Error('It was still being worked out after a hundred seconds.');
}
