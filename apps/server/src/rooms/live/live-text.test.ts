import { draftReader, MARKUP_VIEW } from '@plenary/drafting';
import {
  decodeWords,
  encodeBatch,
  encodeFrame,
  encodeWords,
  FRAME_EVENT,
  FROM_CLIENT_KINDS,
  FROM_SERVER_KINDS,
  LIMITS,
  type LiveRights,
  type PresenceMessage,
} from '@plenary/protocol';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { startTestService, TEST_DELIBERATION, type TestSeat, type TestService } from '../../testing.ts';
import { askToOpen, editOf, openLine, openMessage, socketTo, type Line } from './line.fixture.ts';

let service: TestService;
const sockets: Socket[] = [];
const act = async (seat: TestSeat, what: Record<string, unknown>): Promise<void> => {
  const answer = await service.act(seat, TEST_DELIBERATION, what);
  expect(answer.statusCode, answer.body).toBe(201);
};
const opening = (id: string, kind: string, more: object = {}) => ({
  type: 'openDocument',
  id,
  kind,
  lang: 'en',
  title: id,
  ...more,
});
beforeAll(async () => {
  service = await startTestService();
  await act('secretariat', opening('working', 'workingText', { readers: 'public' }));
  await act('france', opening('ours', 'amendmentDraft'));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(() => service.close());

const line = async (
  seat: TestSeat | undefined,
  document = 'working',
  more: Parameters<typeof openLine>[3] = {},
): Promise<Line> => {
  const opened = await openLine(service, seat, document, more);
  sockets.push(opened.socket);
  return opened;
};
const socket = async (seat: TestSeat | undefined, transports?: string[]): Promise<Socket> => {
  const made = await socketTo(service, seat, transports);
  sockets.push(made);
  return made;
};
const text = (doc: Y.Doc, id = 'p3'): Y.Text => {
  const found = doc.getMap<Y.Text>('texts').get(id);
  if (found === undefined) throw new Error(`there is no text ${id}`);
  return found;
};
const insert =
  (words: string, id = 'p3') =>
  (doc: Y.Doc): void =>
    text(doc, id).insert(0, words);
const stateOf = (doc: Y.Doc): string => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
const live = () => {
  const room = service.running.live.peek('charter', 'working');
  if (room === undefined) throw new Error('the working text is in memory');
  return room;
};
const once = <T>(from: Socket, name: string): Promise<T> =>
  new Promise((resolve) => from.once(name, (said: T) => resolve(said)));
const metric = async (name: string): Promise<number> => {
  const { body } = await service.get('/metrics');
  return Number(
    body
      .split('\n')
      .find((each) => each.startsWith(name))
      ?.split(' ')[1] ?? 0,
  );
};
const refusals = (code: string): Promise<number> => metric(`plenary_socket_refusals_total{code="${code}"}`);

test.each(['websocket', 'polling'])(
  '[LTX-1] an edit reaches the others by %s once it is in the log',
  async (transport) => {
    const [writer, reader] = [
      await line('facilitator'),
      await line('kenya', 'working', { socket: await socket('kenya', [transport]) }),
    ];
    const heard = reader.next(FROM_SERVER_KINDS.updates);
    await writer.write(insert('Firmly '));
    const { number } = live();
    const { seq } = live().head();
    const [row] = await service.running.documents.read(number, seq - 1, 1);
    expect(row).toMatchObject({ seq, lease: { client: writer.client, delegation: 'facilitator' } });
    await heard;
    expect(stateOf(reader.doc)).toBe(stateOf(writer.doc));
  },
);

test('[LTX-1] the rows of a log are chained by their hashes, and name who was signed in', async () => {
  const writer = await line('chair');
  await writer.write(insert('One '));
  await writer.write(insert('Two '));
  const rows = await service.running.documents.read(live().number, 0, 1_000);
  const seqs = rows.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, at) => at + 1));
  const known = await service.running.documents.find('charter');
  expect(known.find(({ document }) => document === 'working')?.seq).toBe(seqs.at(-1));
});

