import {
  RULES_EDITION,
  STANCES,
  TEXT_EFFECT_TYPES,
  visibleState,
  type BodyAct,
  type DeliberationAct,
} from '@plenary/consensus';
import {
  canonicalJson,
  CanonicalJsonError,
  seedSigner,
  utf8,
  verifierKeyOf,
  type RecordExport,
} from '@plenary/ledger';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CHAIR,
  head,
  key,
  MEMBERS,
  openRoom,
  recordOf,
  rule,
  SECRETARIAT,
  wholeMeeting,
  type Room,
} from './record.fixture.ts';
import { CHECKS } from './report.ts';
import { verifyRecord } from './verify-record.ts';
import type { Progress } from './walk.ts';

const room = wholeMeeting();
const record = recordOf(room.told);
const isRecordable = (json: unknown): boolean => {
  try {
    return canonicalJson(json) !== '';
  } catch (error) {
    if (error instanceof CanonicalJsonError) return false;
    throw error;
  }
};
/** The first failure of a record: code and facts. */
const failure = (exported: unknown) => verifyRecord(exported).checks.find(({ ok }) => !ok);

/** What sittings do to texts since the fourth edition of the rules. */
const isOfFourth = ({ type }: { readonly type: string }): boolean =>
  ['takenUpInSession', 'debateClosed', 'debateReopened'].includes(type);

