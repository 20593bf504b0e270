import assert from 'node:assert/strict';
import { sees, soundOf, SURNAME, toldAsSender, type Made, type Viewer } from '@throughcare/records/testing';
import { linksOn } from '../../frame/forms-of.ts';
import { whoOpens } from '../who-opens.ts';
import type { Browser } from './drawn-house.ts';
import { shown, standingOf } from './expected.ts';
import type { Looking } from './looking.ts';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The ids of records that a page links to under an address. */
function linked(html: string, under: string): string[] {
  const ids = linksOn(html).flatMap(link =>
    link.startsWith(`/${under}/`) ? (ID.exec(link)?.[0] ?? []) : [],
  );
  return [...new Set(ids)].sort();
}

/** Which records each list shows, and what of its page leads to them. */
const lists: Readonly<
  Record<
    string,
    { readonly under: string; readonly shows: (viewer: Viewer, made: readonly Made[]) => string[] }
  >
> = {
  '/people': { under: 'people', shows: (viewer, made) => shown(viewer, made, 'case') },
  '/referrals': {
    under: 'referrals',
    shows: (viewer, made) => shown(viewer, made, 'case', one => one.awaitsTriage === true),
  },
  '/waiting-list': {
    under: 'people',
    shows: (viewer, made) => shown(viewer, made, 'case', one => one.isEnrolled === true),
  },
  '/groups': { under: 'groups', shows: (viewer, made) => shown(viewer, made, 'group') },
  '/concerns': { under: 'concerns', shows: (viewer, made) => shown(viewer, made, 'concern') },
  '/openings': { under: 'openings', shows: (viewer, made) => shown(viewer, made, 'opening') },
  '/helpline': { under: 'helpline', shows: (viewer, made) => shown(viewer, made, 'contact') },
};

/** Holds every list, count and search against the table, and follows what they offer. */
export async function listsHold({ viewer, who, browser, made }: Looking): Promise<void> {
  const may = (pattern: string) => viewer.roles.some(role => whoOpens('GET', pattern)!.includes(role));
  const page = async (url: string) => (await browser.open(url)).body;
  const opened: string[] = [];
  for (const [url, { under, shows }] of Object.entries(lists)) {
    if (!may(url)) continue;
    assert.deepEqual(linked(await page(url), under), shows(viewer, made), `${url} of ${who}`);
    opened.push(url);
  }
  const cases = made.filter(one => one.kind === 'case');
  if (may('/people')) {
    const mine = shown(viewer, made, 'case').length;
    assert.match(await page('/people'), new RegExp(`>${mine} on your caseload`), `count of people of ${who}`);
    await searchHolds(viewer, browser, cases);
  }
  if (may('/groups/:group'))
    for (const group of made.filter(one => one.kind === 'group' && sees(viewer, one))) {
      const members = shown(viewer, made, 'case', one => one.isInGroup === true);
      assert.deepEqual(linked(await page(`/groups/${group.id}`), 'people'), members, `a group, to ${who}`);
      opened.push(`/groups/${group.id}`);
    }
  if (may('/today')) await todayHolds(viewer, await page('/today'), made);
  if (may('/sent')) {
    const told = made.filter(one => toldAsSender(viewer, one)).map(one => one.reference!);
    const found = (await page('/sent')).match(/TC-Q[A-Z]+/g) ?? [];
    assert.deepEqual([...new Set(found)].sort(), told.sort(), `what was sent, to ${who}`);
  }
  if (may('/organisation/apart')) {
    const [one, other] = cases;
    const isShown = other !== undefined && sees(viewer, one) && sees(viewer, other);
    const body = await page('/organisation/apart');
    for (const each of [one, other]) if (each) assert.equal(body.includes(each.reference!), isShown, who);
  }
  for (const one of made.filter(record => record.kind === 'concern'))
    if (may('/concerns')) {
      const body = await page(`/concerns?reference=${one.id.slice(0, 8)}`);
      assert.equal(
        body.includes('One concern has'),
        sees(viewer, one),
        `a concern by its reference, to ${who}`,
      );
    }
  if (may('/people/:case/kept/copy/:request'))
    for (const one of cases.filter(each => each.hasCopy)) {
      const copy = await browser.open(`/people/${one.id}/kept/copy/r1/read`);
      // Whoever opened the case in an emergency alone reads it, and goes through no copy of it.
      const isTheirs = standingOf(viewer, one) === 'seen';
      assert.equal(copy.statusCode, isTheirs ? 200 : 404, `a copy for ${who}`);
      if (isTheirs) assert.ok(copy.body.includes(one.mark), `nothing of them is in the copy of ${who}`);
    }
  await linksOpen(browser, who, [...opened, '/today', '/welfare', '/retention', '/organisation/apart']);
}

/**
 * A search finds one by what is theirs alone, and whoever sounds the same; all by what they share; and nobody who is closed
 * to whoever searches.
 */
async function searchHolds(viewer: Viewer, browser: Browser, cases: readonly Made[]): Promise<void> {
  const found = async (search: string) => {
    const { headers } = await browser.send('/people', { search });
    return linked((await browser.open(headers.location as string)).body, 'people');
  };
  const seen = (some: readonly Made[]) => some.filter(one => sees(viewer, one)).map(one => one.id);
  assert.deepEqual(await found(SURNAME), seen(cases).sort());
  const sound = ({ mark }: Made) => soundOf(mark.toLowerCase());
  for (const one of cases) {
    const alike = cases.filter(other => sound(other) === sound(one));
    for (const search of [one.mark, one.reference!])
      assert.deepEqual(await found(search), seen(alike).sort(), search);
  }
}

/** What somebody is told on their first page: copies that were asked for, to whoever gives them; registers to whoever leads. */
async function todayHolds(viewer: Viewer, body: string, made: readonly Made[]): Promise<void> {
  const copies = linksOn(body).filter(link => link.endsWith('/kept'));
  const asked = viewer.roles.includes('safeguarding_lead')
    ? shown(viewer, made, 'case', one => one.hasCopy === true)
    : [];
  assert.deepEqual(copies.map(link => ID.exec(link)![0]).sort(), asked);
  for (const group of made.filter(one => one.kind === 'group')) {
    const leads = group.ledBy === viewer.user && sees(viewer, group);
    assert.equal(body.includes(`Register of ${group.mark}`), leads);
  }
}

/** What a page offers opens to whoever is offered it: no link leads to a closed door, or to nothing. */
async function linksOpen(browser: Browser, who: string, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const page = await browser.open(url);
    if (page.statusCode !== 200) continue;
    for (const link of linksOn(page.body).filter(one => ID.test(one))) {
      const { statusCode } = await browser.open(link);
      assert.equal(statusCode, 200, `${url} leads ${who} to ${link}`);
    }
  }
}
