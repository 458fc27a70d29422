import type { BodyEvent, BodyState, Recorded, RuleProposal } from '../../types.ts';
import { applyAccreditation, isAccreditationEvent } from '../../accreditation/evolve-accreditation.ts';
import { issuedParagraphs } from '../../register/labelled-words.ts';
import { addDocuments } from '../../register/register-documents.ts';
import { entryOf } from '../entry-of.ts';
import { ownedRecords } from '../owned-records.ts';
import { bodyAt, withChange } from './body-at.ts';
import { unknownEvent } from '../unknown-event.ts';

type Draft = { -readonly [K in keyof BodyState]: BodyState[K] };
type Own = ReturnType<typeof ownedRecords>;

const proposalOf = (draft: Draft, rule: string): RuleProposal => {
  const proposal = entryOf(draft.ruleProposals, rule);
  if (proposal === undefined) throw new Error(`an event names rule ${rule}, which was not proposed`);
  return proposal;
};

const forget = (draft: Draft, own: Own, rule: string): void => {
  const proposals = own(draft.ruleProposals);
  delete proposals[rule];
  draft.ruleProposals = proposals;
};

/** BOD-50: what has come into force by an instant stands in the members themselves. */
const settle = (draft: Draft, at: string): void => {
  if (draft.attributeChanges === undefined) return;
  const { members, attributeChanges } = bodyAt(draft, at);
  draft.members = members;
  if (attributeChanges === undefined) delete draft.attributeChanges;
  else draft.attributeChanges = attributeChanges;
};

/** Adds one event to the draft. Total: a forgotten event type does not compile, an unknown one is a fault. */
const apply = (draft: Draft, own: Own, event: Recorded<BodyEvent>): void => {
  const { at } = event;
  settle(draft, at);
  if (isAccreditationEvent(event)) {
    const accreditations = own(draft.accreditations);
    const members = own(draft.members);
    applyAccreditation(accreditations, members, event);
    draft.accreditations = accreditations;
    draft.members = members;
    return;
  }
  switch (event.type) {
    case 'bodyFounded':
      throw new Error('a body is founded once');
    case 'membersAdmitted': {
      const members = own(draft.members);
      for (const member of event.payload.members) members[member.id] = { ...member, admittedAt: at };
      draft.members = members;
      return;
    }
    case 'attributesChanged':
      draft.attributeChanges = withChange(draft.attributeChanges ?? [], event.payload);
      settle(draft, at);
      return;
    case 'groupDeclared': {
      const groups = own(draft.groups);
      groups[event.payload.group.id] = event.payload.group;
      draft.groups = groups;
      return;
    }
    case 'ruleProposed': {
      const { rule, objectionsUntil } = event.payload;
      const proposals = own(draft.ruleProposals);
      proposals[rule.id] = { rule, proposedAt: at, objectionsUntil, objections: {} };
      draft.ruleProposals = proposals;
      return;
    }
    case 'ruleObjected': {
      const { rule, member, reason } = event.payload;
      const proposal = proposalOf(draft, rule);
      const proposals = own(draft.ruleProposals);
      proposals[rule] = { ...proposal, objections: { ...proposal.objections, [member]: { at, reason } } };
      draft.ruleProposals = proposals;
      return;
    }
    case 'ruleAdopted': {
      const { rule } = proposalOf(draft, event.payload.rule);
      const rules = own(draft.rules);
      rules[rule.id] = rule;
      draft.rules = rules;
      forget(draft, own, rule.id);
      return;
    }
    case 'ruleRejected':
      forget(draft, own, proposalOf(draft, event.payload.rule).rule.id);
      return;
    case 'deliberationListed':
      draft.deliberations = [...draft.deliberations, event.payload.deliberation];
      return;
    case 'sittingListed':
      draft.sittings = [...draft.sittings, event.payload.sitting];
      return;
    case 'consultationListed':
      draft.consultations = [...draft.consultations, event.payload.consultation];
      return;
    case 'windowDaysSet':
      draft.windowDaysMin = event.payload.days;
      return;
    case 'symbolSchemeSet':
      draft.scheme = event.payload.scheme;
      return;
    case 'documentsRegistered': {
      const register = own(draft.register);
      const given = own(draft.given);
      addDocuments(register, given, event.payload.documents, at);
      draft.register = register;
      draft.given = given;
      return;
    }
    case 'documentIssued': {
      const { symbol, about, title, corrects, words, ...named } = event.payload;
      const register = own(draft.register);
      const given = own(draft.given);
      addDocuments(register, given, [{ symbol, ...named }], at);
      const entry = entryOf(register, symbol);
      if (entry === undefined) throw new Error(`${symbol} was just registered`);
      register[symbol] = {
        ...entry,
        issued: {
          about,
          title,
          corrects,
          version: event.version,
          paragraphs: issuedParagraphs(title, words).length,
        },
      };
      draft.register = register;
      draft.given = given;
      return;
    }
    case 'translationFiled': {
      const { symbol, lang, official } = event.payload;
      const entry = entryOf(draft.register, symbol);
      if (entry === undefined) throw new Error(`an event names ${symbol}, which is not registered`);
      const register = own(draft.register);
      const filed = [...(entry.translations?.[lang] ?? []), { version: event.version, at, official }];
      register[symbol] = {
        ...entry,
        renditions: { ...entry.renditions, [lang]: official ? 'present' : 'unofficial' },
        translations: { ...entry.translations, [lang]: filed },
      };
      draft.register = register;
      return;
    }
    case 'renditionSet': {
      const { symbol, lang, status } = event.payload;
      const entry = entryOf(draft.register, symbol);
      if (entry === undefined) throw new Error(`an event names ${symbol}, which is not registered`);
      const register = own(draft.register);
      register[symbol] = { ...entry, renditions: { ...entry.renditions, [lang]: status } };
      draft.register = register;
      return;
    }
    default:
      return unknownEvent(event);
  }
};

const founded = (event: Recorded<BodyEvent>): Draft => {
  if (event.type !== 'bodyFounded') throw new Error(`${event.type} on a body that was not founded`);
  const { id, names, exercise, rules, defaultRule } = event.payload;
  return {
    id,
    names,
    exercise,
    foundedAt: event.at,
    members: {},
    groups: {},
    rules: Object.fromEntries(rules.map((rule) => [rule.id, rule])),
    defaultRule,
    accreditations: {},
    ruleProposals: {},
    deliberations: [],
    sittings: [],
    consultations: [],
    register: {},
    given: {},
  };
};

/** The body after many events, each record copied once; `from` stays as it was. */
export const replayBody = (
  events: Iterable<Recorded<BodyEvent>>,
  from?: BodyState,
): BodyState | undefined => {
  const own = ownedRecords();
  let draft: Draft | undefined = from === undefined ? undefined : { ...from };
  for (const event of events) {
    if (draft === undefined) draft = founded(event);
    else apply(draft, own, event);
  }
  return draft;
};

/** The body after one more event. A record that does not begin with its founding is at fault: this throws. */
export const evolveBody = (body: BodyState | undefined, event: Recorded<BodyEvent>): BodyState => {
  const next = replayBody([event], body);
  if (next === undefined) throw new Error('one event leaves no body'); // cannot be: an event founds or throws
  return next;
};
