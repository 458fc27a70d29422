import type {
  AmendedWords,
  Decision,
  DeliberationEvent,
  DeliberationState,
  Lapse,
  OpenedBallot,
  Recorded,
  Revision,
  TabledAmendment,
  TextChange,
  TextStep,
  Withheld,
} from '../types.ts';
import type { Conversation } from '../conversations.ts';
import { divisionOf } from '../divisions/division-of.ts';
import type { Division } from '../divisions/types.ts';
import { inOrderOfSubmission, isTaken } from './amendments/amendment-records.ts';
import { withEarlierWords } from './amendments/amendment-versions.ts';
import { idsGiven } from './amendments/read-handed-in.ts';
import { ballotOf } from './ballot-of.ts';
import { nextDeletion } from './delete-paragraph.ts';
import { openDecision } from './decision-ballots.ts';
import { isOfEdition } from './edition.ts';
import { effectiveStance } from './effective-stance.ts';
import { entryOf } from './entry-of.ts';
import { WHOLE_TEXT } from './items.ts';
import { ownedRecords } from './owned-records.ts';
import { isSilenceRunning } from './silence.ts';
import { unknownEvent } from './unknown-event.ts';

type Draft = { -readonly [K in keyof DeliberationState]: DeliberationState[K] };
type Own = ReturnType<typeof ownedRecords>;

const last = (draft: Draft, id: string): Decision => {
  const decision = draft.decisions.at(-1);
  if (decision?.id !== id) throw new Error(`an event names decision ${id}, which is not the last`);
  return decision;
};
const changeLast = (draft: Draft, id: string, change: Partial<Decision>): void => {
  draft.decisions = [...draft.decisions.slice(0, -1), { ...last(draft, id), ...change }];
};

/**
 * SIL-39, SIL-40: a break of the silence that runs on an item by the position of a member stays one, whatever the member
 * says later, as long as it was stated while the time ran.
 */
const keepBreak = (draft: Draft, own: Own, item: string, member: string): void => {
  const decision = openDecision(draft);
  if (decision?.item !== item || !isSilenceRunning(decision) || !isOfEdition(decision, 2)) return;
  if (entryOf(decision.objections, member) !== undefined) return;
  const { source, stance, position } = effectiveStance(draft, item, member);
  if (source !== 'own' || stance !== 'object' || position === undefined) return;
  if (position.at > decision.objectionsUntil) return;
  const objections = own(decision.objections);
  objections[member] = { at: position.at, reason: position.reason };
  changeLast(draft, decision.id, { objections });
};

/** SIL-39: once the time of a silence has passed, what a member said until then is what it said. */
const keepLateBreak = (draft: Draft, own: Own, item: string, member: string, at: string): void => {
  const until = openDecision(draft)?.objectionsUntil;
  if (until !== undefined && at > until) keepBreak(draft, own, item, member);
};

const mark = (draft: Draft, own: Own, pid: string, how: DeliberationState['marks'][string]): void => {
  const marks = own(draft.marks);
  marks[pid] = how;
  draft.marks = marks;
};

/** What was deleted by decision, and is told as deleted. */
const deletedIn = ({ marks }: Draft): DeliberationState['marks'] =>
  Object.fromEntries(Object.entries(marks).filter(([, { status }]) => status === 'deleted'));

