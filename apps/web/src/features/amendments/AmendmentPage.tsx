import {
  cellsOf,
  currentHash,
  effectiveStance,
  entryFor,
  SHOWN_STANCES,
  sponsoringMembers,
  STANCES,
  type DeliberationState,
  type StanceCounts,
  type TabledAmendment,
} from '@plenary/consensus';
import { compiledText, ifAdopted, paragraphTracks, type Collision } from '@plenary/tabling';
import { isolate } from '@plenary/i18n';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { consultationsQuery } from '../../lib/consultations.ts';
import { useHere } from '../../lib/deliberation.ts';
import { ReadElsewhere } from '../../lib/ReadElsewhere.tsx';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import { ActOutcome } from './ActOutcome.tsx';
import { AmendmentActs } from './AmendmentActs.tsx';
import { STATE_TONES } from './AmendmentCard.tsx';
import { AmendmentLink, AmendmentLinks } from './AmendmentLink.tsx';
import { AmendmentVersions } from './AmendmentVersions.tsx';
import { AmendmentsHead } from './AmendmentsHead.tsx';
import { Derivation } from './Derivation.tsx';
import { Divisions } from './Divisions.tsx';
import { AmendmentStanding } from '../../ui/AmendmentStanding.tsx';
import { ChangeWords } from '../../ui/ChangeWords.tsx';
import { CollisionTracks } from './CollisionTracks.tsx';
import { MadeOwn } from './MadeOwn.tsx';
import { Consequences, LapseLine, PlaceReason } from './OrderWords.tsx';
import { ReviseOvertaken } from './ReviseOvertaken.tsx';
import { useCollisions, useNames, useOrder, useSubmitted, useWords, type Names } from './use-amendments.ts';
import './amendments.css';
import './amendment-page.css';

/** The paragraphs that an amendment changes, drawn with everything pending that it meets there. */
const Drawings = ({
  amendment,
  words,
  names,
  collisions,
}: {
  readonly amendment: TabledAmendment;
  readonly words: DeliberationState;
  readonly names: Names;
  readonly collisions: ReadonlyMap<string, readonly Collision[]>;
}) => {
  const { id } = amendment;
  const drawn = useMemo(() => {
    const met = (collisions.get(id) ?? []).map(({ other }) => other);
    if (met.length === 0) return [];
    return compiledText(words, [id, ...met])
      .map((paragraph) => ({ id: paragraph.id, tracks: paragraphTracks(paragraph) }))
      .filter(
        ({ tracks }) => tracks.tracks.length > 1 && tracks.tracks.some((track) => track.amendment === id),
      );
  }, [words, id, collisions]);
  const lang = words.revision?.lang ?? 'en';
  return drawn.map(({ id: pid, tracks }) => (
    <div key={pid} className="stack">
      {names.label(pid) === '' ? null : (
        <h3>
          <bdi>{names.label(pid)}</bdi>
        </h3>
      )}
      <CollisionTracks
        tracks={tracks}
        collisions={collisions}
        sponsor={(one) => {
          const [first] = words.amendments[one]?.sponsors ?? [];
          return first === undefined ? '' : names.member(first);
        }}
        lang={lang}
      />
    </div>
  ));
};