describe('a record made by the rules', () => {
  test('[VER-1] holds where everything happened that can happen, and gives state and figures again', () => {
    const report = verifyRecord(record);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.checks.map(({ code }) => code)).toEqual(CHECKS);
    expect(report.state).toEqual(visibleState(room.state, { kind: 'public' }));
    expect(report.body).toEqual(room.body);
    expect(report.summary).toEqual({
      paragraphs: 3,
      positions: 2,
      groupStatements: 1,
      explanations: 2,
      decisions: 14,
      outcome: 'adopted',
    });
    expect(report.checks.find(({ code }) => code === 'decisions')?.facts).toEqual({ recomputed: 18 });
  });

  test('[VER-1] holds as well when the confidential is shown, and then gives the whole state', () => {
    const report = verifyRecord(recordOf(room.told.map((event) => ({ ...event, withheld: false }))));
    expect(report.ok).toBe(true);
    expect(report.state).toEqual(room.state);
  });

  test('[ACT-80] holds where it was made before events said the edition of the rules', () => {
    const earlier = room.told.flatMap((event) => {
      if (isOfFourth(event)) return [];
      const { edition: _, roll: __, ...payload } = event.payload as Readonly<Record<string, unknown>>;
      return [{ ...event, payload }];
    });
    expect(earlier.length).toBe(room.told.filter((event) => !isOfFourth(event)).length);
    expect(earlier.length).toBeLessThan(room.told.length);
    expect(failure(recordOf(earlier))).toBeUndefined();
  });

  test('[ACT-80] does not hold where an edition is named that was not in force', () => {
    const lied = room.told.map((event) =>
      event.type === 'adoptionProposed'
        ? { ...event, payload: { ...(event.payload as Readonly<Record<string, unknown>>), edition: 1 } }
        : event,
    );
    expect(failure(recordOf(lied))?.facts).toMatchObject({ problem: 'edition', edition: 1 });
  });

  test('[ACT-145] holds where an earlier edition is named, until a later one was', () => {
    /** The meeting under other editions; of a sitting before the fourth nobody told what that one began to tell. */
    const naming = (edition: (nth: number) => number) => {
      let nth = 0;
      let ofSitting = 0;
      return room.told.flatMap((event): typeof room.told => {
        if (isOfFourth(event)) return ofSitting < 4 ? [] : [event];
        if (!Object.hasOwn(event.payload as object, 'edition')) return [event];
        const named = edition((nth += 1));
        if (event.type === 'sittingPlanned') ofSitting = named;
        const payload = { ...(event.payload as Readonly<Record<string, unknown>>), edition: named };
        return [{ ...event, payload }];
      });
    };
    expect(failure(recordOf(naming(() => 2)))).toBeUndefined();
    expect(failure(recordOf(naming((nth) => (nth < 3 ? 3 : RULES_EDITION))))).toBeUndefined();
    expect(failure(recordOf(naming((nth) => (nth < 3 ? RULES_EDITION : 3))))?.facts).toMatchObject({
      problem: 'edition',
      edition: 3,
    });
    expect(failure(recordOf(naming(() => RULES_EDITION + 1)))?.facts).toMatchObject({ problem: 'differs' });
  });

  test('[CNV-80] holds where what the rules take in some language is in no English', () => {
    const french = openRoom();
    french.take(
      {
        type: 'openConversation',
        title: { fr: 'Le climat' },
        question: { zh: '该做什么？', fr: 'Que faire ?' },
        languages: ['fr', 'zh'],
        audience: 'public',
        moderation: 'before',
        policy: { fr: 'Une idée à la fois.' },
        groups: [{ id: 'jeunes', names: { fr: 'Les jeunes' } }],
        opensAt: french.at,
        closesAt: '2026-04-02T10:00:00.000Z',
      },
      SECRETARIAT,
    );
    expect(failure(recordOf(french.told))).toBeUndefined();
  });

  test('[AMP-34] holds where an amendment waited for the vote, and not where that is kept silent', () => {
    const waiting = openRoom();
    const { take, wait } = waiting;
    take(
      {
        type: 'submitAmendment',
        changes: [{ paragraph: 'p4', delete: true }],
        reason: '',
        textHash: waiting.state.revision?.hash ?? '',
        needs: [],
        excludes: [],
      },
      head('AAA'),
    );
    take({ type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 60, item: 'A1' }, CHAIR);
    take({ type: 'object', reason: 'Not this.' }, head('DDD'));
    wait(61);
    take({ type: 'reject', note: 'No consensus.' }, CHAIR);
    expect(waiting.state.amendments['A1']?.state).toBe('submitted');
    expect(failure(recordOf(waiting.told))).toBeUndefined();
    const silent = waiting.told.map((event) => {
      const { waits: _, ...payload } = event.payload as Readonly<Record<string, unknown>>;
      return { ...event, payload };
    });
    expect(failure(recordOf(silent))?.facts).toMatchObject({ problem: 'differs' });
  });

  test('[VER-1] holds after JSON and back, at every moment of the meeting', () => {
    // From the listing on: before it the deliberation is not there.
    const listed = room.told.findIndex(({ type }) => type === 'deliberationListed');
    for (let length = listed + 1; length <= room.told.length; length += 1) {
      // The service commits a planned sitting, or an announced consultation, together with its listing, and what an act of a
      // sitting does to a text together with that act.
      const last = room.told[length - 1]?.type;
      if (last === 'sittingPlanned' || last === 'consultationAnnounced') continue;
      if (TEXT_EFFECT_TYPES.some((type) => type === room.told[length]?.type)) continue;
      const told = JSON.parse(canonicalJson(recordOf(room.told.slice(0, length)))) as unknown;
      expect(failure(told), `after ${length} events`).toBeUndefined();
    }
  });

  test('[VER-1] holds after any meeting of random acts', () => {
    const item = fc.constantFrom('text', 'p2', 'p3', 'p4');
    const stance = fc.constantFrom(...STANCES);
    const seat = fc.constantFrom(...MEMBERS);
    type Turn = (room: Room) => void;
    const acts = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.tuple(seat, item, stance) },
        { weight: 6, arbitrary: fc.tuple(seat, fc.constantFrom('for', 'against', 'abstain')) },
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 14 }) },
        { weight: 3, arbitrary: fc.integer({ min: 15, max: 80 }) },
      ),
      { minLength: 10, maxLength: 60 },
    );
    const chairs: readonly DeliberationAct[] = [
      { type: 'proposeAdoption', rule: 'consensus', objectionSeconds: 30 },
      { type: 'proposeAdoption', rule: 'majority', objectionSeconds: 30 },
      { type: 'proposeAdoption', rule: 'two-thirds', objectionSeconds: 30 },
      { type: 'putToBallot', openSeconds: 30 },
      { type: 'closeBallot' },
      { type: 'adopt' },
      { type: 'reject', note: 'Not carried.' },
      { type: 'withdrawProposal', note: 'Later.' },
      { type: 'agreeAdRef', pid: 'p3' },
      { type: 'reopenParagraph', pid: 'p3', reason: 'Again.' },
    ];
    const bodies: readonly BodyAct[] = [
      { type: 'proposeRule', rule: rule('two-thirds'), objectionSeconds: 30 },
      { type: 'adoptRule', rule: 'two-thirds' },
      { type: 'rejectRule', rule: 'two-thirds' },
    ];
    const turn =
      (what: unknown): Turn =>
      (meeting) => {
        if (typeof what === 'number') {
          const [conduct, act] = [chairs[what], bodies[what - chairs.length]];
          if (conduct !== undefined) meeting.try(conduct, CHAIR);
          else if (act !== undefined) meeting.tryBody(act, SECRETARIAT);
          else meeting.wait(what);
          return;
        }
        const [id, first, second] = what as [string, string, (typeof STANCES)[number] | undefined];
        if (second === undefined) {
          const choice = first as 'for' | 'against' | 'abstain';
          if (meeting.try({ type: 'castBallot', choice }, head(id))) return;
          meeting.try(
            choice === 'abstain' ? { type: 'withdrawObjection' } : { type: 'object', reason: 'No.' },
            head(id),
          );
          return;
        }
        const type = second === 'reserve' ? ('giveSounding' as const) : ('statePosition' as const);
        meeting.try({ type, ...meeting.stanceOn(first, second) }, head(id));
      };
    fc.assert(
      fc.property(acts, (turns) => {
        const meeting = openRoom();
        for (const what of turns) turn(what)(meeting);
        const report = verifyRecord(recordOf(meeting.told));
        expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
        expect(report.state).toEqual(visibleState(meeting.state, { kind: 'public' }));
      }),
      { numRuns: 40 },
    );
  });
});