/** Takes a statement out of preparation, if it is there. */
const discard = (draft: Draft, own: Own, member: string, id: string): void => {
  if (entryOf(entryOf(draft.prepared, member) ?? {}, id) === undefined) return;
  const members = own(draft.prepared);
  const statements = own(entryOf(members, member));
  delete statements[id];
  if (Object.keys(statements).length === 0) delete members[member];
  else members[member] = statements;
  draft.prepared = members;
};
const amendmentIn = (draft: Draft, id: string): TabledAmendment => {
  const amendment = entryOf(draft.amendments, id);
  if (amendment === undefined) throw new Error(`an event names amendment ${id}, which was not submitted`);
  return amendment;
};
const changeAmendment = (draft: Draft, own: Own, id: string, change: Partial<TabledAmendment>): void => {
  const amendments = own(draft.amendments);
  amendments[id] = { ...amendmentIn(draft, id), ...change };
  draft.amendments = amendments;
};
const changeConversation = (draft: Draft, own: Own, id: string, change: Partial<Conversation>): void => {
  const conversations = own(draft.conversations);
  const conversation = entryOf(conversations, id);
  if (conversation === undefined) throw new Error(`an event names conversation ${id}, which was not opened`);
  conversations[id] = { ...conversation, ...change };
  draft.conversations = conversations;
};
const lapse = (draft: Draft, own: Own, lapsed: readonly Lapse[], at: string): void => {
  for (const { amendment, cause, because } of lapsed)
    changeAmendment(draft, own, amendment, { state: 'notPut', outcome: { at, cause, because } });
};

/** A revision that was issued: from now on the text in force. */
const issue = (draft: Draft, revision: Revision): void => {
  draft.revision = revision;
  draft.textSteps = [...draft.textSteps, { revision: draft.revisions.length }];
  draft.revisions = [...draft.revisions, revision];
};

/** The text in force as an amendment or a division leaves it. */
const changeText = (draft: Draft, id: string, text: TextChange, step: TextStep): void => {
  const { revision } = draft;
  if (revision === undefined) throw new Error(`${id} changes a text that is not there`);
  const paragraphs = new Map([...revision.paragraphs, ...text.changed].map((each) => [each.pid, each]));
  draft.revision = {
    ...revision,
    paragraphs: text.order.map((pid) => {
      const paragraph = paragraphs.get(pid);
      if (paragraph === undefined) throw new Error(`${id} orders ${pid}, which is not in the text`);
      return paragraph;
    }),
    hash: text.hash,
    amendedBy: [...(revision.amendedBy ?? []), id],
  };
  draft.textSteps = [...draft.textSteps, step];
};

/** The text as an adopted amendment leaves it, or the amendment that it amends. */
const amend = (draft: Draft, own: Own, id: string, { text, amended }: AmendedWords): void => {
  if (amended !== undefined) changeAmendment(draft, own, amended.amendment, { hash: amended.hash });
  if (text === undefined) return;
  const subs = inOrderOfSubmission(draft.amendments).filter((other) => other.amends === id && isTaken(other));
  changeText(draft, id, text, { amendment: id, with: subs.map((sub) => sub.id) });
};

const divisionIn = (draft: Draft, id: string): Division => {
  const division = entryOf(draft.divisions, id);
  if (division === undefined) throw new Error(`an event names division ${id}, which was not asked for`);
  return division;
};
const changeDivision = (draft: Draft, own: Own, id: string, change: Partial<Division>): void => {
  const divisions = own(draft.divisions);
  divisions[id] = { ...divisionIn(draft, id), ...change };
  draft.divisions = divisions;
};

/** DIV-8: a part with what was decided on it, and with the last one what becomes of the item. */
const decidePart = (
  draft: Draft,
  own: Own,
  { payload, at }: Extract<Recorded<DeliberationEvent>, { readonly type: 'partDecided' }>,
): void => {
  const { decision, division: id, part, outcome, whole, text, words, lapsed = [] } = payload;
  const { item, parts: before = [] } = divisionIn(draft, id);
  const parts = before.map((one) => (one.id === part ? { ...one, outcome, decision } : one));
  changeDivision(draft, own, id, { parts, whole, ...(whole === 'pending' ? {} : { endedAt: at }) });
  if (text !== undefined) {
    const removed = parts.flatMap((one) => (one.outcome === 'rejected' ? one.units : []));
    changeText(draft, id, text, { division: id, removed });
  }
  if (words !== undefined) changeAmendment(draft, own, item, words);
  if (whole === 'rejected' && item !== WHOLE_TEXT)
    changeAmendment(draft, own, item, { state: 'rejected', outcome: { at, decision } });
  lapse(draft, own, lapsed, at);
};