describe('opening', () => {
  test('[LTX-2] who may not read a document is told what they would be told of none', async () => {
    const kenya = await socket('kenya');
    for (const document of ['ours', 'none'])
      expect(await askToOpen(kenya, openMessage(document))).toMatchObject({
        ok: false,
        error: { code: 'document.unknown', facts: { document } },
      });
    expect(await askToOpen(kenya, openMessage('working', { deliberation: 'none' }))).toMatchObject({
      error: { code: 'stream.unknown' },
    });
  });

  test('[LTX-2] a page with another schema of the text is told to load again', async () => {
    const before = await refusals('document.schema');
    expect(await askToOpen(await socket('kenya'), openMessage('working', { schema: 99 }))).toMatchObject({
      error: { code: 'document.schema', facts: { client: 99 } },
    });
    expect(await refusals('document.schema')).toBe(before + 1);
  });

  test('[LTX-2] what asks in no known form is counted, and at last closed', async () => {
    const loud = await socket('kenya');
    const before = await refusals('socket.malformed');
    const closed = once(loud, 'disconnect');
    const answers: unknown[] = [];
    for (let at = 0; at < 7; at += 1)
      loud.emit('openDocument', { at }, (answer: unknown) => answers.push(answer));
    await closed;
    expect(answers.length).toBeGreaterThan(0);
    expect(answers[0]).toMatchObject({ ok: false, error: { code: 'socket.malformed' } });
    expect(await refusals('socket.malformed')).toBeGreaterThan(before);
  });

  test('[LTX-2] one socket has so many documents open', async () => {
    const members = ['france', 'kenya', 'fiji'] as const;
    const limit = LIMITS.DOCUMENTS_PER_SOCKET_MAX;
    for (let at = 0; at < limit; at += 1) {
      const owner = members[at % members.length] ?? 'france';
      await act(owner, opening(`many${at}`, 'statementDraft'));
      if (owner !== 'france')
        await act(owner, { type: 'shareDocument', document: `many${at}`, member: 'FRA' });
    }
    const many = await socket('france');
    for (let at = 0; at < limit; at += 1)
      expect(await askToOpen(many, openMessage(`many${at}`))).toMatchObject({ ok: true });
    expect(await askToOpen(many, openMessage('working'))).toMatchObject({
      error: { code: 'socket.tooMany', facts: { limit } },
    });
    expect(await askToOpen(many, openMessage('many0'))).toMatchObject({ ok: true });
  });

  test('[LTX-3] a client number is leased to one account and given to nobody else', async () => {
    const [first, second] = [await line('kenya'), await line('france')];
    expect(first.client).not.toBe(second.client);
    const again = await line('kenya', 'working', { lease: first.client });
    expect(again.client).toBe(first.client);
    const stolen = await line('fiji', 'working', { lease: first.client });
    expect(stolen.client).not.toBe(first.client);
  });

  test('[LTX-3] the public reads and has no number', async () => {
    const reader = await line(undefined);
    expect(reader.rights).toMatchObject({ role: 'read', delegation: '', person: '' });
    expect(text(reader.doc).toString()).toContain('Decides that every act is answered;');
    expect(await reader.refused(insert('Graffiti '))).toMatchObject({ refusal: { code: 'gate.lease' } });
  });
});

