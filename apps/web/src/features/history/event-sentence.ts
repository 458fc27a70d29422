import {
  seriesRoot,
  type BodyEvent,
  type BodyState,
  type DeliberationEvent,
  type DeliberationState,
  type Recorded,
} from '@plenary/consensus';
import { isolate, NATIVE_NAMES } from '@plenary/i18n';
import type { TFunction } from 'i18next';
import { showDeadline } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

const NOTHING = '—';

/** What stands in the streams of a body and of a deliberation; sittings tell theirs in their minutes. */
export type ToldEvent = Recorded<BodyEvent | DeliberationEvent>;

/** What is needed to tell an event in words. */
export interface Telling {
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly lang: string;
  readonly t: TFunction<['history', 'vocabulary', 'acts', 'division']>;
}

/** Facts of an event in the reader's words, as the sentences of `acts` name them. */
const factsOf = (
  event: ToldEvent,
  { body, state, lang, t }: Telling,
): Readonly<Record<string, string | number>> => {
  const words = (text: string): string => (text === '' ? NOTHING : isolate(text));
  const member = (id: string): string => words(localised(body.members[id]?.names ?? { en: id }, lang));
  const organization = (id: string): string =>
    words(localised(body.accreditations[id]?.organization.names ?? { en: id }, lang));
  const group = (id: string): string => words(localised(body.groups[id]?.names ?? { en: id }, lang));
  const ruleOf = (rule: { readonly id: string; readonly names?: Readonly<Record<string, string>> }): string =>
    words(localised(rule.names ?? { en: rule.id }, lang));
  const rule = (id: string): string => ruleOf(body.rules[id] ?? { id });
  const decidedBy = (id: string): string =>
    ruleOf(state.decisions.find((decision) => decision.id === id)?.rule ?? { id });
  const item = (id: string): string =>
    id === 'text'
      ? t('history:wholeText')
      : /^c\d+$/u.test(id)
        ? t('division:change', { number: id.slice(1) })
        : words(paragraphLabel(state, id) ?? id);
  const decidedOn = (id: string): string =>
    item(state.decisions.find((decision) => decision.id === id)?.item ?? 'text');
  const amendments = (ids: readonly string[]): string => ids.map(words).join(' · ') || NOTHING;
  const conversation = (id: string): string =>
    words(localised(state.conversations[id]?.title ?? { en: id }, lang));
  const until = (instant: string): string => showDeadline(instant, lang);
  switch (event.type) {
    case 'bodyFounded':
      return { body: words(localised(event.payload.names, lang)) };
    case 'membersAdmitted':
      return { count: event.payload.members.length };
    case 'attributesChanged':
      return {
        count: event.payload.members.length,
        from: until(event.payload.from),
        source: words(event.payload.source),
      };
    case 'groupDeclared':
      return { group: words(localised(event.payload.group.names, lang)) };
    case 'ruleProposed':
      return { rule: ruleOf(event.payload.rule), until: until(event.payload.objectionsUntil) };
    case 'ruleObjected':
      return { rule: rule(event.payload.rule), reason: words(event.payload.reason) };
    case 'ruleAdopted':
      return { rule: rule(event.payload.rule) };
    case 'ruleRejected':
      return {
        rule: rule(event.payload.rule),
        objectors: event.payload.objectors.map(member).join(' · ') || NOTHING,
      };
    case 'organizationListed':
      return {
        organization: words(localised(event.payload.organization.names, lang)),
        until: until(event.payload.objectionsUntil),
      };
    case 'organizationObjected':
      return {
        organization: organization(event.payload.organization),
        reason: words(event.payload.reason),
      };
    case 'organizationObjectionWithdrawn':
    case 'organizationAccredited':
    case 'accreditationExpired':
      return { organization: organization(event.payload.organization) };
    case 'organizationDeclined':
      return {
        organization: organization(event.payload.organization),
        objectors: event.payload.objectors.map(member).join(' · ') || NOTHING,
        reason: words(event.payload.reason),
      };
    case 'accreditationWithdrawn':
      return {
        organization: organization(event.payload.organization),
        reason: words(event.payload.reason),
      };
    case 'deliberationListed':
      return { deliberation: words(event.payload.deliberation) };
    case 'sittingListed':
      return { sitting: words(event.payload.sitting) };
    case 'consultationListed':
      return { consultation: words(event.payload.consultation) };
    case 'windowDaysSet':
      return { days: String(event.payload.days) };
    case 'symbolSchemeSet':
      return { symbol: words(`${seriesRoot(event.payload.scheme, 'text')}1`) };
    case 'documentsRegistered':
      return { symbols: event.payload.documents.map(({ symbol }) => words(symbol)).join(' · ') };
    case 'documentIssued':
      return { symbol: words(event.payload.symbol), title: words(event.payload.title) };
    case 'translationFiled':
      return {
        symbol: words(event.payload.symbol),
        language: words(NATIVE_NAMES[event.payload.lang]),
        number: String(event.payload.number),
        status: t(`vocabulary:rendition.${event.payload.official ? 'present' : 'unofficial'}`),
      };
    case 'renditionSet':
      return {
        symbol: words(event.payload.symbol),
        language: words(NATIVE_NAMES[event.payload.lang]),
        status: t(`vocabulary:rendition.${event.payload.status}`),
      };
    case 'deliberationOpened':
      return { deliberation: words(localised(event.payload.title, lang)) };
    case 'textImported':
      return { symbol: words(event.payload.symbol) };
    case 'positionStated':
    case 'soundingGiven':
      return { item: item(event.payload.item), stance: t(`vocabulary:stance.${event.payload.stance}`) };
    case 'positionWithdrawn':
      return { item: item(event.payload.item) };
    case 'groupPositionStated':
      return {
        group: group(event.payload.group),
        item: item(event.payload.item),
        stance: t(`vocabulary:stance.${event.payload.stance}`),
      };
    case 'alignedWithStatement':
    case 'dissociatedFromStatement': {
      const statement = state.groupStatements[event.payload.statement];
      return { group: group(statement?.group ?? NOTHING), item: item(statement?.item ?? NOTHING) };
    }
    case 'paragraphAgreedAdRef':
      return { item: item(event.payload.pid) };
    case 'paragraphReopened':
      return { item: item(event.payload.pid), reason: words(event.payload.reason) };
    case 'paragraphsDeferred':
      return {
        items: event.payload.paragraphs.map(item).join(' · '),
        reason: words(event.payload.waitsFor),
      };
    case 'paragraphsReleased':
      return {
        items: event.payload.paragraphs.map(item).join(' · '),
        reason: words(event.payload.reason),
      };
    case 'deletionProposed':
      return {
        item: item(event.payload.pid),
        until: until(event.payload.objectionsUntil),
        reason: words(event.payload.reason),
      };
    case 'deletionObjected':
      return { item: item(event.payload.pid), reason: words(event.payload.reason) };
    case 'paragraphDeleted':
      return { item: item(event.payload.pid) };
    case 'adoptionProposed':
      return {
        item: item(event.payload.item ?? 'text'),
        rule: ruleOf(event.payload.rule),
        until: until(event.payload.objectionsUntil),
      };
    case 'objected':
      return {
        reason: words(event.payload.reason),
        items: event.payload.paragraphs?.map(item).join(' · ') ?? t('history:wholeText'),
      };
    case 'silenceExtended':
      return { until: until(event.payload.until), reason: words(event.payload.reason) };
    case 'silenceEnded':
      return {
        count: event.payload.silent.length,
        members: event.payload.broke.map(member).join(' · ') || NOTHING,
        items: event.payload.reopened.map(({ pid }) => item(pid)).join(' · ') || NOTHING,
      };
    case 'handsEntered':
      return { for: event.payload.for, against: event.payload.against, abstain: event.payload.abstain };
    case 'objectionWithdrawn':
      return {};
    case 'ballotOpened':
      return {
        item: decidedOn(event.payload.decision),
        until: until(event.payload.closesAt),
        manner: t(`vocabulary:ballotManner.${event.payload.manner ?? 'recorded'}`),
      };
    case 'ballotCast':
      return { choice: t(`vocabulary:ballot.${event.payload.choice}`) };
    case 'ballotClosed': {
      const { for: inFavour, against, abstain } = event.payload.equalVoice;
      return { for: inFavour, against, abstain };
    }
    case 'textAdopted':
      return { rule: decidedBy(event.payload.decision) };
    case 'adoptionRejected':
      return {
        item: decidedOn(event.payload.decision),
        rule: decidedBy(event.payload.decision),
        note: words(event.payload.note),
      };
    case 'proposalWithdrawn':
      return { note: words(event.payload.note) };
    case 'textBarred':
      return { outcome: t(`vocabulary:outcome.${event.payload.outcome}`) };
    case 'competenceQuestioned':
    case 'competenceSettled':
    case 'textReconsidered':
    case 'debateReopened':
      return {};
    case 'debateClosed':
    case 'takenUpInSession':
    case 'barLifted':
      return { session: words(localised(event.payload.session, lang)) };
    case 'documentOpened':
    case 'documentShared':
      return {
        title: words(event.payload.document.title),
        kind: t(`vocabulary:document.${event.payload.document.kind}`),
        member: 'member' in event.payload ? member(event.payload.member) : NOTHING,
      };
    case 'documentUnshared':
    case 'documentClosed':
      return {
        title: words(state.documents[event.payload.document]?.title ?? event.payload.document),
        member: 'member' in event.payload ? member(event.payload.member) : NOTHING,
      };
    case 'draftTabled':
      return {
        title: words(state.documents[event.payload.document]?.title ?? event.payload.document),
        item: words(event.payload.amendment),
      };
    case 'paragraphOpened':
      return {
        item: item(event.payload.paragraph),
        members: event.payload.members.map(member).join(' · '),
      };
    case 'paragraphClosed':
      return { item: item(event.payload.paragraph) };
    case 'bracketHeld':
      return {
        stand: t(`vocabulary:bracketStand.${event.payload.stand}`),
        action:
          event.payload.action === undefined
            ? NOTHING
            : t(`vocabulary:bracketAction.${event.payload.action}`),
      };
    case 'bracketReleased':
      return {};
    case 'amendmentSubmitted': {
      const { id, sponsors, touches, onBehalfOf } = event.payload.amendment;
      const [main = '', ...others] = sponsors.map(member);
      return {
        item: words(id),
        members: [
          onBehalfOf === undefined
            ? main
            : t('vocabulary:onBehalfOf', { member: main, group: group(onBehalfOf.group) }),
          ...others,
        ].join(' · '),
        paragraphs: touches.map(item).join(' · ') || NOTHING,
      };
    }
    case 'amendmentCoSponsored':
    case 'sponsorsLeft':
    case 'amendmentTakenOver':
      return { item: words(event.payload.amendment), member: member(event.payload.member) };
    case 'amendmentWithdrawn':
    case 'amendmentAccepted':
    case 'amendmentRevised':
      return { item: words(event.payload.amendment) };
    case 'amendmentAdopted':
      return { item: words(event.payload.amendment), rule: decidedBy(event.payload.decision) };
    case 'orderRuled':
      return { items: amendments(event.payload.amendments), reason: words(event.payload.reason) };
    case 'divisionRequested': {
      const { id, item: divided, asked, reason } = event.payload.division;
      return {
        division: words(id),
        item: item(divided),
        items: asked.map((ids) => ids.map(item).join(' · ')).join(' | '),
        reason: words(reason),
      };
    }
    case 'divisionWithdrawn':
      return { division: words(event.payload.division) };
    case 'textSponsorsNamed':
      return {
        members: event.payload.main.map(member).join(' · '),
        others: event.payload.coSponsors.map(member).join(' · ') || NOTHING,
      };
    case 'textCoSponsored':
    case 'textSponsorLeft':
    case 'textReintroduced':
      return { member: member(event.payload.member) };
    case 'textWithdrawn':
      return { member: member(event.payload.member), reason: words(event.payload.reason) };
    case 'divisionCarried':
      return {
        division: words(event.payload.division),
        rule: decidedBy(event.payload.decision),
        count: event.payload.parts.length,
      };
    case 'divisionLost':
      return {
        division: words(event.payload.division),
        rule: decidedBy(event.payload.decision),
        note: words(event.payload.note),
      };
    case 'partDecided': {
      const { decision, division, part, outcome, whole } = event.payload;
      return {
        part: words(part),
        item: words(division),
        rule: decidedBy(decision),
        outcome: t(`vocabulary:partOutcome.${outcome}`),
        whole: t(`vocabulary:dividedWhole.${whole}`),
      };
    }
    case 'submissionClosing':
      return { until: event.payload.until === null ? t('history:openEnd') : until(event.payload.until) };
    case 'revisionIssued':
      return { symbol: words(event.payload.symbol), count: event.payload.paragraphs.length };
    case 'packageKept':
      return { title: words(event.payload.title) };
    case 'packageAnnotated':
      return {
        title: words(state.packages[event.payload.package]?.title ?? event.payload.package),
        note: words(event.payload.note),
      };
    case 'packageShared':
      return {
        title: words(event.payload.package.title),
        members: event.payload.members.map(member).join(' · '),
      };
    case 'packageAnswered':
      return {
        title: words(state.packages[event.payload.package]?.title ?? event.payload.package),
        stance: t(`vocabulary:stance.${event.payload.stance}`),
      };
    case 'packageWithdrawn':
      return {
        title: words(state.packages[event.payload.package]?.title ?? event.payload.package),
        reason: words(event.payload.reason),
      };
    case 'conversationOpened':
      return {
        title: words(localised(event.payload.conversation.title, lang)),
        until: until(event.payload.conversation.closesAt),
      };
    case 'conversationClosed':
      return {
        title: conversation(event.payload.conversation),
        reason: words(event.payload.reason),
      };
    case 'votesEntered':
      return {
        title: conversation(event.payload.conversation),
        from: event.payload.from,
        upTo: event.payload.upTo,
      };
    case 'statementDiscarded':
      return {};
    case 'statementPrepared':
    case 'explained':
      return {
        kind: t(`vocabulary:explanation.${event.payload.kind}`),
        text: words(event.payload.text),
      };
  }
};

/** Who acted, in words. */
export const actorName = (event: Pick<ToldEvent, 'actor'>, { body, lang, t }: Telling): string =>
  event.actor.member === undefined
    ? t(`vocabulary:actor.${event.actor.kind}`)
    : localised(body.members[event.actor.member]?.names ?? { en: event.actor.member }, lang);

/** One event as one sentence in the reader's language. */
export const eventSentence = (event: ToldEvent, telling: Telling): string =>
  telling.t(`acts:sentence.${event.type}`, {
    actor: isolate(actorName(event, telling)),
    ...factsOf(event, telling),
  });