const Collisions = ({
  amendment,
  words,
  names,
  collisions,
}: {
  readonly amendment: TabledAmendment;
  readonly words: DeliberationState;
  readonly names: Names;
  readonly collisions: ReadonlyMap<string, readonly Collision[]>;
}) => {
  const { t } = useTranslation(['amending', 'amendments']);
  const met = collisions.get(amendment.id) ?? [];
  if (amendment.state !== 'submitted') return null;
  return (
    <section className="card" aria-labelledby="meets">
      <h2 id="meets">{t('amending:meets')}</h2>
      {met.length === 0 ? (
        <p className="soft">{t('amending:meetsNothing')}</p>
      ) : (
        <>
          <Drawings amendment={amendment} words={words} names={names} collisions={collisions} />
          <ul className="meetings">
            {met.map(({ other, kind, hard }) => {
              const [sponsor] = words.amendments[other]?.sponsors ?? [];
              return (
                <li key={other}>
                  <AmendmentLink amendment={other} />{' '}
                  <bdi className="soft">{sponsor === undefined ? '' : names.member(sponsor)}</bdi>{' '}
                  <Tag tone={hard ? 'bad' : 'plain'}>{t(`amending:${hard ? 'hard' : 'soft'}`)}</Tag>{' '}
                  <span className="small">{t(`amendments:conflict.${kind}`)}</span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
};

/** Its place in the order of voting, why, and what an adoption would make lapse. */
const Place = ({
  amendment,
  words,
  names,
}: {
  readonly amendment: TabledAmendment;
  readonly words: DeliberationState;
  readonly names: Names;
}) => {
  const { t } = useTranslation('amending');
  const order = useOrder(words);
  const component = order.find((one) => one.order.some(({ id }) => id === amendment.id));
  const consequence = useMemo(
    () => (amendment.state === 'submitted' ? ifAdopted(words, amendment.id) : undefined),
    [words, amendment],
  );
  if (component === undefined || consequence === undefined) return null;
  const at = component.order.findIndex(({ id }) => id === amendment.id);
  const placed = component.order[at];
  if (placed === undefined) return null;
  return (
    <section className="card" aria-labelledby="place">
      <h2 id="place">{t('order.place')}</h2>
      <p>
        {t('order.placeOf', { place: at + 1, of: component.order.length })}{' '}
        <PlaceReason placed={placed} of={component.order.length} />
      </p>
      <Derivation words={words} amendment={amendment.id} names={names} />
      {consequence.ok ? (
        <div>
          <p>{t('order.ifAdopted')}</p>
          <Consequences lapsed={consequence.lapsed} narrowed={consequence.narrowed} />
        </div>
      ) : null}
    </section>
  );
};

/** How members stand on the amendment, and where an empowered delegation says how it does. */
const Positions = ({ amendment }: { readonly amendment: TabledAmendment }) => {
  const { t } = useTranslation(['amending', 'vocabulary']);
  const { body, state, stream } = useHere();
  const account = useSession()?.account;
  const act = useAct(stream);
  const [reason, setReason] = useState('');
  const [stance, setStance] = useState<(typeof STANCES)[number]>('support');
  const cells = useMemo(() => cellsOf(body, state, amendment.id), [body, state, amendment.id]);
  const counts = Object.fromEntries(
    SHOWN_STANCES.map((one) => [one, cells.filter((cell) => cell.stance === one).length]),
  ) as StanceCounts;
  const member = account?.kind === 'delegate' && account.mayBind ? account.member : undefined;
  const hash = currentHash(state, amendment.id);
  const own = member === undefined ? undefined : effectiveStance(state, amendment.id, member);
  return (
    <section className="card" aria-labelledby="positions">
      <h2 id="positions">{t('amending:positions')}</h2>
      <StanceBar counts={counts} members={cells.length} />
      <p className="amendment-counts small">
        {SHOWN_STANCES.filter((one) => counts[one] > 0).map((one) => (
          <span key={one}>
            <StanceMark stance={one} size={13} /> {t(`vocabulary:stance.${one}`)} {counts[one]}
          </span>
        ))}
      </p>
      {member === undefined || hash === undefined || own === undefined ? null : (
        <form
          className="stack no-print"
          onSubmit={(event) => {
            event.preventDefault();
            void act.perform({ type: 'statePosition', item: amendment.id, stance, reason, textHash: hash });
          }}
        >
          <p className="small">
            {t('amending:ourPosition')} <StanceMark stance={own.stance} size={13} />{' '}
            <b>{t(`vocabulary:stance.${own.stance}`)}</b>{' '}
            {own.stale ? <Tag tone="warn">{t('amending:stale')}</Tag> : null}
          </p>
          <Field label={t('amending:stance')}>
            {(control) => (
              <select
                {...control}
                value={stance}
                onChange={(event) =>
                  setStance(STANCES.find((one) => one === event.target.value) ?? 'support')
                }
              >
                {STANCES.map((one) => (
                  <option key={one} value={one}>
                    {t(`vocabulary:stance.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('amending:reason')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button type="submit" busy={act.pending}>
              {t('amending:statePosition')}
            </Button>
          </div>
          <ActOutcome act={act} />
        </form>
      )}
    </section>
  );
};

/** What became of it: the decision, or the reason why it was not put. */
const Outcome = ({ amendment }: { readonly amendment: TabledAmendment }) => {
  const { t, i18n } = useTranslation('amending');
  const { id } = useHere();
  const { outcome, state } = amendment;
  if (outcome === undefined) return null;
  const { cause, because = [] } = outcome;
  return (
    <section className="card" aria-labelledby="became">
      <h2 id="became">{t('became')}</h2>
      <p>{t(`becameOn.${state}`, { date: showInstant(outcome.at, i18n.language) })}</p>
      {cause === undefined ? null : (
        <ul>
          <LapseLine lapse={{ amendment: amendment.id, cause, because }} bare />
        </ul>
      )}
      {outcome.decision === undefined ? null : (
        <p>
          <Link to="/deliberations/$id/decisions/$decision" params={{ id, decision: outcome.decision }}>
            {t('toDecision')}
          </Link>
        </p>
      )}
    </section>
  );
};

/** The main sponsor, for a group where it spoke for one; co-sponsors apart; how many delegations that are, each once. */
const SponsorList = ({
  amendment,
  names,
}: {
  readonly amendment: TabledAmendment;
  readonly names: Names;
}) => {
  const { t } = useTranslation(['amending', 'vocabulary']);
  const { sponsors, onBehalfOf } = amendment;
  const [main, ...others] = sponsors;
  if (main === undefined) return null;
  return (
    <>
      <ul className="sponsors">
        <li>
          {onBehalfOf === undefined ? (
            <bdi>{names.member(main)}</bdi>
          ) : (
            t('vocabulary:onBehalfOf', {
              member: isolate(names.member(main)),
              group: isolate(names.group(onBehalfOf.group)),
            })
          )}
          <span className="soft small"> · {t('mainSponsor')}</span>
        </li>
      </ul>
      {others.length === 0 ? null : (
        <>
          <h3>{t('coSponsors')}</h3>
          <ul className="sponsors">
            {others.map((member) => (
              <li key={member}>
                <bdi>{names.member(member)}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {onBehalfOf === undefined && others.length === 0 ? null : (
        <p className="soft small">{t('delegationsBehind', { count: sponsoringMembers(amendment).length })}</p>
      )}
    </>
  );
};

/** Where whoever is asked says what they think of it, while a window is open. */
const CommentWays = ({ amendment }: { readonly amendment: TabledAmendment }) => {
  const { t, i18n } = useTranslation('amending');
  const { id } = useHere();
  const kind = useSession()?.account?.kind;
  const { data } = useQuery(consultationsQuery(id));
  if (amendment.state !== 'submitted') return null;
  const open = (data?.consultations ?? []).filter(
    ({ phase, audience }) =>
      phase === 'open' &&
      (kind === 'delegate' || kind === 'observer' || (kind === undefined && audience === 'public')),
  );
  return open.map((window) => (
    <Link
      key={window.id}
      className="button no-print"
      to="/deliberations/$id/consultations/$consultation"
      params={{ id, consultation: window.id }}
      search={{ about: amendment.id }}
    >
      {t('comment', { window: localised(window.title, i18n.language) })}
    </Link>
  ));
};

const OneAmendment = ({ number }: { readonly number: string }) => {
  const { t, i18n } = useTranslation('amending');
  const { body, id } = useHere();
  const words = useWords();
  const submitted = useSubmitted(words);
  const collisions = useCollisions(words);
  const names = useNames(body, words);
  const amendment = submitted.find((one) => one.id === number);
  if (amendment === undefined)
    return (
      <Empty title={t('unknown')}>
        <Link to="/deliberations/$id/amendments" params={{ id }} search={{}}>
          {t('toAll')}
        </Link>
      </Empty>
    );
  const at = submitted.indexOf(amendment);
  const [before, after] = [submitted[at - 1], submitted[at + 1]];
  const subs = submitted.filter(({ amends }) => amends === amendment.id);
  const registered = entryFor(body, {
    ...(amendment.revised === 0
      ? { kind: 'amendment', reference: amendment.id }
      : { kind: 'amendmentRevision', reference: `${amendment.id}.${amendment.revised}` }),
    deliberation: id,
    lang: words.revision?.lang ?? 'en',
  });
  return (
    <article className="amendments">
      <AmendmentsHead words={words} collisions={collisions} />
      <header className="amendment-title">
        <div className="row">
          <h2>
            <bdi>{t('amendment', { id: amendment.id })}</bdi>
          </h2>
          <Tag tone={STATE_TONES[amendment.state]}>{t(`vocabulary:amendmentState.${amendment.state}`)}</Tag>
          {amendment.oral ? <Tag>{t('oral')}</Tag> : null}
          {registered === undefined ? null : (
            <Link to="/documents/$" params={{ _splat: registered.symbol }} className="amendment-symbol">
              <bdi>{registered.symbol}</bdi>
            </Link>
          )}
          {amendment.revised > 0 ? <Tag>{t('revised', { count: amendment.revised })}</Tag> : null}
          <CommentWays amendment={amendment} />
        </div>
        <ReadElsewhere entry={registered} />
        <nav className="row no-print" aria-label={t('neighbours')}>
          {before === undefined ? null : (
            <Link
              to="/deliberations/$id/amendments/$amendment"
              params={{ id, amendment: before.id }}
              className="amendment-before"
            >
              <span className="visually-hidden">{t('before')}</span> <bdi>{before.id}</bdi>
            </Link>
          )}
          {after === undefined ? null : (
            <Link
              to="/deliberations/$id/amendments/$amendment"
              params={{ id, amendment: after.id }}
              className="amendment-after"
            >
              <span className="visually-hidden">{t('after')}</span> <bdi>{after.id}</bdi>
            </Link>
          )}
        </nav>
      </header>
      <div className="amendment-page">
        <div className="stack">
          <section className="card amendment-whole" aria-label={t('words')}>
            <ChangeWords words={words} amendment={amendment} whole />
            <AmendmentStanding words={words} amendment={amendment.id} survives />
            <ReviseOvertaken words={words} amendment={amendment} />
            {amendment.reason === '' ? null : (
              <div>
                <h3>{t('reason')}</h3>
                <p dir="auto">{amendment.reason}</p>
              </div>
            )}
          </section>
          <AmendmentVersions key={amendment.id} amendment={amendment} words={words} names={names} />
          <Outcome amendment={amendment} />
          <Collisions amendment={amendment} words={words} names={names} collisions={collisions} />
          <Place amendment={amendment} words={words} names={names} />
          <Divisions words={words} item={amendment.id} />
        </div>
        <aside className="stack">
          <AmendmentActs amendment={amendment} />
          <section className="card" aria-labelledby="sponsors">
            <h2 id="sponsors">{t('sponsors')}</h2>
            <SponsorList amendment={amendment} names={names} />
            <p className="soft small">
              {t('submittedAt', { date: showInstant(amendment.submittedAt, i18n.language) })}
            </p>
          </section>
          {amendment.amends === undefined &&
          subs.length === 0 &&
          amendment.needs.length === 0 &&
          amendment.excludes.length === 0 ? null : (
            <section className="card" aria-labelledby="relations">
              <h2 id="relations">{t('relations')}</h2>
              <dl className="relations">
                {(
                  [
                    ['amends', amendment.amends === undefined ? [] : [amendment.amends]],
                    ['amendedBy', subs.map((sub) => sub.id)],
                    ['needs', amendment.needs],
                    ['excludes', amendment.excludes],
                  ] as const
                ).map(([relation, others]) =>
                  others.length === 0 ? null : (
                    <div key={relation}>
                      <dt>{t(`relation.${relation}`)}</dt>
                      <dd>
                        <AmendmentLinks amendments={others} />
                      </dd>
                    </div>
                  ),
                )}
              </dl>
            </section>
          )}
          <MadeOwn amendment={amendment.id} names={names} />
          <Positions amendment={amendment} />
        </aside>
      </div>
    </article>
  );
};

/** One amendment at its stable address: whose it is, what it changes, what it meets, when it is put, what became of it. */
export const AmendmentPage = () => {
  const { amendment } = useParams({ from: '/deliberations/$id/amendments/$amendment' });
  // What was chosen and written about one amendment never stands under another one.
  return <OneAmendment key={amendment} number={amendment} />;
};
