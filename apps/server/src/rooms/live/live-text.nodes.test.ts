import { TEST_ENGINES } from '@plenary/db/testing';
import { BASE_VIEW, paragraphText, readDraft } from '@plenary/drafting';
import { decodeWords, encodeWords, FROM_CLIENT_KINDS, FROM_SERVER_KINDS } from '@plenary/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  startTestService,
  TEST_DELIBERATION,
  TEST_TEXT,
  turnedClock,
  type TestService,
} from '../../testing.ts';
import { twoOn } from '../../two-nodes.fixture.ts';
import { openLine, type Line } from './line.fixture.ts';

describe.each(TEST_ENGINES)('a live document on two nodes of one %s', (engine) => {
  let nodes: readonly TestService[] = [];
  let end: () => Promise<void>;
  const lines: Line[] = [];
  const line = async (node: number, seat: 'facilitator' | 'chair' | 'kenya'): Promise<Line> => {
    const service = nodes[node];
    if (service === undefined) throw new Error('the node has not started');
    const opened = await openLine(service, seat, 'working');
    lines.push(opened);
    return opened;
  };
  const stateOf = ({ doc }: { readonly doc: Y.Doc }): string =>
    Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
  const insert =
    (words: string, id = 'p3') =>
    (doc: Y.Doc): void =>
      doc.getMap<Y.Text>('texts').get(id)?.insert(0, words);

  beforeAll(async () => {
    const { databases, end: close } = await twoOn(engine);
    end = close;
    const clock = turnedClock();
    nodes = [
      await startTestService({ database: databases[0], clock }),
      await startTestService({ database: databases[1], clock, empty: true }),
    ];
    await nodes[0]?.act('secretariat', TEST_DELIBERATION, {
      type: 'openDocument',
      id: 'working',
      kind: 'workingText',
      lang: 'en',
      title: 'Working text',
    });
  });
  afterAll(async () => {
    for (const { socket } of lines) socket.disconnect();
    for (const node of nodes) await node.close();
    await end();
  });

  test('[LTX-10] what is written on both at once is in both, and the log is one chain', async () => {
    const [here, there] = [await line(0, 'facilitator'), await line(1, 'chair')];
    for (let at = 0; at < 15; at += 1)
      await Promise.all([here.write(insert(`h${at} `)), there.write(insert(`t${at} `, 'p4'))]);
    await expect.poll(() => stateOf(here) === stateOf(there)).toBe(true);
    const documents = nodes[0]?.running.documents;
    const [known] = (await documents?.find('charter')) ?? [];
    const rows = (await documents?.read(known?.id ?? 0, 0, 1_000)) ?? [];
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
    expect(rows).toHaveLength(31);
  });

  test('[LTX-13] a caret on one node is seen on the other', async () => {
    const [here, there] = [await line(0, 'facilitator'), await line(1, 'chair')];
    const place = { client: here.client, anchor: { paragraph: 'p1' }, head: { paragraph: 'p1' } };
    const sees = async (reader: Line): Promise<boolean> => {
      const said = JSON.parse(decodeWords(await reader.next(FROM_SERVER_KINDS.presence)) ?? '') as {
        here: readonly { readonly client: number }[];
      };
      return said.here.some(({ client }) => client === here.client);
    };
    let isSeen = false;
    void (async (): Promise<void> => {
      while (!isSeen) isSeen = await sees(there);
    })();
    // Presence may be lost: it is said until it was heard.
    await expect
      .poll(() => {
        here.send(FROM_CLIENT_KINDS.presence, encodeWords(JSON.stringify(place)));
        return isSeen;
      })
      .toBe(true);
  });

  test('[LTX-10] a right that ends on one node ends on the other', async () => {
    const [editor, reader] = [await line(1, 'facilitator'), await line(0, 'kenya')];
    const [first, second] = [editor.next(FROM_SERVER_KINDS.rights), reader.next(FROM_SERVER_KINDS.rights)];
    await nodes[0]?.act('chair', TEST_DELIBERATION, { type: 'agreeAdRef', pid: 'p2' });
    for (const said of [await first, await second])
      expect(JSON.parse(decodeWords(said) ?? '')).toMatchObject({ closed: ['p2'] });
    expect(await editor.refused(insert('Late ', 'p2'))).toMatchObject({ refusal: { code: 'gate.closed' } });
  });

  test('[LTX-15] an amendment that is adopted is in the text on both nodes, once', async () => {
    const [here, there] = [await line(0, 'facilitator'), await line(1, 'chair')];
    const readsNow = ({ doc }: Line): readonly string[] =>
      readDraft(doc, BASE_VIEW).paragraphs.map(paragraphText);
    const [, , third] = readsNow(here);
    await nodes[0]?.act('france', TEST_DELIBERATION, {
      type: 'submitAmendment',
      changes: [
        { paragraph: 'p4', new: 'Requests that nothing acknowledged be lost or doubled.' },
        { after: 'p4', kind: 'operative', level: 0, insert: 'Thanks everybody.' },
      ],
      reason: '',
      textHash: TEST_TEXT.hash,
      needs: [],
      excludes: [],
    });
    const accepted = await nodes[1]?.act('chair', TEST_DELIBERATION, {
      type: 'acceptAmendment',
      amendment: 'A1',
    });
    expect(accepted?.statusCode, accepted?.body).toBe(201);
    for (const reader of [here, there])
      await expect.poll(() => readDraft(reader.doc, BASE_VIEW).decisions.has('A1')).toBe(true);
    await expect.poll(() => stateOf(here) === stateOf(there)).toBe(true);
    const [, , , last, added] = readsNow(there);
    expect(readsNow(there)[2]).toBe(third);
    expect(last?.endsWith('Requests that nothing acknowledged be lost or doubled.')).toBe(true);
    expect(added).toBe('Thanks everybody.');
    const documents = nodes[0]?.running.documents;
    const [known] = (await documents?.find('charter')) ?? [];
    const rows = (await documents?.read(known?.id ?? 0, 0, 1_000)) ?? [];
    const own = rows.slice(1).filter(({ lease }) => lease.delegation === '');
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ lease }) => `${lease.client} ${lease.account ?? ''}`)).size).toBe(1);
  });
});
