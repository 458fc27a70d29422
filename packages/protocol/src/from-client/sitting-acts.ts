import { ACT_LIMITS, FLOOR_KINDS, MOTION_KINDS, MOTION_SIDES, type SittingAct } from '@plenary/consensus';
import { Type, type TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';
import {
  BallotChoiceName,
  AmendmentName,
  DivisionName,
  Id,
  Localised,
  ParagraphName,
  Reason,
  closed,
  oneOf,
} from './values.ts';

const tag = <const T extends string>(type: T) => Type.Literal(type);
const numbered = (letter: 'q' | 'o' | 'm' | 'v') => Type.String({ pattern: `^${letter}[1-9][0-9]{0,9}$` });
/** The grammar of a share is checked by the rules, not by the schema. */
const Share = Type.String({ minLength: 1, maxLength: 40 });
const FloorSeconds = Type.Integer({ minimum: 1, maximum: LIMITS.FLOOR_SECONDS_MAX });
const FloorRules = closed({
  openingShare: Share,
  decidingShare: Share,
  groupsFirst: Type.Boolean(),
  speechSeconds: FloorSeconds,
  groupSeconds: FloorSeconds,
  observerSeconds: FloorSeconds,
  motionSeconds: FloorSeconds,
  replySeconds: Type.Array(FloorSeconds, { maxItems: 10 }),
  constituencySlots: Type.Optional(Type.Integer({ minimum: 1, maximum: ACT_LIMITS.CONSTITUENCY_SLOTS_MAX })),
  voteSeconds: FloorSeconds,
});
const AgendaItem = closed({ id: Id, title: Localised, deliberation: Type.Optional(Id) });

const Agenda = Type.Array(AgendaItem, { minItems: 1, maxItems: LIMITS.AGENDA_ITEMS_MAX });
const OpensAt = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const Place = Type.String({ minLength: 1, maxLength: LIMITS.PLACE_CHARACTERS_MAX });

/** Every act of a sitting as it arrives, by its type. */
export const SITTING_ACT_SCHEMAS = {
  planSitting: closed({
    type: tag('planSitting'),
    id: Id,
    session: Localised,
    meeting: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    title: Localised,
    opensAt: OpensAt,
    place: Type.Optional(Place),
    rules: FloorRules,
    agenda: Agenda,
  }),
  changeSitting: closed({
    type: tag('changeSitting'),
    opensAt: OpensAt,
    place: Type.Optional(Place),
    agenda: Agenda,
    reason: Reason,
  }),
  cancelSitting: closed({ type: tag('cancelSitting'), reason: Reason }),
  registerPresence: closed({
    type: tag('registerPresence'),
    members: Type.Array(Id, { minItems: 1, maxItems: LIMITS.GROUP_MEMBERS_MAX }),
    present: Type.Boolean(),
  }),
  openSitting: closed({ type: tag('openSitting') }),
  takeUp: closed({
    type: tag('takeUp'),
    item: Id,
    paragraph: Type.Optional(ParagraphName),
    amendment: Type.Optional(AmendmentName),
    division: Type.Optional(DivisionName),
  }),
  askForFloor: closed({
    type: tag('askForFloor'),
    member: Id,
    kind: oneOf(FLOOR_KINDS),
    group: Type.Optional(Id),
    side: Type.Optional(oneOf(MOTION_SIDES)),
  }),
  withdrawRequest: closed({ type: tag('withdrawRequest'), request: numbered('q') }),
  setSpeakersList: closed({ type: tag('setSpeakersList'), open: Type.Boolean() }),
  giveFloor: closed({ type: tag('giveFloor'), request: numbered('q'), reason: Type.Optional(Reason) }),
  endSpeech: closed({ type: tag('endSpeech'), request: numbered('q') }),
  extendTime: closed({ type: tag('extendTime'), request: numbered('q'), seconds: FloorSeconds }),
  raisePointOfOrder: closed({ type: tag('raisePointOfOrder'), text: Reason }),
  rulePoint: closed({
    type: tag('rulePoint'),
    point: numbered('o'),
    upheld: Type.Boolean(),
    words: Reason,
  }),
  appealRuling: closed({ type: tag('appealRuling'), point: numbered('o') }),
  moveMotion: closed({ type: tag('moveMotion'), kind: oneOf(MOTION_KINDS), reason: Reason }),
  withdrawMotion: closed({ type: tag('withdrawMotion'), motion: numbered('m') }),
  askObjections: closed({ type: tag('askObjections'), motion: numbered('m') }),
  objectToMotion: closed({ type: tag('objectToMotion'), motion: numbered('m') }),
  carryMotion: closed({ type: tag('carryMotion'), motion: numbered('m') }),
  putMotion: closed({ type: tag('putMotion'), motion: numbered('m') }),
  castVote: closed({ type: tag('castVote'), vote: numbered('v'), choice: BallotChoiceName }),
  closeVote: closed({ type: tag('closeVote'), vote: numbered('v') }),
  suspendSitting: closed({ type: tag('suspendSitting') }),
  resumeSitting: closed({ type: tag('resumeSitting') }),
  adjournSitting: closed({ type: tag('adjournSitting') }),
} as const satisfies Record<SittingAct['type'], TSchema>;