/** SIT-40: the proposal that was open ends with the bar; where none was, the bar is a decision of its own. */
const bar = (
  draft: Draft,
  { payload, at }: Extract<Recorded<DeliberationEvent>, { readonly type: 'textBarred' }>,
): void => {
  const { decision, taken, ...motion } = payload;
  const { outcome } = motion;
  draft.bar = { ...motion, at };
  delete draft.competence;
  if (decision === undefined) return;
  if (taken === undefined) {
    changeLast(draft, decision, { outcome, decidedAt: at });
    draft.phase = 'open';
    return;
  }
  const { rule, textHash, result } = taken;
  const judged = result === undefined ? {} : { result, equalVoice: result.tally };
  const announced = { proposedAt: at, objectionsUntil: at, objections: {} };
  draft.decisions = [
    ...draft.decisions,
    { id: decision, item: WHOLE_TEXT, rule, textHash, ...announced, outcome, decidedAt: at, ...judged },
  ];
};

/** Adds one event to the draft. Total: a forgotten event type does not compile, an unknown one is a fault. */
const apply = (draft: Draft, own: Own, event: Recorded<DeliberationEvent>): void => {
  const { at } = event;
  switch (event.type) {
    case 'deliberationOpened':
      throw new Error('a deliberation is opened once');
    case 'textImported': {
      const { symbol, lang, paragraphs, hash } = event.payload;
      issue(draft, { symbol, lang, paragraphs, hash, issuedAt: at });
      draft.paragraphsNamed = paragraphs.length;
      return;
    }
    case 'positionStated':
    case 'soundingGiven': {
      const { member, item, stance, reason, textHash, conditional } = event.payload;
      const slot = event.type === 'positionStated' ? 'positions' : 'soundings';
      if (slot === 'positions') keepLateBreak(draft, own, item, member, at);
      const items = own(draft[slot]);
      const byMember = own(entryOf(items, item));
      byMember[member] = {
        stance,
        reason,
        textHash,
        ...(conditional === undefined ? {} : { conditional }),
        at,
      };
      items[item] = byMember;
      draft[slot] = items;
      if (slot === 'positions') keepBreak(draft, own, item, member);
      return;
    }
    case 'positionWithdrawn': {
      const { member, item } = event.payload;
      keepLateBreak(draft, own, item, member, at);
      const items = own(draft.positions);
      const byMember = own(entryOf(items, item));
      delete byMember[member];
      if (Object.keys(byMember).length === 0) delete items[item];
      else items[item] = byMember;
      draft.positions = items;
      return;
    }
    case 'groupPositionStated': {
      const statement = { ...event.payload, at, aligned: [], dissociated: [] };
      const statements = own(draft.groupStatements);
      statements[statement.id] = statement;
      draft.groupStatements = statements;
      return;
    }
    case 'alignedWithStatement':
    case 'dissociatedFromStatement': {
      const { member, statement: id } = event.payload;
      const statement = entryOf(draft.groupStatements, id);
      if (statement === undefined) throw new Error(`an event names statement ${id}, which was not made`);
      const aligns = event.type === 'alignedWithStatement';
      const others = (members: readonly string[]) => members.filter((other) => other !== member);
      const statements = own(draft.groupStatements);
      statements[id] = {
        ...statement,
        // A member of the group that aligns again is simply no longer dissociated.
        aligned:
          aligns && !statement.members.includes(member)
            ? [...others(statement.aligned), member]
            : others(statement.aligned),
        dissociated: aligns ? others(statement.dissociated) : [...others(statement.dissociated), member],
      };
      draft.groupStatements = statements;
      return;
    }
    case 'paragraphAgreedAdRef':
      mark(draft, own, event.payload.pid, { status: 'agreedAdRef', at });
      return;
    case 'paragraphReopened':
      mark(draft, own, event.payload.pid, { status: 'open', at, reason: event.payload.reason });
      return;
    case 'paragraphsDeferred': {
      const { paragraphs, waitsFor } = event.payload;
      for (const pid of paragraphs)
        mark(draft, own, pid, { status: 'deferred', at, reason: waitsFor, together: paragraphs });
      return;
    }
    case 'paragraphsReleased': {
      const { paragraphs, reason } = event.payload;
      for (const pid of paragraphs) mark(draft, own, pid, { status: 'open', at, reason });
      return;
    }
    case 'deletionProposed': {
      const { pid, ...proposal } = event.payload;
      mark(draft, own, pid, { status: 'deletionProposed', at, ...proposal });
      return;
    }
    case 'deletionObjected':
      mark(draft, own, event.payload.pid, { status: 'open', at, reason: event.payload.reason });
      return;
    case 'paragraphDeleted': {
      const { pid, text } = event.payload;
      const deletion = nextDeletion(draft);
      const { reason } = entryOf(draft.marks, pid) ?? {};
      changeText(draft, deletion, text, { division: deletion, removed: [pid] });
      mark(draft, own, pid, { status: 'deleted', at, ...(reason === undefined ? {} : { reason }) });
      return;
    }
    case 'adoptionProposed': {
      const { decision: id, item = WHOLE_TEXT, ...proposal } = event.payload;
      draft.decisions = [...draft.decisions, { id, item, ...proposal, proposedAt: at, objections: {} }];
      draft.phase = 'adoptionProposed';
      return;
    }
    case 'objected': {
      const { decision, member, reason, paragraphs } = event.payload;
      const objections = own(last(draft, decision).objections);
      objections[member] = { at, reason, ...(paragraphs === undefined ? {} : { paragraphs }) };
      changeLast(draft, decision, { objections });
      return;
    }
    case 'objectionWithdrawn': {
      const { decision, member } = event.payload;
      const objections = own(last(draft, decision).objections);
      delete objections[member];
      changeLast(draft, decision, { objections });
      return;
    }
    case 'silenceExtended': {
      const { decision, until, reason } = event.payload;
      const { extensions = [] } = last(draft, decision);
      changeLast(draft, decision, {
        objectionsUntil: until,
        extensions: [...extensions, { at, until, reason }],
      });
      return;
    }
    case 'silenceEnded': {
      const { decision, broken, result, equalVoice, ...report } = event.payload;
      const silence = { ...report, endedAt: at };
      changeLast(draft, decision, { silence, result, equalVoice });
      if (!broken) return;
      // SIL-8: the proposal is over; an amendment that it was about can be put again.
      changeLast(draft, decision, { outcome: 'rejected', decidedAt: at });
      draft.phase = 'open';
      for (const { pid, reason } of report.reopened) mark(draft, own, pid, { status: 'open', at, reason });
      return;
    }
    case 'handsEntered': {
      const { decision, ...hands } = event.payload;
      changeLast(draft, decision, { ballot: { ...ballotOf(last(draft, decision)), hands } });
      return;
    }
    case 'ballotOpened': {
      const { decision, ...opening } = event.payload;
      changeLast(draft, decision, { ballot: { openedAt: at, ...opening, cast: {} } });
      draft.phase = 'balloting';
      return;
    }
    case 'ballotCast': {
      const { decision, member, choice } = event.payload;
      const ballot = ballotOf(last(draft, decision));
      const cast = own(ballot.cast);
      cast[member] = { choice, at };
      changeLast(draft, decision, { ballot: { ...ballot, cast } });
      return;
    }
    case 'ballotClosed': {
      const { decision, result, equalVoice, secondUntil } = event.payload;
      const ballot: OpenedBallot = { ...ballotOf(last(draft, decision)), closedAt: at };
      if (secondUntil !== undefined) {
        // BAL-86: the proposal is open again, and the second vote decides.
        const { ballot: _, ...before } = last(draft, decision);
        const tied = { ballot, result, equalVoice, until: secondUntil };
        draft.decisions = [...draft.decisions.slice(0, -1), { ...before, tied }];
        draft.phase = 'adoptionProposed';
        return;
      }
      changeLast(draft, decision, { ballot, result, equalVoice });
      draft.phase = 'ballotClosed';
      return;
    }
    case 'textAdopted': {
      const { decision, result, equalVoice } = event.payload;
      changeLast(draft, decision, { outcome: 'adopted', decidedAt: at, result, equalVoice });
      draft.phase = 'adopted';
      // ACT-55: what was deleted by decision is no part of what is adopted, and stays told.
      draft.marks = Object.fromEntries([
        ...Object.entries(deletedIn(draft)),
        ...(draft.revision?.paragraphs ?? []).map(
          (paragraph) => [paragraph.pid, { status: 'adopted' as const, at }] as const,
        ),
      ]);
      return;
    }
    case 'adoptionRejected': {
      const { decision, result, equalVoice, note, waits = false, lapsed = [] } = event.payload;
      const { item } = last(draft, decision);
      const { inSession } = draft;
      const session = item === WHOLE_TEXT && inSession !== undefined ? { session: inSession.session } : {};
      changeLast(draft, decision, {
        outcome: 'rejected',
        decidedAt: at,
        result,
        equalVoice,
        note,
        ...session,
      });
      draft.phase = 'open';
      // DIV-7: a motion for division, or a part, on which nobody voted yet waits for the vote.
      if (!waits && item !== WHOLE_TEXT && divisionOf(draft, item) === undefined)
        changeAmendment(draft, own, item, { state: 'rejected', outcome: { at, decision } });
      lapse(draft, own, lapsed, at);
      return;
    }
    case 'divisionRequested': {
      const { division } = event.payload;
      const divisions = own(draft.divisions);
      divisions[division.id] = { ...division, askedAt: at, fate: 'requested' };
      draft.divisions = divisions;
      return;
    }
    case 'divisionWithdrawn':
      changeDivision(draft, own, event.payload.division, { fate: 'withdrawn', endedAt: at });
      return;
    case 'textSponsorsNamed': {
      const { main, coSponsors } = event.payload;
      draft.sponsors = [
        ...main.map((member) => ({ member, isMain: true, at })),
        ...coSponsors.map((member) => ({ member, isMain: false, at })),
      ];
      return;
    }
    case 'textCoSponsored':
      draft.sponsors = [...(draft.sponsors ?? []), { ...event.payload, isMain: false, at }];
      return;
    case 'textSponsorLeft': {
      const left = event.payload.member;
      const [first, ...rest] = (draft.sponsors ?? []).filter(({ member }) => member !== left);
      if (first === undefined) throw new Error(`the last sponsor, ${left}, left the text`);
      // SPO-87: when nobody leads it any more, the next one does.
      draft.sponsors = [{ ...first, isMain: true }, ...rest];
      return;
    }
    case 'textWithdrawn': {
      const { decision, ...withdrawal } = event.payload;
      draft.withdrawn = { ...withdrawal, at };
      if (decision === undefined) return;
      changeLast(draft, decision, { outcome: 'withdrawn', decidedAt: at, note: withdrawal.reason });
      draft.phase = 'open';
      return;
    }
    case 'textReintroduced':
      delete draft.withdrawn;
      draft.sponsors = [{ member: event.payload.member, isMain: true, at }];
      return;
    case 'divisionCarried': {
      const { decision, division, parts, result, equalVoice } = event.payload;
      changeLast(draft, decision, { outcome: 'adopted', decidedAt: at, result, equalVoice });
      draft.phase = 'open';
      changeDivision(draft, own, division, { fate: 'carried', parts, whole: 'pending' });
      return;
    }
    case 'divisionLost': {
      const { decision, division, result, equalVoice, note } = event.payload;
      changeLast(draft, decision, { outcome: 'rejected', decidedAt: at, result, equalVoice, note });
      draft.phase = 'open';
      changeDivision(draft, own, division, { fate: 'lost', endedAt: at });
      return;
    }
    case 'partDecided': {
      const { decision, outcome, result, equalVoice, note } = event.payload;
      const said = note === undefined ? {} : { note };
      changeLast(draft, decision, { outcome, decidedAt: at, result, equalVoice, ...said });
      draft.phase = 'open';
      decidePart(draft, own, event);
      return;
    }
    case 'amendmentAdopted': {
      const { decision, amendment, result, equalVoice, lapsed, ...words } = event.payload;
      changeLast(draft, decision, { outcome: 'adopted', decidedAt: at, result, equalVoice });
      draft.phase = 'open';
      changeAmendment(draft, own, amendment, { state: 'adopted', outcome: { at, decision } });
      amend(draft, own, amendment, words);
      lapse(draft, own, lapsed, at);
      return;
    }
    case 'amendmentAccepted': {
      const { amendment, inTurn: _, lapsed, ...words } = event.payload;
      changeAmendment(draft, own, amendment, { state: 'acceptedBySponsors', outcome: { at } });
      amend(draft, own, amendment, words);
      lapse(draft, own, lapsed, at);
      return;
    }
    case 'amendmentSubmitted': {
      const { amendment } = event.payload;
      const amendments = own(draft.amendments);
      const given = { at, by: amendment.sponsors[0] ?? '', head: event.version };
      amendments[amendment.id] = { ...amendment, submittedAt: at, revised: 0, given, state: 'submitted' };
      draft.amendments = amendments;
      draft.paragraphsNamed += idsGiven(amendment.changes);
      return;
    }
    case 'amendmentCoSponsored':
    case 'sponsorsLeft': {
      const { amendment, member } = event.payload;
      const { onBehalfOf, ...before } = amendmentIn(draft, amendment);
      const others = before.sponsors.filter((other) => other !== member);
      const sponsors = event.type === 'sponsorsLeft' ? others : [...others, member];
      // AMP-46: whoever spoke for the group takes its name along.
      const isForGroup = onBehalfOf !== undefined && sponsors[0] === before.sponsors[0];
      const amendments = own(draft.amendments);
      amendments[amendment] = { ...before, sponsors, ...(isForGroup ? { onBehalfOf } : {}) };
      draft.amendments = amendments;
      return;
    }
    case 'amendmentTakenOver': {
      const { amendment, member } = event.payload;
      const { outcome: _, onBehalfOf: _group, ...taken } = amendmentIn(draft, amendment);
      const amendments = own(draft.amendments);
      amendments[amendment] = { ...taken, state: 'submitted', sponsors: [member] };
      draft.amendments = amendments;
      return;
    }
    case 'amendmentWithdrawn': {
      const { amendment, lapsed, decision } = event.payload;
      changeAmendment(draft, own, amendment, { state: 'withdrawn', outcome: { at } });
      lapse(draft, own, lapsed, at);
      if (decision === undefined) return;
      changeLast(draft, decision, { outcome: 'withdrawn', decidedAt: at });
      draft.phase = 'open';
      return;
    }
    case 'amendmentRevised': {
      const { amendment, ...words } = event.payload;
      const before = amendmentIn(draft, amendment);
      changeAmendment(draft, own, amendment, {
        ...words,
        revised: before.revised + 1,
        given: { at, by: before.sponsors[0] ?? '', head: event.version },
        earlier: withEarlierWords(before),
      });
      draft.paragraphsNamed += idsGiven(words.changes);
      return;
    }
    case 'orderRuled':
      draft.orderRulings = [...draft.orderRulings, { ...event.payload, at }];
      return;
    case 'submissionClosing': {
      const { until } = event.payload;
      if (until === null) delete draft.submissionUntil;
      else draft.submissionUntil = until;
      return;
    }
    case 'proposalWithdrawn': {
      const { decision, note } = event.payload;
      changeLast(draft, decision, { outcome: 'withdrawn', decidedAt: at, note });
      draft.phase = 'open';
      return;
    }
    case 'textBarred':
      bar(draft, event);
      return;
    case 'competenceQuestioned':
      draft.competence = { ...event.payload, at };
      return;
    case 'competenceSettled':
      delete draft.competence;
      return;
    case 'textReconsidered': {
      const { sitting, motion } = event.payload;
      const decision = draft.decisions.at(-1)?.id;
      draft.reconsidered = { sitting, motion, ...(decision === undefined ? {} : { decision }), at };
      delete draft.bar;
      // SIT-43: what was adopted is a proposal again, with the words that it had.
      if (draft.phase === 'adopted') {
        draft.phase = 'open';
        // ACT-55: what was deleted by decision was so before the text was adopted, and stays told.
        draft.marks = deletedIn(draft);
      }
      return;
    }
    case 'debateClosed':
      draft.debateClosed = { ...event.payload, at };
      return;
    case 'debateReopened':
      delete draft.debateClosed;
      return;
    case 'takenUpInSession':
      draft.inSession = { ...event.payload, at };
      return;
    case 'barLifted':
      delete draft.bar;
      return;
    case 'documentOpened':
    case 'documentShared': {
      const documents = own(draft.documents);
      const { document } = event.payload;
      documents[document.id] = { openedAt: at, ...document };
      draft.documents = documents;
      return;
    }
    case 'documentUnshared': {
      const { document: id, member } = event.payload;
      const documents = own(draft.documents);
      const document = entryOf(documents, id);
      if (document === undefined) throw new Error(`an event names document ${id}, which was not opened`);
      documents[id] = {
        ...document,
        sharedWith: document.sharedWith.filter((other) => other !== member),
        formerly: [...document.formerly, member],
      };
      draft.documents = documents;
      return;
    }
    case 'documentClosed': {
      const documents = own(draft.documents);
      const document = entryOf(documents, event.payload.document);
      if (document === undefined)
        throw new Error(`an event closes ${event.payload.document}, which was not opened`);
      documents[document.id] = { ...document, closedAt: at };
      draft.documents = documents;
      return;
    }
    case 'draftTabled': {
      const { document: id, amendment } = event.payload;
      const documents = own(draft.documents);
      const document = entryOf(documents, id);
      if (document === undefined) throw new Error(`an event names document ${id}, which was not opened`);
      documents[id] = { ...document, tabledAs: [...(document.tabledAs ?? []), amendment] };
      draft.documents = documents;
      return;
    }
    case 'paragraphOpened':
    case 'paragraphClosed': {
      const opened = own(draft.openedParagraphs);
      if (event.type === 'paragraphOpened') opened[event.payload.paragraph] = event.payload.members;
      else delete opened[event.payload.paragraph];
      draft.openedParagraphs = opened;
      return;
    }
    case 'bracketHeld':
    case 'bracketReleased': {
      const { document, bracket, member } = event.payload;
      const documents = own(draft.brackets);
      const brackets = own(entryOf(documents, document));
      const holders = own(entryOf(brackets, bracket));
      if (event.type === 'bracketHeld') {
        const { stand, action } = event.payload;
        holders[member] = { stand, ...(action === undefined ? {} : { action }), at };
      } else delete holders[member];
      if (Object.keys(holders).length === 0) delete brackets[bracket];
      else brackets[bracket] = holders;
      documents[document] = brackets;
      draft.brackets = documents;
      return;
    }
    case 'revisionIssued': {
      const { symbol, lang, paragraphs, hash, sources, document, lapsed = [] } = event.payload;
      issue(draft, {
        symbol,
        lang,
        paragraphs,
        hash,
        issuedAt: at,
        ...(document === undefined ? {} : { document }),
      });
      // ACT-55: what was deleted and is issued again stands in the text, and is open.
      for (const { pid } of paragraphs)
        if (entryOf(draft.marks, pid)?.status === 'deleted') mark(draft, own, pid, { status: 'open', at });
      const known = own(draft.sources);
      for (const { source, pid } of sources) known[source] = pid;
      draft.sources = known;
      draft.paragraphsNamed += sources.length;
      lapse(draft, own, lapsed, at);
      return;
    }
    case 'packageKept': {
      const packages = own(draft.packages);
      packages[event.payload.id] = { ...event.payload, keptAt: at, sharedWith: [] };
      draft.packages = packages;
      return;
    }
    case 'packageAnnotated': {
      const { package: id, note } = event.payload;
      const packages = own(draft.packages);
      const kept = entryOf(packages, id);
      if (kept === undefined) throw new Error(`an event names package ${id}, which was not kept`);
      packages[id] = { ...kept, note, notedAt: at };
      draft.packages = packages;
      return;
    }
    case 'packageShared': {
      const packages = own(draft.packages);
      const { package: shared } = event.payload;
      packages[shared.id] = { ...entryOf(packages, shared.id), ...shared };
      draft.packages = packages;
      return;
    }
    case 'packageAnswered': {
      const { package: id, member, stance, reason } = event.payload;
      const answers = own(draft.packageAnswers);
      const byMember = own(entryOf(answers, id));
      byMember[member] = { stance, reason, at };
      answers[id] = byMember;
      draft.packageAnswers = answers;
      return;
    }
    case 'packageWithdrawn': {
      const { package: id, reason } = event.payload;
      const packages = own(draft.packages);
      const kept = entryOf(packages, id);
      if (kept === undefined) throw new Error(`an event names package ${id}, which was not kept`);
      packages[id] = { ...kept, withdrawn: { at, reason } };
      draft.packages = packages;
      return;
    }
    case 'conversationOpened': {
      const conversations = own(draft.conversations);
      const { conversation } = event.payload;
      conversations[conversation.id] = { ...conversation, openedAt: at };
      draft.conversations = conversations;
      return;
    }
    case 'conversationClosed':
      changeConversation(draft, own, event.payload.conversation, { closedAt: at });
      return;
    case 'votesEntered': {
      const { conversation, upTo, hash } = event.payload;
      changeConversation(draft, own, conversation, { entered: { upTo, hash, at } });
      return;
    }
    case 'explained': {
      const { prepared, ...statement } = event.payload;
      draft.explanations = [...draft.explanations, { ...statement, at }];
      if (prepared !== undefined) discard(draft, own, statement.member, prepared);
      return;
    }
    case 'statementPrepared': {
      const { member, id, ...words } = event.payload;
      const members = own(draft.prepared);
      const statements = own(entryOf(members, member));
      statements[id] = { ...words, at };
      members[member] = statements;
      draft.prepared = members;
      return;
    }
    case 'statementDiscarded':
      discard(draft, own, event.payload.member, event.payload.id);
      return;
    default:
      return unknownEvent(event);
  }
};