describe('attacks', () => {
  /** Sends a batch as somebody; the document must not change by one byte and the refusal is counted. */
  const attack = async (
    seat: TestSeat | undefined,
    code: string,
    make: (line: Line) => readonly Uint8Array[],
  ): Promise<void> => {
    const attacker = await line(seat);
    const [state, before] = [stateOf(live().text()), await refusals(code)];
    const refused = attacker.next(FROM_SERVER_KINDS.refused);
    attacker.batch(make(attacker));
    expect(JSON.parse(decodeWords(await refused) ?? '')).toMatchObject({ refusal: { code } });
    expect(stateOf(live().text())).toBe(state);
    expect(await refusals(code)).toBe(before + 1);
  };
  const as = (client: number, edit: (doc: Y.Doc) => void) => (attacker: Line) => {
    const copy = new Y.Doc({ gc: false });
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(attacker.doc));
    copy.clientID = client;
    return editOf(copy, edit);
  };

  test('[LTX-4] an edit in the name of somebody else is refused', async () => {
    const victim = await line('chair');
    await attack('facilitator', 'gate.lease', as(victim.client, insert('Forged ')));
  });
  test('[LTX-4] a delegate who may only suggest does not change the text', () =>
    attack('kenya', 'gate.suggestOnly', ({ doc }) => editOf(doc, insert('Never '))));
  test('[LTX-4] words are not deleted for good', () =>
    attack('facilitator', 'gate.deletion', ({ doc }) => editOf(doc, (copy) => text(copy).delete(0, 3))));
  test('[LTX-4] what is no update is refused', () =>
    attack('facilitator', 'gate.malformed', () => [Uint8Array.from([9, 9, 9, 9])]));
  test('[LTX-4] an update beyond its size is refused', () =>
    attack('facilitator', 'gate.size', ({ doc }) => editOf(doc, insert('x'.repeat(300_000)))));
  test('[LTX-4] a part that the text does not have is refused', () =>
    attack('facilitator', 'gate.root', ({ doc }) => editOf(doc, (copy) => copy.getMap('evil').set('a', 1))));
  test('[LTX-4] a key that the text does not know is refused', () =>
    attack('facilitator', 'gate.key', ({ doc }) =>
      editOf(doc, (copy) => copy.getMap('props').set('p3/evil', 'here')),
    ));
  test('[LTX-4] a kind of paragraph that the text does not know is refused', () =>
    attack('facilitator', 'gate.value', ({ doc }) =>
      editOf(doc, (copy) => copy.getMap('props').set('p3/kind', 'marquee')),
    ));
  test('[LTX-4] words with attributes are refused', () =>
    attack('facilitator', 'gate.content', ({ doc }) =>
      editOf(doc, (copy) => text(copy).insert(0, 'x', { href: 'javascript:alert(1)' })),
    ));
  test('[LTX-4] more updates at once than a batch takes are refused', () =>
    attack('facilitator', 'gate.size', ({ doc }) =>
      editOf(doc, (copy) => {
        for (let at = 0; at < 600; at += 1) text(copy).insert(0, 'z');
      }),
    ));
  test('[LTX-4] a gap in one’s own numbers is refused', () =>
    attack('facilitator', 'gate.clock', ({ doc }) =>
      editOf(doc, (copy) => {
        text(copy).insert(0, 'a');
        text(copy, 'p4').insert(0, 'b');
      }).slice(1),
    ));
  test('[LTX-4] of a batch all is taken or nothing', () =>
    attack('facilitator', 'gate.deletion', ({ doc }) =>
      editOf(doc, (copy) => {
        text(copy).insert(0, 'good ');
        text(copy).delete(7, 3);
      }),
    ));

  test('[LTX-4] after a refusal nothing is taken from that page until it opens the document anew', async () => {
    const page = await line('kenya');
    await page.refused(insert('Never '));
    const { seq } = live().head();
    page.batch(editOf(page.doc, (copy) => copy.getArray('places').push(['anything'])));
    const other = await line('chair');
    await other.write(insert('Calm '));
    expect(live().head().seq).toBe(seq + 1);
    const again = await line('kenya', 'working', { socket: page.socket });
    expect(again.rights.role).toBe('suggest');
  });

  test('[LTX-5] a caret for somebody else, or with a name of its own, is refused and shown to nobody', async () => {
    const [liar, other] = [await line('kenya'), await line('france')];
    const before = await refusals('gate.presence');
    for (const said of [
      { client: other.client },
      { client: liar.client, name: 'Chair' },
      7,
      'x'.repeat(3_000),
    ])
      liar.send(FROM_CLIENT_KINDS.presence, encodeWords(JSON.stringify(said)));
    const seen = other.next(FROM_SERVER_KINDS.presence);
    liar.send(FROM_CLIENT_KINDS.presence, encodeWords(JSON.stringify({ client: liar.client })));
    const message = JSON.parse(decodeWords(await seen) ?? '') as PresenceMessage;
    expect(message.here).toMatchObject([{ client: liar.client, name: 'kenya', delegation: 'KEN' }]);
    expect(await refusals('gate.presence')).toBe(before + 4);
    const gone = other.next(FROM_SERVER_KINDS.presence);
    liar.socket.disconnect();
    expect(JSON.parse(decodeWords(await gone) ?? '')).toEqual({ here: [], gone: [liar.client] });
  });

  test('[LTX-6] bytes that are no frame are answered, then the socket is closed; others go on', async () => {
    const [garbler, calm] = [await line('kenya'), await line('chair')];
    const before = await refusals('socket.malformed');
    const closed = once(garbler.socket, 'disconnect');
    for (const bytes of [[], [1], [2, 0, 0, 0, 1], [99, 0, 0, 0, 1, 1], [2, 0, 0]])
      for (let times = 0; times < 3; times += 1)
        garbler.socket.emit(
          FRAME_EVENT,
          bytes.length < 5
            ? Uint8Array.from(bytes)
            : encodeFrame(bytes[0] ?? 0, garbler.handle, Uint8Array.from([255])),
        );
    await closed;
    expect(await refusals('socket.malformed')).toBeGreaterThan(before);
    await calm.write(insert('Undisturbed '));
  });

  test('[LTX-6] frames for a document that was never opened here are answered, then the socket is closed', async () => {
    const [owner, thief] = [await line('chair'), await socket('kenya')];
    const [state, before] = [stateOf(live().text()), await refusals('socket.malformed')];
    const [first, closed] = [once(thief, 'refused'), once(thief, 'disconnect')];
    const stolen = encodeBatch({ batch: 1, updates: editOf(owner.doc, insert('Stolen ')) });
    for (let times = 0; times < 7; times += 1)
      thief.emit(FRAME_EVENT, encodeFrame(FROM_CLIENT_KINDS.updates, owner.handle, stolen));
    expect(await first).toEqual({ code: 'socket.malformed', facts: {} });
    await closed;
    expect(stateOf(live().text())).toBe(state);
    expect(await refusals('socket.malformed')).toBeGreaterThan(before);
    // What was on its way when a document was closed harms nobody.
    const page = await line('kenya');
    page.send(FROM_CLIENT_KINDS.leave);
    for (let times = 0; times < 7; times += 1)
      page.send(FROM_CLIENT_KINDS.presence, encodeWords(JSON.stringify({ client: page.client })));
    const again = await line('kenya', 'working', { socket: page.socket });
    expect(again.handle).toBe(page.handle);
    await owner.write(insert('Undisturbed '));
  });

  test('[LTX-6] a flood of frames ends the socket with its code', async () => {
    const flooder = await line('kenya');
    const before = await refusals('socket.tooMany');
    const refused = once(flooder.socket, 'refused');
    for (let at = 0; at < LIMITS.LIVE_FRAMES_PER_SECOND * 4; at += 1)
      flooder.send(FROM_CLIENT_KINDS.presence, encodeWords('{}'));
    expect(await refused).toEqual({
      code: 'socket.tooMany',
      facts: { limit: LIMITS.LIVE_FRAMES_PER_SECOND },
    });
    expect(await refusals('socket.tooMany')).toBe(before + 1);
  });

  test('[LTX-6] who has no document open sends no large message', async () => {
    const stranger = await socket(undefined);
    const closed = once(stranger, 'disconnect');
    stranger.emit(FRAME_EVENT, new Uint8Array(LIMITS.SOCKET_MESSAGE_BYTES_MAX + 1));
    expect(await closed).toBe('transport close');
    const writer = await line('facilitator');
    await writer.write(insert('y'.repeat(LIMITS.SOCKET_MESSAGE_BYTES_MAX * 2), 'p4'));
  });
});

