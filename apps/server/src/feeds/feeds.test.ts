import { XMLParser } from 'fast-xml-parser';
import ical from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, TEST_BODY, TEST_DELIBERATION, TEST_TEXT, type TestService } from '../testing.ts';
import { atomText, escapeXml } from './atom.ts';
import { calendarText, escapeText, foldLine, type CalendarEntry } from './calendar.ts';

const ENTRY: CalendarEntry = {
  uid: 'ballot-x-d1@example.org',
  changedAt: '2026-03-02T10:00:00.000Z',
  startsAt: '2026-03-02T12:00:00.000Z',
  summary: 'انتهاء مهلة الاعتراض; a, b \\ c',
  description: 'Line one\nline two with a sign of four octets 𝄞'.repeat(4),
  url: 'https://example.org/deliberations/x',
  sequence: 2,
  cancelled: false,
};
const octets = (text: string): number => new TextEncoder().encode(text).length;
const eventsOf = (text: string) =>
  new ical.Component(ical.parse(text) as unknown[])
    .getAllSubcomponents('vevent')
    .map((event) => new ical.Event(event));

test('[CAL-1] a calendar is read by another program as it was meant', () => {
  const text = calendarText('Body', [
    ENTRY,
    { ...ENTRY, uid: 'other', cancelled: true, endsAt: '2026-03-02T13:00:00.000Z' },
  ]);
  const [event, cancelled] = eventsOf(text);
  expect(event?.uid).toBe(ENTRY.uid);
  expect(event?.summary).toBe(ENTRY.summary);
  expect(event?.description).toBe(ENTRY.description);
  expect(event?.sequence).toBe(2);
  expect(event?.startDate.toJSDate().toISOString()).toBe(ENTRY.startsAt);
  expect(cancelled?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(cancelled?.endDate.toJSDate().toISOString()).toBe('2026-03-02T13:00:00.000Z');
});

test('[CAL-2] no line has more than 75 octets, no sign is cut, and lines end as the format says', () => {
  const text = calendarText('Body', [ENTRY]);
  for (const line of text.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\ufffd]/);
  expect(foldLine('é'.repeat(200)).replaceAll('\r\n ', '')).toBe('é'.repeat(200));
  expect(escapeText('a;b,c\\d\r\ne\u0007')).toBe('a\\;b\\,c\\\\d\\ne ');
});

test('[ATM-2] what people wrote cannot leave its place in a feed', () => {
  expect(escapeXml('<a href="x">&\u0000\ud800')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
});

test('[ATM-1] a feed is newest first, and has its instant also when it is empty', () => {
  const feed = { id: 'tag:x', title: 'T', author: 'A', lang: 'en', self: 'https://x/f', home: 'https://x/' };
  const entry = {
    id: 'tag:1',
    title: 'One & two',
    updatedAt: '2026-01-01T00:00:00.000Z',
    url: 'https://x/1',
    summary: '<b>',
  };
  const text = atomText({
    ...feed,
    updatedAt: '2025-01-01T00:00:00.000Z',
    entries: [entry, { ...entry, id: 'tag:2', updatedAt: '2026-02-01T00:00:00.000Z' }],
  });
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(text) as {
    feed: { updated: string; entry: { id: string; title: string; summary: string }[] };
  };
  expect(parsed.feed.updated).toBe('2026-02-01T00:00:00.000Z');
  expect(parsed.feed.entry.map(({ id }) => id)).toEqual(['tag:2', 'tag:1']);
  expect(parsed.feed.entry[0]).toMatchObject({ title: 'One & two', summary: '<b>' });
  expect(atomText({ ...feed, updatedAt: '2025-01-01T00:00:00.000Z', entries: [] })).toContain(
    '<updated>2025-01-01T00:00:00.000Z</updated>',
  );
});

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ env: { PLENARY_PUBLIC_URL: 'https://plenary.example.org' } });
});
afterAll(() => service.close());
const must = async (...act: Parameters<TestService['act']>): Promise<void> => {
  const answer = await service.act(...act);
  expect(answer.statusCode, answer.body).toBe(201);
};
const calendar = async () => eventsOf((await service.get('/calendar.ics')).body);

