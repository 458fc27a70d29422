import type {
  Audience,
  DeliberationState,
  DraftingDocument,
  KeptPackage,
  MemberId,
  Recorded,
  Withheld,
} from '../types.ts';
import type { ActorKind } from '../vocabulary.ts';

/** Somebody who looks: signed in as someone, or the public. */
export interface Onlooker {
  readonly kind: ActorKind | 'public';
  readonly member?: MemberId;
}

/** Those who conduct a deliberation see what delegations tell them in confidence. */
const CONDUCTING: readonly Onlooker['kind'][] = ['chair', 'facilitator', 'secretariat'];

/** Members that an audience names: `own:FRA`, `own:BRA+FRA`, `party:BRA+FRA`. */
const namedIn = (audience: Audience): readonly MemberId[] =>
  audience.slice(audience.indexOf(':') + 1).split('+');

/** The audience of exactly these delegations, in the order of their ids. */
export const partyOf = (members: readonly MemberId[]): Audience =>
  `party:${[...new Set(members)].sort().join('+')}`;

/** ACT-45: who may see what is meant for an audience. */
export const maySee = (viewer: Onlooker, audience: Audience): boolean => {
  if (audience === 'public') return true;
  const conducts = CONDUCTING.includes(viewer.kind);
  const { member } = viewer;
  const isNamed = viewer.kind === 'delegate' && member !== undefined && namedIn(audience).includes(member);
  // A draft belongs to those who write it: not even the secretariat reads along.
  if (audience.startsWith('party:')) return isNamed;
  if (audience.startsWith('own:')) return conducts || isNamed;
  if (conducts) return true;
  if (audience === 'observers') return viewer.kind === 'observer' || viewer.kind === 'delegate';
  return audience === 'members' && viewer.kind === 'delegate';
};

/** PKP-1, PKP-4: a package is for those who conduct, and once shared for the delegations that are named. */
export const packageAudience = ({ sharedWith }: Pick<KeptPackage, 'sharedWith'>): Audience =>
  sharedWith.length === 0 ? 'chair' : `own:${[...new Set(sharedWith)].sort().join('+')}`;

type Parties = Pick<DraftingDocument, 'owner' | 'readers' | 'sharedWith' | 'formerly'>;

/**
 * Who may know that a live document is there and who has access: of a working text everybody, of a draft its parties. Its
 * words are for those who have access now.
 */
export const documentAudience = ({ owner, sharedWith, formerly }: Parties): Audience =>
  owner === undefined ? 'public' : partyOf([owner, ...sharedWith, ...formerly]);

/** Who sees what is said of the words of a document: of a working text its readers. */
export const wordsAudience = (document: Parties): Audience =>
  document.owner === undefined ? (document.readers ?? 'members') : documentAudience(document);

/** The event as this viewer may see it. */
export const visibleTo = (viewer: Onlooker, event: Recorded): Recorded | Withheld => {
  if (maySee(viewer, event.audience)) return event;
  const { type, stream, version, at, actor, audience } = event;
  return { type, stream, version, at, actor, audience, withheld: true };
};

/** Entries of a record that are for this viewer. */
const seen = <T>(
  record: Readonly<Record<string, T>>,
  isFor: (value: T, key: string) => boolean,
): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key, value]) => isFor(value, key)));

/** What was said in confidence by item or package, and by member: own words, and all of them for those who conduct. */
const seenByMember = <T>(
  said: Readonly<Record<string, Readonly<Record<MemberId, T>>>>,
  viewer: Onlooker,
): Record<string, Readonly<Record<MemberId, T>>> => {
  const seenOf: Record<string, Readonly<Record<MemberId, T>>> = {};
  for (const [about, byMember] of Object.entries(said)) {
    const own = seen(byMember, (_, member) => maySee(viewer, `own:${member}`));
    if (Object.keys(own).length > 0) seenOf[about] = own;
  }
  return seenOf;
};

/** Packages that this viewer may see; what those who conduct noted for themselves stays with them. */
const seenPackages = (
  packages: DeliberationState['packages'],
  viewer: Onlooker,
): DeliberationState['packages'] =>
  Object.fromEntries(
    Object.entries(packages).flatMap(([id, kept]): (readonly [string, KeptPackage])[] => {
      if (!maySee(viewer, packageAudience(kept))) return [];
      const { note: _, notedAt: _at, ...shared } = kept;
      return [[id, CONDUCTING.includes(viewer.kind) ? kept : shared]];
    }),
  );

/** The state as this viewer may see it: what evolving the events visible to them gives. */
export const visibleState = (state: DeliberationState, viewer: Onlooker): DeliberationState => {
  const documents = seen(state.documents, (document) => maySee(viewer, documentAudience(document)));
  return {
    ...state,
    soundings: seenByMember(state.soundings, viewer),
    packages: seenPackages(state.packages, viewer),
    packageAnswers: seenByMember(state.packageAnswers, viewer),
    documents,
    prepared: seen(state.prepared, (_, member) => maySee(viewer, partyOf([member]))),
    brackets: seen(state.brackets, (_, id) => {
      const document = documents[id];
      return document !== undefined && maySee(viewer, wordsAudience(document));
    }),
  };
};