describe('rights that change', () => {
  test('[LTX-7] a paragraph that is agreed is closed at once, also to those who edit', async () => {
    const editor = await line('facilitator');
    const rights = editor.next(FROM_SERVER_KINDS.rights);
    await act('chair', { type: 'agreeAdRef', pid: 'p2' });
    expect(JSON.parse(decodeWords(await rights) ?? '')).toMatchObject({ role: 'edit', closed: ['p2'] });
    expect(await editor.refused(insert('Late ', 'p2'))).toMatchObject({
      refusal: { code: 'gate.closed', facts: { paragraph: 'p2' } },
      text: 'Late ',
    });
    await act('chair', { type: 'reopenParagraph', pid: 'p2', reason: 'Test' });
  });

  test('[LTX-7] what is opened to a delegation it edits, until it is closed again', async () => {
    const kenya = await line('kenya');
    const opened = kenya.next(FROM_SERVER_KINDS.rights);
    await act('facilitator', { type: 'openParagraph', paragraph: 'p4', members: ['KEN'] });
    expect((JSON.parse(decodeWords(await opened) ?? '') as LiveRights).opened).toEqual(['p4']);
    await kenya.write(insert('Opened ', 'p4'));
    const closed = kenya.next(FROM_SERVER_KINDS.rights);
    await act('facilitator', { type: 'closeParagraph', paragraph: 'p4' });
    await closed;
    expect(await kenya.refused(insert('Shut ', 'p4'))).toMatchObject({
      refusal: { code: 'gate.suggestOnly' },
    });
  });

  test('[LTX-7] an invitation that is taken back closes the document for those who were invited', async () => {
    await act('france', { type: 'shareDocument', document: 'ours', member: 'KEN' });
    const guest = await line('kenya', 'ours');
    await guest.write((doc) => doc.getMap('props').set('p3/level', 0));
    const closed = guest.next(FROM_SERVER_KINDS.closed);
    await act('france', { type: 'unshareDocument', document: 'ours', member: 'KEN' });
    expect(JSON.parse(decodeWords(await closed) ?? '')).toMatchObject({ code: 'document.unknown' });
    const owner = await line('france', 'ours');
    const heard: unknown[] = [];
    guest.socket.on(FRAME_EVENT, (bytes) => heard.push(bytes));
    await owner.write((doc) => doc.getMap('props').set('p3/level', 1));
    await service.get('/health/live');
    expect(heard).toEqual([]);
  });

  test('[LTX-7] a document that is closed is for reading from then on', async () => {
    await act('kenya', opening('theirs', 'amendmentDraft'));
    const writer = await line('kenya', 'theirs');
    const rights = writer.next(FROM_SERVER_KINDS.rights);
    await act('kenya', { type: 'closeDocument', document: 'theirs' });
    expect(JSON.parse(decodeWords(await rights) ?? '')).toMatchObject({ role: 'read' });
    expect(await writer.refused(insert('More '))).toMatchObject({ refusal: { code: 'gate.readOnly' } });
  });

  test('[LTX-7] a session that ends takes its documents with it', async () => {
    const fiji = await line('fiji');
    const gone = once(fiji.socket, 'disconnect');
    await service.running.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { cookie: await service.enter('fiji') },
    });
    service.forget('fiji');
    await gone;
    await expect.poll(() => [...live().seats()].some(({ client }) => client === fiji.client)).toBe(false);
  });
});