const opened = (event: Recorded<DeliberationEvent>): Draft => {
  if (event.type !== 'deliberationOpened')
    throw new Error(`${event.type} on a deliberation that was not opened`);
  const { id, body, title } = event.payload;
  return {
    id,
    body,
    title,
    openedAt: event.at,
    phase: 'open',
    revisions: [],
    sources: {},
    documents: {},
    openedParagraphs: {},
    brackets: {},
    amendments: {},
    orderRulings: [],
    divisions: {},
    textSteps: [],
    paragraphsNamed: 0,
    marks: {},
    positions: {},
    groupStatements: {},
    soundings: {},
    decisions: [],
    explanations: [],
    packages: {},
    packageAnswers: {},
    prepared: {},
    conversations: {},
  };
};

/** State after many events, each container copied once. A withheld event changes nothing that its viewer may see. */
export const replayDeliberation = (
  events: Iterable<Recorded<DeliberationEvent> | Withheld>,
  from?: DeliberationState,
): DeliberationState | undefined => {
  const own = ownedRecords();
  let draft: Draft | undefined = from === undefined ? undefined : { ...from };
  for (const event of events) {
    if ('withheld' in event) continue;
    if (draft === undefined) draft = opened(event);
    else apply(draft, own, event);
  }
  return draft;
};

/** The deliberation after one more event. */
export const evolveDeliberation = (
  state: DeliberationState | undefined,
  event: Recorded<DeliberationEvent> | Withheld,
): DeliberationState => {
  const next = replayDeliberation([event], state);
  if (next === undefined) throw new Error('a deliberation cannot begin with a withheld event');
  return next;
};