test('[CAL-3] deadlines keep their ids while they change, and a withdrawn proposal cancels its own', async () => {
  expect(await calendar()).toEqual([]);
  await must('chair', TEST_DELIBERATION, {
    type: 'proposeAdoption',
    rule: 'consensus',
    objectionSeconds: 600,
  });
  const [before] = await calendar();
  expect(before?.uid).toBe('objections-charter-d1@plenary.example.org');
  expect(before?.sequence).toBe(0);
  await must('chair', TEST_DELIBERATION, { type: 'withdrawProposal', note: 'Later.' });
  const [after] = await calendar();
  expect(after?.uid).toBe(before?.uid);
  expect(after?.sequence).toBe(1);
  expect(after?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});

test('[CAL-3] an open ballot is in the calendar until it closes', async () => {
  await must('chair', TEST_DELIBERATION, { type: 'proposeAdoption', rule: 'majority', objectionSeconds: 60 });
  await must('chair', TEST_DELIBERATION, { type: 'putToBallot', openSeconds: 3_600 });
  const ballot = (await calendar()).at(-1);
  expect(ballot?.uid).toBe('ballot-charter-d2@plenary.example.org');
  expect(ballot?.startDate.toJSDate().toISOString()).toBe('2026-01-15T10:00:00.000Z');
});

test('[CAL-30] an extension moves the end of a silence and is its last change; a break that ends it cancels it', async () => {
  const own = await startTestService({ env: { PLENARY_PUBLIC_URL: 'https://plenary.example.org' } });
  const mustOwn = async (...act: Parameters<TestService['act']>): Promise<void> => {
    const answer = await own.act(...act);
    expect(answer.statusCode, answer.body).toBe(201);
  };
  const entry = async () => {
    const [event] = eventsOf((await own.get('/calendar.ics')).body);
    return {
      sequence: event?.sequence,
      at: event?.startDate.toJSDate().toISOString(),
      changed: String(event?.component.getFirstPropertyValue('last-modified')),
      status: event?.component.getFirstPropertyValue('status'),
    };
  };
  const rule = {
    id: 'silence',
    method: 'silence',
    period: { hours: 1, minHours: 1, extendable: true },
    pass: { set: 'object', op: '==', value: '0' },
  };
  await mustOwn('chair', TEST_BODY, { type: 'proposeRule', rule, objectionSeconds: 60 });
  own.clock.turn(61);
  await mustOwn('chair', TEST_BODY, { type: 'adoptRule', rule: 'silence' });
  await mustOwn('chair', TEST_DELIBERATION, {
    type: 'proposeAdoption',
    rule: 'silence',
    objectionSeconds: 3_600,
  });
  expect(await entry()).toMatchObject({ sequence: 0, status: 'CONFIRMED' });
  own.clock.turn(60);
  const until = '2026-01-15T12:00:00.000Z';
  await mustOwn('chair', TEST_DELIBERATION, { type: 'extendSilence', until, reason: 'Asked for.' });
  const changed = '2026-01-15T09:02:01Z';
  expect(await entry()).toEqual({ sequence: 1, at: until, changed, status: 'CONFIRMED' });
  await mustOwn('kenya', TEST_DELIBERATION, { type: 'object', reason: 'No.' });
  own.clock.turn(60);
  await mustOwn('chair', TEST_DELIBERATION, { type: 'endSilence' });
  const ended = '2026-01-15T09:03:01Z';
  expect(await entry()).toEqual({ sequence: 2, at: until, changed: ended, status: 'CANCELLED' });
  await own.close();
});

test('[CAL-31] the end of submission, windows for comments, and objections to rules and accreditations are in it', async () => {
  const own = await startTestService({ env: { PLENARY_PUBLIC_URL: 'https://plenary.example.org' } });
  const mustOwn = async (...act: Parameters<TestService['act']>): Promise<void> => {
    const answer = await own.act(...act);
    expect(answer.statusCode, answer.body).toBe(201);
  };
  const entries = async (lang: string) =>
    eventsOf((await own.get(`/calendar.ics?lang=${lang}`)).body).map(({ uid, summary }) => ({
      uid,
      summary,
    }));
  const until = '2026-01-20T12:00:00.000Z';
  await mustOwn('chair', TEST_DELIBERATION, { type: 'closeSubmission', until });
  await mustOwn('secretariat', 'consultation:window', {
    type: 'announceConsultation',
    id: 'window',
    deliberation: 'charter',
    textHash: TEST_TEXT.hash,
    title: { en: 'Open door' },
    opensAt: own.clock.now(),
    closesAt: '2026-02-15T09:00:00.000Z',
    audience: 'public',
    languages: ['en'],
    questions: [],
    charactersMin: 5,
  });
  const rule = { id: 'other', method: 'consensus', pass: { set: 'object', op: '==', value: '0' } };
  await mustOwn('chair', TEST_BODY, { type: 'proposeRule', rule, objectionSeconds: 60 });
  await mustOwn('secretariat', TEST_BODY, {
    type: 'listOrganization',
    organization: { id: 'ORG', names: { en: 'Org' }, class: 'civilOrganization', sponsors: [] },
    findings: { mandate: 'a', funding: 'b', independence: 'c', conflicts: 'd' },
    objectionSeconds: 1_209_600,
    until: '2027-01-15T09:00:00.000Z',
  });
  expect(await entries('en')).toEqual([
    { uid: 'consultation-window@plenary.example.org', summary: 'Comments are open: Open door' },
    {
      uid: 'submission-charter-20260120120000000@plenary.example.org',
      summary: 'Amendments are taken until: Charter of the test',
    },
    {
      uid: 'rule-assembly-other-20260115090000000@plenary.example.org',
      summary: 'Objections to the rule end: other',
    },
    {
      uid: 'accreditation-assembly-ORG-20260115090000000@plenary.example.org',
      summary: 'Objections to the accreditation end: Org',
    },
  ]);
  own.clock.turn(61);
  await mustOwn('chair', TEST_BODY, { type: 'adoptRule', rule: 'other' });
  expect((await entries('fr')).map(({ uid }) => uid.split('-')[0])).toEqual([
    'consultation',
    'submission',
    'accreditation',
  ]);
  await own.close();
});

test('[ATM-30] every page names the feed in its head, in its language', async () => {
  const answer = await service.running.app.inject({ url: '/?lang=fr', headers: { accept: 'text/html' } });
  expect(answer.body).toContain(
    '<link rel="alternate" type="application/atom+xml" href="/decisions.atom?lang=fr" />',
  );
});

test('[CAL-4] a sitting keeps its id from the plan to its end', async () => {
  const stream = 'sitting:first';
  const sitting = async () => {
    const found = (await calendar()).find(({ uid }) => uid === 'sitting-first@plenary.example.org');
    return found === undefined
      ? undefined
      : {
          sequence: found.sequence,
          startsAt: found.startDate.toJSDate().toISOString(),
          summary: found.summary,
          description: found.description,
        };
  };
  await must('chair', stream, {
    type: 'planSitting',
    id: 'first',
    session: { en: 'First session' },
    meeting: 3,
    title: { en: 'Reading of the charter' },
    opensAt: '2026-02-16T09:00:00.000Z',
    rules: {
      openingShare: '0',
      decidingShare: '1/2',
      groupsFirst: true,
      speechSeconds: 180,
      groupSeconds: 300,
      observerSeconds: 120,
      motionSeconds: 60,
      replySeconds: [],
      voteSeconds: 30,
    },
    agenda: [{ id: '1', title: { en: 'Draft charter' }, deliberation: 'charter' }],
  });
  const planned = {
    sequence: 0,
    startsAt: '2026-02-16T09:00:00.000Z',
    summary: 'Reading of the charter',
    description: 'Meeting 3 · First session',
  };
  expect(await sitting()).toEqual(planned);
  await must('chair', stream, { type: 'openSitting' });
  const opened = await sitting();
  expect(opened).toMatchObject({ sequence: 1, summary: planned.summary });
  expect(opened?.startsAt).not.toBe(planned.startsAt);
  await must('chair', stream, { type: 'adjournSitting' });
  expect(await sitting()).toMatchObject({ sequence: 2, startsAt: opened?.startsAt });
});

test('[CAL-40] a sitting that is changed and cancelled keeps its id, with the next sequence, its place and its status', async () => {
  const stream = 'sitting:second';
  const agenda = [{ id: '1', title: { en: 'Draft charter' }, deliberation: 'charter' }];
  const entry = async () => {
    const found = (await calendar()).find(({ uid }) => uid === 'sitting-second@plenary.example.org');
    return [
      found?.sequence,
      found?.startDate.toJSDate().toISOString(),
      found?.location,
      found?.component.getFirstPropertyValue('status'),
    ];
  };
  await must('chair', stream, {
    type: 'planSitting',
    id: 'second',
    session: { en: 'First session' },
    meeting: 4,
    title: { en: 'Reading, continued' },
    opensAt: '2026-02-17T09:00:00.000Z',
    rules: {
      openingShare: '0',
      decidingShare: '1/2',
      groupsFirst: true,
      speechSeconds: 180,
      groupSeconds: 300,
      observerSeconds: 120,
      motionSeconds: 60,
      replySeconds: [],
      voteSeconds: 30,
    },
    agenda,
  });
  expect(await entry()).toEqual([0, '2026-02-17T09:00:00.000Z', null, 'CONFIRMED']);
  const opensAt = '2026-02-19T13:00:00.000Z';
  await must('secretariat', stream, {
    type: 'changeSitting',
    opensAt,
    place: 'Room 2, first floor',
    agenda,
    reason: 'Consultations go on.',
  });
  expect(await entry()).toEqual([1, opensAt, 'Room 2, first floor', 'CONFIRMED']);
  await must('chair', stream, { type: 'cancelSitting', reason: 'Nothing is left.' });
  expect(await entry()).toEqual([2, opensAt, 'Room 2, first floor', 'CANCELLED']);
});

test('[ATM-3] decisions are in the feed with their report, in the language asked for, and who has it is told so', async () => {
  await must('secretariat', TEST_BODY, {
    type: 'setSymbolScheme',
    scheme: { organ: 'TST', series: { text: 'L', statement: 'INF', report: 'DEC' } },
  });
  for (const seat of ['france', 'kenya', 'fiji'] as const)
    await must(seat, TEST_DELIBERATION, { type: 'castBallot', choice: 'for' });
  await must('chair', TEST_DELIBERATION, { type: 'closeBallot' });
  service.clock.turn(61);
  await must('chair', TEST_DELIBERATION, { type: 'adopt' });
  const answer = await service.get('/decisions.atom?lang=fr');
  expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect(answer.body).toContain('xml:lang="fr"');
  expect(answer.body).toContain('<title>TST/DEC/1 · Charter of the test</title>');
  expect(answer.body).toContain('https://plenary.example.org/documents/TST/DEC/1?lang=fr');
  expect(answer.body).toContain('tag:plenary.example.org,2026:decision:charter:d1');
  const again = await service.running.app.inject({
    url: '/decisions.atom?lang=fr',
    headers: { 'if-none-match': String(answer.headers['etag']) },
  });
  expect(again.statusCode).toBe(304);
});