test('[LTX-8] a reader that takes nothing is left out, costs bounded memory, and catches up when it reads again', async () => {
  const [writer, slow] = [await line('facilitator'), await line('kenya')];
  const { transport } = slow.socket.io.engine as unknown as {
    transport: { ws: { _socket: { pause: () => void; resume: () => void } } };
  };
  transport.ws._socket.pause();
  const seat = [...live().seats()].find(({ client }) => client === slow.client);
  if (seat === undefined) throw new Error('the slow reader has a seat');
  const words = 'z'.repeat(190_000);
  let most = 0;
  // The system takes megabytes before anything waits here.
  for (let at = 0; at < 200 && seat.behindSince === undefined; at += 1) {
    await writer.write((doc) => doc.getMap('texts').set(`long${at}`, new Y.Text(words)));
    most = Math.max(most, seat.line.backlog());
  }
  expect(seat.behindSince).toBeDefined();
  const resync = slow.next(FROM_SERVER_KINDS.resync);
  await writer.write(insert('While away '));
  expect(most).toBeLessThan(LIMITS.READER_BYTES_MAX * 2);
  transport.ws._socket.resume();
  await resync;
  const state = slow.next(FROM_SERVER_KINDS.state);
  slow.send(FROM_CLIENT_KINDS.sync, Y.encodeStateVector(slow.doc));
  await state;
  await expect.poll(() => stateOf(slow.doc)).toBe(stateOf(live().text()));
});

test('[LTX-9] a document that leaves the memory comes back whole, from its snapshot and its log', async () => {
  const writer = await line('facilitator');
  await writer.write(insert('Before '));
  const state = stateOf(live().text());
  const { live: texts } = service.running;
  writer.socket.disconnect();
  await expect.poll(() => texts.drop('charter', 'working')).toBe(true);
  expect(texts.peek('charter', 'working')).toBeUndefined();
  const reader = await line('kenya');
  expect(stateOf(reader.doc)).toBe(state);
  const again = await line('facilitator');
  await again.write(insert('After '));
  const drafts = draftReader(reader.doc, MARKUP_VIEW);
  await expect.poll(() => drafts.read().paragraph('p3')?.runs[0]?.chars).toBe('After ');
  drafts.close();
});

describe('a write whose outcome is unknown', () => {
  /** Puts something in the place of the next statement. */
  const once = (next: (write: () => Promise<unknown>) => Promise<never>): void => {
    const store = service.running.documents as { append: typeof service.running.documents.append };
    const real = store.append;
    store.append = (groups, wake) => {
      store.append = real;
      return next(() => real(groups, wake));
    };
  };
  const rows = async (): Promise<number> =>
    (await service.running.documents.find('charter')).find(({ document }) => document === 'working')?.seq ??
    0;

  test('[LTX-12] that was not stored is stored later, and acknowledged then', async () => {
    const writer = await line('facilitator');
    const before = await rows();
    once(() => Promise.reject(new Error('the database went away')));
    await writer.write(insert('Unsure '));
    expect(await rows()).toBe(before + 1);
  });

  test('[LTX-12] that was stored is acknowledged, and not stored twice', async () => {
    const writer = await line('facilitator');
    const before = await rows();
    once(async (write) => {
      await write();
      throw new Error('the answer was lost');
    });
    await writer.write(insert('Surely '));
    expect(await rows()).toBe(before + 1);
    await writer.write(insert('Again '));
    expect(await rows()).toBe(before + 2);
  });
});
