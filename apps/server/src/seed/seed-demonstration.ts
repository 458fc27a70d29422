import {
  addSeconds,
  parseInstant,
  type BodyState,
  type DeliberationState,
  type Instant,
  type PlenaryAct,
} from '@plenary/consensus';
import type { ConsultationStore, ConversationStore, IdentityStore } from '@plenary/db';
import {
  conversationFrame,
  DELIBERATION_ID,
  drawnConversation,
  demonstrationText,
  foundingActs,
  REVIEW_ID,
  reviewActs,
  type ConductedAct,
  HELD_SITTING,
  heldSitting,
  PLANNED_SITTING,
  plannedSitting,
  readingActs,
  simulatedActs,
  type FloorAct,
} from '@plenary/demonstration';
import { LIMITS } from '@plenary/protocol';
import { performAct } from '../commands/perform-act.ts';
import type { HeldStates } from '../streams/held-states.ts';
import type { StreamWriter } from '../streams/writer.ts';
import type { Viewer } from '../viewer.ts';
import { seedConversation } from './seed-conversation.ts';
import { seedReading } from './seed-reading.ts';

/** The conversation is the first of its deliberation. */
const CONVERSATION = 'c1';

type SignedIn = Exclude<Viewer, { kind: 'public' }>;

/** The same positions are drawn on every machine. */
const DRAW_SEED = 20_261_124;
/** Set before anything is written: an exercise without it was brought from elsewhere and is left alone. */
const BEGUN = 'demonstration.begun';
/** Set once everything is in; a seed without it goes on where it stopped. */
const DONE = 'demonstration.seeded';
/** The exercise began so long before it was seeded, so that a sitting has been held in it. */
const BEGAN_SECONDS_BEFORE = 26 * 3_600;
const HELD_AFTER_SECONDS = 3_600;
const NEXT_AFTER_SECONDS = 50 * 3_600;
/** The acts of a seed have one owner for their keys, so that no act is made twice. */
const ACCOUNT = 'demonstration';

export interface SeedParts {
  readonly writer: StreamWriter;
  /** The same writer under another clock: what was held before the service began needs its instants. */
  readonly writerAt: (clock: () => Instant) => StreamWriter;
  readonly clock: () => Instant;
  readonly held: HeldStates;
  readonly bodyStream: () => Promise<string>;
  readonly people: IdentityStore;
  readonly conversations: ConversationStore;
  readonly words: ConsultationStore;
  /** Called when there is something to seed: it takes a while. */
  readonly onBegin?: () => void;
}

const conductor: SignedIn = { kind: 'secretariat', account: ACCOUNT, session: ACCOUNT, mayBind: false };

const sorted = <T>(byId: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(byId).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/**
 * The body with its members and groups in one order, whatever order a snapshot gave back: what is drawn depends on the
 * order, and a resumed seed must draw the same.
 */
const inOneOrder = (body: BodyState): BodyState => ({
  ...body,
  members: sorted(body.members),
  groups: sorted(body.groups),
});

/** Runs the work on every item, in the order given, with at most `atOnce` under way. */
const inOrder = async <T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, place: number) => Promise<unknown>,
) => {
  for (let from = 0; from < items.length; from += atOnce)
    await Promise.all(items.slice(from, from + atOnce).map((item, at) => work(item, from + at)));
};

/**
 * Seeds the exercise through the path of every act: policy, rules, one transaction, record. Nothing happens in a
 * database that holds a body of its own. Each act has a key made of its place, so a seed that was interrupted goes on
 * where it stopped.
 * @returns whether this database holds the exercise
 */
