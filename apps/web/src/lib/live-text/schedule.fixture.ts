import { seeded } from '@plenary/drafting/testing';
import { TEST_DELIBERATION, type TestSeat, type TestService } from '@plenary/server/testing';
import * as Y from 'yjs';
import { isLive, textIn, until, type Page, type pages } from './live-service.fixture.ts';

const SEATS: readonly TestSeat[] = ['facilitator', 'chair', 'secretariat', 'kenya', 'france'];
const STEPS = 60;
/** Paragraphs that are written in; the first is closed in the middle of a schedule and opened again at its end. */
const PARAGRAPHS = ['p2', 'p3', 'p4'] as const;

const stateOf = (doc: Y.Doc): string => {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return Buffer.from(Y.encodeStateAsUpdate(copy)).toString('base64');
};

/**
 * Five people write in one working text while their lines are cut and come back, words wait offline, delegations receive
 * and lose a paragraph, and one paragraph is agreed. @throws Error where the replicas differ in the end, or a word was
 * written into the agreed paragraph
 */
export const runSchedule = async (
  service: TestService,
  house: ReturnType<typeof pages>,
  seed: number,
): Promise<void> => {
  const random = seeded(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const act = async (seat: TestSeat, what: Record<string, unknown>): Promise<void> => {
    const answer = await service.act(seat, TEST_DELIBERATION, what);
    if (answer.statusCode !== 201) throw new Error(`seed ${seed}: ${answer.body}`);
  };
  const open: Page[] = [];
  for (const seat of SEATS) open.push(await house.page(seat, 'working'));
  await Promise.all(open.map(({ text }) => isLive(text)));
  let frozen: string | undefined;
  let isOpened = false;
  const page = (): Page => {
    const chosen = open[below(open.length)];
    if (chosen === undefined) throw new Error('five people are there');
    return chosen;
  };
  const closedText = async (): Promise<string> => {
    const room = service.running.live.peek('charter', 'working');
    if (room === undefined) throw new Error('the working text is in memory');
    return textIn(room.text(), 'p2').toString();
  };
  for (let step = 0; step < STEPS; step += 1) {
    const { socket, text } = page();
    const what = random();
    if (what < 0.6) {
      const doc = text.doc.get();
      const paragraph = PARAGRAPHS[below(PARAGRAPHS.length)] ?? 'p3';
      const target = textIn(doc, paragraph);
      target.insert(below(target.length + 1), `${seed}.${step} `);
    } else if (what < 0.75) {
      if (socket.connected) socket.disconnect();
      else socket.connect();
    } else if (what < 0.85) socket.connect();
    else if (what < 0.93) {
      await act(
        'facilitator',
        isOpened
          ? { type: 'closeParagraph', paragraph: 'p4' }
          : { type: 'openParagraph', paragraph: 'p4', members: ['KEN', 'FRA'] },
      );
      isOpened = !isOpened;
    } else await new Promise((resolve) => setImmediate(resolve));
    if (step === STEPS / 2) {
      await act('chair', { type: 'agreeAdRef', pid: 'p2' });
      await service.running.live.idle();
      frozen = await closedText();
    }
  }
  for (const { socket } of open) socket.connect();
  for (const { text } of open) {
    await until(text.state, ({ connection, saving }) => connection === 'live' && saving.kind === 'saved');
    await text.settled();
  }
  if ((await closedText()) !== frozen) throw new Error(`seed ${seed}: a closed paragraph changed`);
  const room = service.running.live.peek('charter', 'working');
  const wanted = stateOf(room?.text() ?? new Y.Doc());
  for (let tries = 0; ; tries += 1) {
    const differing = open.filter(({ text }) => stateOf(text.doc.get()) !== wanted);
    if (differing.length === 0) break;
    if (tries > 500) throw new Error(`seed ${seed}: ${differing.length} replicas differ`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  if (isOpened) await act('facilitator', { type: 'closeParagraph', paragraph: 'p4' });
  await act('chair', { type: 'reopenParagraph', pid: 'p2', reason: 'The schedule is over' });
  await house.close();
};