describe('signature and tree', () => {
  const other = seedSigner('example.org/log', new Uint8Array(32).fill(9));
  const resigned = recordOf(room.told, other);

  test('[VER-2] the key that the reader brings is the one that signed, or the record does not hold', () => {
    expect(verifyRecord(record, { verifierKey: key }).ok).toBe(true);
    // Whoever writes a record anew can sign it anew: only a key from elsewhere tells.
    expect(verifyRecord(resigned).ok).toBe(true);
    expect(verifyRecord(resigned).checks[1]?.facts).toMatchObject({ key: 'ofRecord' });
    expect(verifyRecord(resigned, { verifierKey: key }).checks.at(-1)).toEqual({
      code: 'checkpoint',
      ok: false,
      facts: { problem: 'otherKey' },
    });
  });

  test.each([
    ['a checkpoint of another key', { checkpoint: resigned.checkpoint }, 'signature'],
    ['a checkpoint without its last line', { checkpoint: record.checkpoint.slice(0, 60) }, 'signature'],
    ['a key that is none', { verifierKey: 'nobody' }, 'key'],
    ['another key', { verifierKey: verifierKeyOf(other) }, 'signature'],
  ])('[VER-2] a record with %s does not hold', (_name, change, problem) => {
    expect(failure({ ...record, ...change })).toMatchObject({ code: 'checkpoint', facts: { problem } });
  });

  const [first, ...rest] = record.otherLeaves;
  const [opening] = record.entries;
  if (first === undefined || opening === undefined) throw new Error('the record is too small');
  test.each<[string, Partial<RecordExport>, string]>([
    ['without one of the other leaves', { otherLeaves: rest }, 'leaves'],
    ['without one of its entries', { entries: record.entries.slice(1) }, 'leaves'],
    ['with a leaf twice', { otherLeaves: [first, ...record.otherLeaves] }, 'twice'],
    ['with a leaf too many', { otherLeaves: [...record.otherLeaves, [9_999, first[1]]] }, 'leaves'],
    ['with a leaf in another place', { otherLeaves: [[9_999, first[1]], ...rest] }, 'missing'],
    ['with another leaf', { otherLeaves: [[first[0], '00'.repeat(32)], ...rest] }, 'root'],
    [
      'with another actor',
      {
        entries: [
          { ...opening, envelope: { ...opening.envelope, actor: { kind: 'operator' } } },
          ...record.entries.slice(1),
        ],
      },
      'root',
    ],
    ['with an older checkpoint', { checkpoint: recordOf(room.told.slice(0, -1)).checkpoint }, 'leaves'],
  ])('[VER-3] a record %s does not hold', (_name, change, problem) => {
    expect(failure({ ...record, ...change })).toMatchObject({ code: 'root', facts: { problem } });
  });

  const changed = (place: number, change: object) => ({
    ...record,
    entries: record.entries.map((entry, at) => (at === place ? { ...entry, ...change } : entry)),
  });
  test.each([
    ['another payload', changed(3, { payload: record.entries[2]?.payload }), 'commitment'],
    ['another salt', changed(3, { salt: record.entries[2]?.salt }), 'commitment'],
    ['a payload that cannot be recorded', changed(3, { payload: 0.5 }), 'not a safe integer at $'],
    [
      'a public event withheld',
      {
        ...record,
        entries: record.entries.map((entry, at) => (at === 9 ? { envelope: entry.envelope } : entry)),
      },
      'withheld',
    ],
  ])('[VER-4] a record with %s does not hold', (_name, exported, problem) => {
    expect(failure(exported)).toMatchObject({ code: 'commitments', facts: { problem } });
  });
});

