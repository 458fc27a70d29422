import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import {
  conversationStore,
  type ConversationStore,
  type NewConversationEntry,
  type Participant,
} from './stores/conversation-store.ts';
import { rootCause } from './database.ts';
import { freshDatabase, TEST_ENGINES } from './testing.ts';

const AT = '2026-03-02T10:00:00.000Z';
const vote = (participant: number, statement: number, value: number): NewConversationEntry => ({
  kind: 0,
  participant,
  pseudonym: `p${participant}`,
  statement,
  value,
  detail: '',
  at: AT,
});
const said = (participant: number, text: string): NewConversationEntry => ({
  kind: 1,
  participant,
  pseudonym: `p${participant}`,
  detail: '{}',
  at: AT,
  words: { text, salt: new Uint8Array(32).fill(7) },
});
const counted = (before: string, entries: readonly unknown[]): string => `${before}+${entries.length}`;

describe.each(TEST_ENGINES)('conversations on %s', (engine) => {
  let db: Database;
  let store: ConversationStore;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ db, end } = await freshDatabase(engine));
    store = conversationStore(db);
  });
  afterAll(() => end());
  const opened = async (name: string): Promise<number> => (await store.open('d', name, 'h')).number;
  const joined = async (conversation: number, tokenHash: string): Promise<Participant | undefined> => {
    const said = await store.join(conversation, {
      key: { tokenHash },
      pseudonym: `n-${tokenHash}`,
      proof: `${conversation}-${tokenHash}`,
      at: AT,
    });
    if (said === 'left') throw new Error('nobody left');
    return said;
  };

  test('[CVS-1] entries come back in order with their places, and the chain moves with them', async () => {
    const id = await opened('c1');
    await joined(id, 'a');
    expect(await store.append(id, [said(1, 'نص قصير'), vote(1, 1, 1)], counted)).toMatchObject([
      { position: 1, statement: 1 },
      { position: 2, statement: 1, value: 1 },
    ]);
    await store.append(id, [vote(1, 1, -1)], counted);
    expect(
      (await store.read(id, 1, 10)).map(({ position, value, pseudonym }) => [position, value, pseudonym]),
    ).toEqual([
      [2, 1, 'n-a'],
      [3, -1, 'n-a'],
    ]);
    expect((await store.read(id, 0, 10, 'said')).map(({ position }) => position)).toEqual([1]);
    expect(await store.batches(id)).toEqual([
      { position: 2, hash: 'h+2' },
      { position: 3, hash: 'h+2+1' },
    ]);
    expect(await store.open('d', 'c1', 'other')).toMatchObject({ position: 3, statements: 1, hash: 'h+2+1' });
    expect((await store.words(id, [1, 2])).get(1)?.text).toBe('نص قصير');
  });

  test('[CVS-7] of two statements that were compared with the same ones only the first is taken', async () => {
    const id = await opened('compared');
    await joined(id, 'a');
    const compared = (text: string, statementsKnown: number) => ({ ...said(1, text), statementsKnown });
    const [one, two] = await Promise.all([
      store.append(id, [compared('The same words', 0)], counted),
      store.append(id, [compared('The same words', 0), vote(1, 1, 1)], counted),
    ]);
    const answers = [one[0], two[0]];
    expect(answers.filter((answer) => answer === 'behind')).toHaveLength(1);
    expect(two[1]).toMatchObject({ statement: 1, value: 1 });
    expect(await store.append(id, [compared('Other words', 1)], counted)).toMatchObject([{ statement: 2 }]);
    expect(await store.append(id, [compared('A', 2), compared('B', 2)], counted)).toMatchObject([
      { statement: 3 },
      'behind',
    ]);
  });

  test('[CVS-155] of two decisions that were checked against the same entries only the first is taken', async () => {
    const id = await opened('decided');
    await joined(id, 'a');
    await store.append(id, [said(1, 'Words to decide on'), vote(1, 1, 1)], counted);
    const decision = (saidKnown: number): NewConversationEntry => ({
      kind: 4,
      pseudonym: '',
      statement: 0,
      detail: '{}',
      at: AT,
      saidKnown,
    });
    const [one, two] = await Promise.all([
      store.append(id, [decision(1)], counted),
      store.append(id, [vote(1, 1, -1), decision(1)], counted),
    ]);
    expect([one[0], two[1]].filter((answer) => answer === 'behind')).toHaveLength(1);
    expect(two[0]).toMatchObject({ value: -1 });
    const [last = 0] = (await store.read(id, 0, 10, 'said')).map(({ position }) => position).toReversed();
    expect(await store.append(id, [vote(1, 1, 0), decision(last), decision(last)], counted)).toMatchObject([
      { value: 0 },
      { kind: 4 },
      'behind',
    ]);
  });

  test('[CVS-2] of several votes of one participant the latest is told', async () => {
    const id = await opened('c2');
    await joined(id, 'a');
    await store.append(id, [vote(1, 1, 1), vote(1, 2, 0), vote(1, 1, -1)], counted);
    expect(Object.fromEntries(await store.votesOf(id, 1))).toEqual({ 1: -1, 2: 0 });
    expect((await store.votesOf(id, 9)).size).toBe(0);
  });

  test('[CVS-3] somebody joins once, also from two tabs at once, and a proof is good once', async () => {
    const id = await opened('c3');
    const both = await Promise.all([joined(id, 'a'), joined(id, 'a')]);
    expect(new Set(both.map((one) => one?.pseudonym))).toEqual(new Set(['n-a']));
    const again = await store.join(id, { key: { tokenHash: 'b' }, pseudonym: 'x', proof: `${id}-a`, at: AT });
    expect(again).toBeUndefined();
    expect(await store.participants(id, 0, 10)).toHaveLength(1);
    const account = '0199aa00-0000-7000-8000-000000000001';
    const member = await store.join(id, { key: { account }, pseudonym: 'm', declared: 'civil', at: AT });
    expect(await store.participant(id, { account })).toEqual(member);
    expect(member).toMatchObject({ declared: 'civil' });
  });

  test('[CVS-4] what leads to a person and their words can be erased, and the log stays', async () => {
    const id = await opened('c4');
    await joined(id, 'a');
    await store.append(id, [said(1, 'My name is in here'), vote(1, 1, 1)], counted);
    await store.erase(id, 1, [1]);
    expect(await store.participant(id, { tokenHash: 'a' })).toBeUndefined();
    expect((await store.words(id, [1])).size).toBe(0);
    expect(await store.read(id, 0, 10)).toHaveLength(2);
    const change = db.execute(`update conversation_entries set value = 0 where conversation = ${id}`);
    expect(rootCause(await change.catch((error: unknown) => error)).message).toContain('append-only');
  });

  test('[CVS-70] who erased their part joins no second time with the same proof or the same mark', async () => {
    const id = await opened('c70');
    await joined(id, 'a');
    await store.erase(id, 1, []);
    const again = { key: { tokenHash: 'other' }, pseudonym: 'x', proof: `${id}-a`, at: AT };
    expect(await store.join(id, again)).toBeUndefined();
    const account = '0199aa00-0000-7000-8000-000000000070';
    const signedIn = (pseudonym: string) =>
      store.join(id, { key: { account }, pseudonym, mark: 'm', at: AT });
    expect(await signedIn('m')).toMatchObject({ number: 2 });
    const [, atOnce] = await Promise.all([store.erase(id, 2, [], 'm'), signedIn('n')]);
    expect(atOnce === 'left' || (atOnce !== undefined && atOnce.number === 2)).toBe(true);
    expect(await signedIn('n')).toBe('left');
    expect(await store.participants(id, 0, 10)).toHaveLength(2);
  });

  test('[CVS-5] writers that race leave the log dense, and every acknowledged entry stands in it once', async () => {
    const id = await opened('c5');
    const places = await Promise.all(
      Array.from({ length: 10 }, async (_, writer) => {
        const own: number[] = [];
        for (let turn = 0; turn < 5; turn += 1)
          own.push(
            ...(await store.append(id, [vote(writer + 1, 1, 1)], counted)).flatMap((entry) =>
              entry === undefined || entry === 'behind' ? [] : [entry.position],
            ),
          );
        return own;
      }),
    );
    expect(places.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(await store.read(id, 0, 100)).toHaveLength(50);
  });

  test('[CVS-6] a limit holds over two writers and inside a batch, and the rest stands', async () => {
    const id = await opened('limited');
    await joined(id, 'a');
    await joined(id, 'b');
    const limits = [{ kind: 0, since: '2026-03-02T09:59:00.000Z', max: 3 }];
    const places = async (entries: readonly NewConversationEntry[]) =>
      (await store.append(id, entries, counted, limits)).map((entry) =>
        entry === 'behind' ? entry : entry?.position,
      );
    const both = await Promise.all(
      [1, 2].map(() => places([vote(1, 1, 1), vote(1, 2, 1), vote(2, 1, 1), said(1, 'Not a vote')])),
    );
    const own = both.flatMap(([first, second]) => [first, second]);
    expect(own.filter((position) => position !== undefined)).toHaveLength(3);
    expect(both.flatMap(([, , other, words]) => [other, words])).not.toContain(undefined);
    expect(await places([vote(1, 3, 1)])).toEqual([undefined]);
    expect((await store.read(id, 0, 100)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    // What was said at the instant or before it does not count.
    expect(await store.append(id, [vote(1, 3, 1)], counted, [{ kind: 0, since: AT, max: 3 }])).toMatchObject([
      { position: 8 },
    ]);
  });
});