export const seedDemonstration = async ({
  writer,
  writerAt,
  clock,
  held,
  bodyStream,
  people,
  conversations,
  words,
  onBegin,
}: SeedParts): Promise<boolean> => {
  if ((await people.setting(DONE)) !== undefined) return true;
  const bodyName = await bodyStream();
  const deliberationName = `deliberation:${DELIBERATION_ID}`;
  const founding = foundingActs();
  const perform = (viewer: SignedIn, stream: string, act: PlenaryAct, key: string, by = writer) =>
    performAct(by, viewer, { stream, act }, `seed-${key}`);
  const bodyNow = async (): Promise<BodyState | undefined> => {
    const known = await held.get(bodyName);
    return known.kind === 'body' ? known.state : undefined;
  };
  const deliberationNow = async (): Promise<DeliberationState | undefined> => {
    const known = await held.get(deliberationName);
    return known.kind === 'deliberation' ? known.state : undefined;
  };

  const before = await bodyNow();
  const ours = founding.some((act) => act.type === 'foundBody' && act.id === before?.id);
  const isBegun = (await people.setting(BEGUN)) !== undefined;
  if (before !== undefined && !(before.exercise && ours && isBegun)) return false;
  // Kept once, so that a seed that goes on tells the same instants.
  const kept = await people.keepSetting(BEGUN, addSeconds(clock(), -BEGAN_SECONDS_BEFORE));
  // An earlier version kept a word here; what it began, it began now.
  const began = parseInstant(kept) === undefined ? clock() : kept;
  let then = began;
  const past = writerAt(() => then);
  onBegin?.();

  // One after another: groups need their members, the text its deliberation.
  await inOrder(founding, 1, (act, place) => perform(conductor, bodyName, act, `founding-${place}`, past));
  const { title, acts } = demonstrationText();
  await perform(
    conductor,
    deliberationName,
    { type: 'openDeliberation', id: DELIBERATION_ID, title },
    'opening',
    past,
  );
  await inOrder(acts, 1, (act, place) => perform(conductor, deliberationName, act, `text-${place}`, past));
  const frame = conversationFrame(began);
  await perform(conductor, deliberationName, { type: 'openConversation', ...frame }, 'conversation', past);
  await seedConversation(
    conversations,
    DELIBERATION_ID,
    CONVERSATION,
    drawnConversation(frame.opensAt, DRAW_SEED),
  );
  const onFloor = async (sitting: string, from: Instant, floor: readonly FloorAct[]): Promise<void> => {
    await inOrder(floor, 1, ({ after, act, actor }, place) => {
      then = addSeconds(from, after);
      const viewer: SignedIn = { ...conductor, ...actor, mayBind: actor.kind === 'delegate' };
      return perform(viewer, `sitting:${sitting}`, act, `${sitting}-${place}`, past);
    });
  };
  const opened = addSeconds(began, HELD_AFTER_SECONDS);
  await onFloor(HELD_SITTING, opened, heldSitting(opened));
  await onFloor(PLANNED_SITTING, then, plannedSitting(addSeconds(began, NEXT_AFTER_SECONDS)));

  const body = await bodyNow();
  const deliberation = await deliberationNow();
  if (body === undefined || deliberation?.revision === undefined)
    throw new Error('the demonstration has no body or no text');
  await seedReading({ writer: past, held, words }, readingActs(began, deliberation.revision), {
    conductor,
    onAct: ({ at }) => {
      then = at;
    },
  });
  const enact = async (stream: string, acts: readonly (ConductedAct & { readonly key: string })[]) => {
    const enactOne = ({ actor, act, key }: (typeof acts)[number]) =>
      perform({ ...conductor, ...actor }, stream, act, key);
    const isPosition = ({ act }: (typeof acts)[number]): boolean => act.type === 'statePosition';
    // Positions stand beside each other: they wait together in the stream's queue and are committed in batches. Whatever
    // else happens refers to what went before.
    const [positions, others] = [acts.filter(isPosition), acts.filter((each) => !isPosition(each))];
    const isLast = acts.findIndex(isPosition) === others.length;
    if (isLast) await inOrder(others, 1, enactOne);
    await inOrder(positions, LIMITS.ACTS_WAITING_MAX / 2, enactOne);
    if (!isLast) await inOrder(others, 1, enactOne);
  };
  const present = inOneOrder(body);
  await enact(
    deliberationName,
    simulatedActs(present, deliberation, DRAW_SEED).map(({ member, act }, place) => ({
      actor: { kind: 'delegate', member, mayBind: true },
      act,
      key: `drawn-${place}`,
    })),
  );
  await enact(
    `deliberation:${REVIEW_ID}`,
    reviewActs(present, DRAW_SEED).map((each, place) => ({ ...each, key: `review-${place}` })),
  );
  await people.keepSetting(DONE, 'yes');
  return true;
};
