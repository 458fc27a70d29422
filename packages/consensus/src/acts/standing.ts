import type {
  Ballot,
  BodyState,
  Decision,
  DeliberationState,
  GroupStatement,
  ItemId,
  MemberId,
  Paragraph,
  Position,
  TextHash,
} from '../types.ts';
import type { BallotPosition, ParagraphKind, Stance } from '../vocabulary.ts';

/** The item that stands for the whole text. */
export const WHOLE_TEXT: ItemId = 'text';

const WITHOUT_POSITION: readonly ParagraphKind[] = ['title', 'heading', 'annex', 'note'];

/** ACT-12: positions are taken on paragraphs that say something, not on titles, headings and notes. */
export const holdsPositions = (paragraph: Paragraph): boolean => !WITHOUT_POSITION.includes(paragraph.kind);

/** Items in the order of the text, the whole text first. */
export const itemsOf = (state: DeliberationState): readonly ItemId[] => [
  WHOLE_TEXT,
  ...(state.revision?.paragraphs ?? []).filter(holdsPositions).map((paragraph) => paragraph.pid),
];

export const paragraphOf = (state: DeliberationState, pid: string): Paragraph | undefined =>
  // p7 is the seventh paragraph: ids are given in order at import.
  state.revision?.paragraphs[Number(pid.slice(1)) - 1];

/** Hash of the words an item has now; undefined for something that holds no positions. */
export const currentHash = (state: DeliberationState, item: ItemId): TextHash | undefined => {
  if (item === WHOLE_TEXT) return state.revision?.hash;
  const paragraph = paragraphOf(state, item);
  return paragraph === undefined || !holdsPositions(paragraph) ? undefined : paragraph.hash;
};

/** Where a member stands on an item, and where that comes from. */
export interface Standing {
  readonly stance: Stance | 'silent';
  readonly source: 'own' | 'group' | 'none';
  readonly position?: Position;
  readonly statement?: GroupStatement;
  /** An own position on words that have changed since: shown as last known, counted as silent. */
  readonly stale: boolean;
}

const covers = (statement: GroupStatement, member: MemberId): boolean =>
  !statement.dissociated.includes(member) &&
  (statement.members.includes(member) || statement.aligned.includes(member));

/** BRD-1: an own position on the current words wins; else the latest group statement; else silence. */
export const standingOf = (
  state: DeliberationState,
  item: ItemId,
  member: MemberId,
  statements: readonly GroupStatement[] = statementsOn(state, item),
): Standing => {
  const hash = currentHash(state, item);
  const position = state.positions[item]?.[member];
  if (position !== undefined && position.textHash === hash)
    return { stance: position.stance, source: 'own', position, stale: false };
  const stale = position !== undefined;
  const statement = statements.findLast(
    (candidate) => candidate.textHash === hash && covers(candidate, member),
  );
  if (statement !== undefined) return { stance: statement.stance, source: 'group', statement, stale };
  return { stance: 'silent', source: 'none', ...(position === undefined ? {} : { position }), stale };
};

/** Group statements on an item in the order in which they were made. */
export const statementsOn = (state: DeliberationState, item: ItemId): readonly GroupStatement[] =>
  Object.values(state.groupStatements).filter((statement) => statement.item === item);

const PROJECTION: Readonly<Record<Stance | 'silent', BallotPosition>> = {
  support: 'for',
  accept: 'for',
  abstain: 'abstain',
  reserve: 'abstain',
  oppose: 'against',
  object: 'object',
  silent: 'none',
};

/** A stance as a ballot would show it (domain 6). */
export const projected = (stance: Stance | 'silent'): BallotPosition => PROJECTION[stance];

/** Members (not observers) by id. */
export const votingMembers = (body: BodyState) =>
  Object.values(body.members).filter(({ role }) => role === 'member');

/** Attributes a rule may read: the declared ones, the role, the class. */
export const memberAttributes = (member: BodyState['members'][string]) => ({
  ...member.attrs,
  role: member.role,
  class: member.class,
});

/** Ballots that the standing positions on an item would give. */
export const projectedBallots = (
  body: BodyState,
  state: DeliberationState,
  item: ItemId,
): readonly Ballot[] => {
  const statements = statementsOn(state, item);
  return votingMembers(body).map((member) => {
    const { stance, position } = standingOf(state, item, member.id, statements);
    return {
      id: member.id,
      attrs: memberAttributes(member),
      position: projected(stance),
      reasoned: position !== undefined && position.reason.trim() !== '',
    };
  });
};

/** The decision that is not yet taken, if any. */
export const openDecision = (state: DeliberationState): Decision | undefined => {
  const last = state.decisions.at(-1);
  return last !== undefined && last.outcome === undefined ? last : undefined;
};

/** ACT-21: who objects: an objection to this proposal, or an own `object` on the whole text as it stands. */
export const objectorsOf = (state: DeliberationState, decision: Decision): readonly MemberId[] => {
  const held = Object.entries(state.positions[WHOLE_TEXT] ?? {})
    .filter(([, position]) => position.stance === 'object' && position.textHash === decision.textHash)
    .map(([member]) => member);
  return [...new Set([...Object.keys(decision.objections), ...held])].sort();
};

/** The ballots by which a decision is judged: those cast, or for consensus the positions and objections. */
export const decisionBallots = (
  body: BodyState,
  state: DeliberationState,
  decision: Decision,
): readonly Ballot[] => {
  const { ballot } = decision;
  if (ballot !== undefined)
    return ballot.electors.map(({ id, attrs }) => ({
      id,
      attrs,
      position: ballot.cast[id]?.choice ?? 'none',
    }));
  const objectors = new Set(objectorsOf(state, decision));
  return projectedBallots(body, state, WHOLE_TEXT).map((entry) =>
    objectors.has(entry.id)
      ? { ...entry, position: 'object', reasoned: true }
      : entry.position === 'object'
        ? { ...entry, position: 'none' }
        : entry,
  );
};

/** ACT-24: consensus is exhausted when a proposal to adopt these very words without a vote was rejected. */
export const decisionFlags = (
  state: DeliberationState,
  decision: Decision,
): Readonly<Record<string, boolean>> => ({
  consensusExhausted: state.decisions.some(
    (earlier) =>
      earlier.id !== decision.id &&
      earlier.outcome === 'rejected' &&
      earlier.rule.method === 'consensus' &&
      earlier.textHash === decision.textHash,
  ),
});