describe('one flipped bit', () => {
  /** Positions are drawn by fast-check, whose seed is printed when something fails. */
  test('[VER-10] anywhere in the file is found, or leaves what the record says as it was', () => {
    const text = canonicalJson(record);
    const bytes = utf8(text);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (place) => {
        for (let bit = 0; bit < 8; bit += 1) {
          const flipped = new TextDecoder().decode(
            bytes.map((byte, at) => (at === place ? byte ^ (1 << bit) : byte)),
          );
          let parsed: unknown;
          try {
            parsed = JSON.parse(flipped);
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
            continue;
          }
          const { ok } = verifyRecord(parsed);
          expect(ok && canonicalJson(parsed) !== text, `bit ${bit} of byte ${place}`).toBe(false);
        }
      }),
      { numRuns: 250 },
    );
  });

  test('[VER-10] in every part of the record is found: no field is left out of what is signed', () => {
    const json = JSON.parse(canonicalJson(record)) as Record<string, unknown>;
    const paths: (string | number)[][] = [];
    const gather = (value: unknown, path: (string | number)[]): void => {
      if (Array.isArray(value)) value.forEach((inner, at) => gather(inner, [...path, at]));
      else if (typeof value === 'object' && value !== null)
        for (const [name, inner] of Object.entries(value)) gather(inner, [...path, name]);
      else paths.push(path);
    };
    gather(json, []);
    const spoil = (value: unknown): unknown => {
      if (typeof value === 'string') return `${value}x`;
      if (typeof value === 'number') return value + 1;
      return typeof value === 'boolean' ? !value : 0;
    };
    const withSpoilt = (value: unknown, [step, ...more]: (string | number)[]): unknown => {
      if (step === undefined) return spoil(value);
      if (Array.isArray(value))
        return value.map((inner, at) => (at === step ? withSpoilt(inner, more) : inner));
      const object = value as Record<string, unknown>;
      return { ...object, [step]: withSpoilt(object[step], more) };
    };
    for (const path of paths) expect(verifyRecord(withSpoilt(json, path)).ok, path.join('.')).toBe(false);
  });
});

describe('a verification', () => {
  test('[VER-11] tells how far it is, ending each walk at its total', () => {
    const seen: Progress[] = [];
    verifyRecord(record, { onProgress: (progress) => seen.push(progress) });
    const total = record.entries.length;
    expect(seen).toEqual(['root', 'commitments', 'lawful'].map((code) => ({ code, done: total, total })));
  });

  test('[VER-11] never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(verifyRecord(json).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(record)), fc.jsonValue(), (field, json) => {
        expect(verifyRecord({ ...record, [field]: json }).ok).toBe(false);
      }),
    );
    expect(failure(undefined)).toMatchObject({ code: 'format', facts: { path: '$' } });
  });

  test('[VER-11] never throws for a payload that the key of the log signed but no rule knows', () => {
    const types = [...new Set(room.told.map(({ type }) => type))];
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.jsonValue({ maxDepth: 3 }).filter(isRecordable),
        (type, payload) => {
          const last = room.told.at(-1);
          if (last === undefined) throw new Error('nothing was told');
          const check = failure(recordOf([...room.told, { ...last, type, payload }]));
          expect(check?.code).toBe('lawful');
        },
      ),
      { numRuns: 30 },
    );
  });
});
