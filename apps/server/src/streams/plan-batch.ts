import type { Instant, Recorded } from '@plenary/consensus';
import type { NewEvent, StoredAct, WordsBeside } from '@plenary/db';
import { commitmentOf, SALT_BYTES, signReceipt, type Receipt, type Signer } from '@plenary/ledger';
import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';
import type { ActToPerform } from './act-to-perform.ts';
import { admitAct } from './admit-act.ts';
import { evolved, type Held, type HeldStates } from './held-states.ts';

/** An admitted act with everything that will be committed of it. */
export interface PlannedAct {
  readonly request: ActToPerform;
  readonly events: readonly Recorded[];
  readonly rows: readonly NewEvent[];
  /** What is kept and erased beside the record. */
  readonly beside: WordsBeside;
  readonly receipt: Receipt;
}
/** Acts admitted one after the other, and the states after them; nothing of it is written yet. */
export interface Plan {
  readonly planned: readonly PlannedAct[];
  /** Acts that were not admitted: with a refusal, or with a fault of ours that concerns this act alone. */
  readonly refusals: readonly { readonly request: ActToPerform; readonly error: unknown }[];
  readonly states: ReadonlyMap<string, Held>;
}

export interface PlanParts {
  readonly held: HeldStates;
  readonly signer: Signer;
  readonly clock: () => Instant;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly bodyStream: () => Promise<string>;
  /** How many comments an owner has in a consultation. */
  readonly commentsOf: (consultation: string, owner: string) => Promise<number>;
}

export const storedActOf = ({ request, receipt }: PlannedAct): StoredAct => {
  const { actorKey, key, requestHash, stream } = request;
  const { fromVersion, toVersion, at } = receipt;
  return { actorKey, key, requestHash, receipt, stream, fromVersion, toVersion, at };
};

/** Number of a comment by its id, and the consultation by its stream. */
const placeOfComment = (stream: string, comment: string) => ({
  consultation: stream.slice('consultation:'.length),
  comment: Number(comment.slice(1)),
});

/** CSL-7, CSL-15: words are kept under the number that their comment was given, and go when it is erased. */
const besideOf = ({ said }: ActToPerform, events: readonly Recorded[]): WordsBeside => ({
  keep: events.flatMap((event) =>
    event.type === 'commentFiled' && said !== undefined
      ? [{ ...placeOfComment(event.stream, event.payload.comment), ...said.kept }]
      : [],
  ),
  erase: events.flatMap((event) =>
    event.type === 'commentErased' ? [placeOfComment(event.stream, event.payload.comment)] : [],
  ),
});

/** Admits acts in order, each against the state that those before it would leave. */
export const planBatch = async (
  { held, signer, clock, randomBytes, bodyStream, commentsOf }: PlanParts,
  requests: readonly ActToPerform[],
): Promise<Plan> => {
  const body = await bodyStream();
  const states = new Map<string, Held>();
  const read = async (stream: string): Promise<Held> => states.get(stream) ?? held.get(stream);
  const planned: PlannedAct[] = [];
  const refusals: { request: ActToPerform; error: unknown }[] = [];

  /** Comments of each owner with those that were planned before in this batch. */
  const filed = new Map<string, number>();
  /**
   * CNS-70: counted where acts of one stream come one after the other, and counted again when another node was faster.
   * @throws Refused `consultation.tooMany`
   */
  const countFiled = async (keep: WordsBeside['keep']): Promise<void> => {
    const [first] = keep;
    if (first === undefined) return;
    // All that one act files is of one person in one consultation.
    const name = `${first.consultation} ${first.owner}`;
    const before = filed.get(name) ?? (await commentsOf(first.consultation, first.owner));
    if (before + keep.length > LIMITS.COMMENTS_PER_PERSON_MAX)
      throw refused('consultation.tooMany', { max: LIMITS.COMMENTS_PER_PERSON_MAX });
    filed.set(name, before + keep.length);
  };

  const rowOf = ({ stream, version, type, at, actor, audience, payload }: Recorded): NewEvent => {
    const salt = randomBytes(SALT_BYTES);
    return {
      stream,
      version,
      type,
      at,
      actor,
      audience,
      payload,
      salt,
      commitment: commitmentOf(salt, payload),
    };
  };

  const planOne = async (request: ActToPerform): Promise<PlannedAct> => {
    const { stream, actor, seen } = request;
    const before = await read(stream);
    if (seen !== undefined && seen < before.version)
      throw refused('act.staleVersion', { stream, seen, version: before.version });
    const now = clock();
    // A stream's time never runs backwards, even when nodes' clocks differ.
    const at = now > before.at ? now : before.at;
    const { following = [], ...first } = request;
    const { said: _, ...same } = first;
    const acts: readonly ActToPerform[] = [first, ...following.map((next) => ({ ...same, ...next }))];
    const events: Recorded[] = [];
    const after = new Map<string, Held>();
    const readOn = async (place: string): Promise<Held> => after.get(place) ?? read(place);
    const keep: WordsBeside['keep'][number][] = [];
    const erase: WordsBeside['erase'][number][] = [];
    for (const one of acts) {
      const brought: Recorded[] = [];
      for (const { stream: place, facts } of await admitAct(one, { at, read: readOn, body })) {
        const state = await readOn(place);
        const recorded = facts.map((fact, index): Recorded => ({
          ...fact,
          stream: place,
          version: state.version + index + 1,
          at,
          actor,
        }));
        after.set(place, evolved(state, recorded));
        brought.push(...recorded);
      }
      const beside = besideOf(one, brought);
      keep.push(...beside.keep);
      erase.push(...beside.erase);
      events.push(...brought);
    }
    await countFiled(keep);
    const rows = events.map(rowOf);
    const commitments = rows.filter((row) => row.stream === stream).map((row) => row.commitment);
    const toVersion = before.version + commitments.length;
    const receipt = signReceipt({ stream, fromVersion: before.version, toVersion, commitments, at }, signer);
    for (const [place, state] of after) states.set(place, state);
    return { request, events, rows, beside: { keep, erase }, receipt };
  };

  for (const request of requests)
    try {
      planned.push(await planOne(request));
    } catch (error) {
      refusals.push({ request, error });
    }
  return { planned, refusals, states };
};
