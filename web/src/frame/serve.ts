import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { failures, type FailureCode } from '../errors.ts';
import { paths } from '../paths.ts';
import type { Services, Staff } from '../services.ts';
import type { Answer } from './answer.ts';
import type { Href } from './path.ts';
import { startOf } from './nav.ts';
import { failureOf } from './failure-of.ts';
import { freshForm, readForm, typedFields } from './form.ts';
import { guarded } from '../guard/notice.ts';
import { isStaffNote } from '../guard/where.ts';
import { goesOn, keepWaiting, settleWaiting, waitingHere } from '../drafts/keeping.ts';
import { readMultipart } from './multipart.ts';
import { seal, unseal } from './sealing.ts';
import { sayError, type Log } from './log.ts';
import type { AnyVisit, Route } from './route.ts';
import { sendAnswer, sendFailure, setCookies, type Asked, type Surroundings } from './send.ts';
import { asHeaders, sessionOf, unreadable, VISITOR } from './session.ts';
import { formToken, isCrossSite } from './token.ts';

/** Everything one request needs beside its route. */
export interface House extends Surroundings {
  readonly services: Services;
  readonly log: Log;
  readonly now: () => number;
  readonly key: Buffer;
  /** The address that was set to be printed on letters. */
  readonly printedOrigin?: string;
}

/** One request from its policy to its answer. Nothing of it is kept here afterwards. */
export async function serve(
  house: House,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const session = await sessionOf(house, route, request).catch(unreadable);
  const token = formToken(house.key, session.id);
  const asked: Asked = {
    policy: route.policy,
    pattern: route.pattern,
    who: session.who,
    token,
    command: randomUUID(),
  };
  const fail = (code: FailureCode, reference?: string) => {
    rememberVisitor();
    const back =
      request.method === 'POST' && !isMultipart(request)
        ? { typed: typedFields(request.body), again: request.url }
        : {};
    sendFailure(reply, house, asked, { code, ...back, ...(reference ? { reference } : {}) });
  };
  const failBecause = (error: unknown) => {
    const code = failureOf(error);
    if (failures[code].status < 500) return fail(code);
    const reference = randomBytes(4).toString('hex');
    house.log({ what: 'failed', route: route.pattern, reference, ...sayError(error) });
    return fail(code, reference);
  };
  const go = (to: Href) => sendAnswer(reply, house, asked, { kind: 'seeOther', to, cookies: [], raw: [] });
  const rememberVisitor = () => {
    if (!session.newVisitor) return;
    setCookies(reply, house, [{ name: VISITOR, value: session.id }]);
    session.newVisitor = false;
  };

  if (request.method === 'POST' && isCrossSite(request.headers, request.host)) {
    return sendFailure(reply, house, { ...asked, who: undefined }, { code: 'crossSite' });
  }
  if (session.broken !== undefined) return failBecause(session.broken);
  for (const line of session.cookies) void reply.header('set-cookie', line);
  if (session.refusal === 'signedOut' && request.method !== 'POST') {
    return go(paths.signIn({}, { next: request.url }));
  }
  if (session.refusal === 'mustSetUpCode') return go(paths.signInSetUp());
  if (session.refusal) return fail(session.refusal);

  const now = house.now();
  let visit: AnyVisit = {
    params: request.params as Record<string, string>,
    services: house.services,
    now,
    demonstration: house.demonstration,
    reachedAt: house.printedOrigin ?? request.host,
    seal: (purpose, text, minutes) => {
      rememberVisitor();
      return seal(house.key, purpose, session.id, text, now + minutes * 60_000);
    },
    unseal: (purpose, sealed) => unseal(house.key, purpose, session.id, sealed, now),
    headers: asHeaders(request),
    hungUp: hungUp(reply),
    cookie: name => request.cookies[name],
    freshForm: (values, seen) => {
      rememberVisitor();
      return freshForm(token, values, seen);
    },
    ...(route.policy.who === 'staff' && session.who ? staffSide(house, session.who) : {}),
    ...(route.policy.who === 'caller'
      ? { desk: house.services.records.asCaller(house.services.helplineOf) }
      : {}),
    ...readInput(route, request, { key: house.key, id: session.id, token }),
  };
  const asRead =
    visit.form && isStaffNote(route) ? guarded(visit.form, lookedIn(request.body), visit) : visit.form;
  if (route.query && visit.query === undefined) return fail('notFound');
  if (visit.form) rememberVisitor();
  try {
    if (route.method === 'GET') {
      const waiting = await waitingHere(visit.records, request.url);
      const { freshForm: fresh } = visit;
      if (waiting) visit = { ...visit, freshForm: (values, seen) => goesOn(fresh(values, seen), waiting) };
    }
    await keepWaiting(visit.records, request.url, asRead);
    const answer = await (route.upload
      ? withUpload(route, visit, request, { key: house.key, id: session.id, token })
      : route.handle(asRead ? { ...visit, form: asRead } : visit));
    if (answer.kind === 'failure') return fail(answer.code);
    await settleWaiting(visit.records, visit.form, answer);
    sendAnswer(reply, house, asked, answer);
  } catch (error) {
    failBecause(error);
  }
}

function hungUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) gone.abort();
  });
  return gone.signal;
}

function staffSide(house: House, who: Staff): Pick<AnyVisit, 'who' | 'records' | 'start'> {
  return { who, records: house.services.records.as(who), start: startOf(house.routes, who.roles) };
}

const isMultipart = (request: FastifyRequest) =>
  /^multipart\/form-data/i.test(request.headers['content-type'] ?? '');

/** Reads the fields of a form with a file, lets the page take the file, and lets what it did not take run out. */
async function withUpload(
  route: Route,
  visit: AnyVisit,
  request: FastifyRequest,
  session: { key: Buffer; id: string; token: string },
): Promise<Answer> {
  if (!route.upload) throw new Error('This route takes no file.');
  if (!isMultipart(request)) {
    return route.handle({ ...visit, form: readForm(request.body, route.upload, session), file: undefined });
  }
  const body = request.body as AsyncIterable<Buffer>;
  const { fields, file, drain } = await readMultipart(body, request.headers['content-type']);
  try {
    return await route.handle({ ...visit, form: readForm(fields, route.upload, session), file });
  } finally {
    await drain().catch(() => undefined); // A browser that went away in the middle needs no answer.
  }
}

/** The sign of a second look that a form brings back. */
function lookedIn(body: unknown): string | undefined {
  const { _looked } = typedFields(body);
  return typeof _looked === 'string' ? _looked : undefined;
}

function readInput(
  route: Route,
  request: FastifyRequest,
  session: { key: Buffer; id: string; token: string },
): Pick<AnyVisit, 'query' | 'form'> {
  if (route.form) return { form: readForm(request.body, route.form, session) };
  if (route.query) return { query: route.query.safeParse(request.query).data };
  return {};
}
