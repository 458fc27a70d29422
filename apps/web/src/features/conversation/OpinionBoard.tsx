import type { Conversation } from '@plenary/consensus';
import type { OpinionAnswer, StatementListAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  conversationPath,
  conversationQuery,
  opinionQuery,
  placeQuery,
  statementsQuery,
  useOpinionFollowed,
} from '../../lib/conversations.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised, shownLanguage } from '../../ui/localised.ts';
import { numberFormat } from '../../ui/number-format.ts';
import { holdsWords } from './holds-words.ts';
import { GroupMark, OpinionMap } from './OpinionMap.tsx';

type Figures = NonNullable<OpinionAnswer['figures']>;
type StatementFigures = Figures['statements'][number];
type Words = ReadonlyMap<number, StatementListAnswer['statements'][number]>;

const SORTS = ['sortConsensus', 'sortDivided', 'sortVotes'] as const;
type Sort = (typeof SORTS)[number];

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const seenBy = ({ agree, disagree, pass }: StatementFigures): number => agree + disagree + pass;

/** How evenly people are divided: 0 where all say the same, 1 where as many agree as disagree. */
const division = (one: StatementFigures): number => {
  const agree = shareOf(one.agree, seenBy(one));
  const disagree = shareOf(one.disagree, seenBy(one));
  return Math.min(agree, disagree) * 2;
};

const sorted = (figures: Figures, sort: Sort, hasGroups: boolean): readonly StatementFigures[] => {
  const key = (one: StatementFigures): number => {
    if (sort === 'sortVotes') return seenBy(one);
    if (sort === 'sortDivided') return division(one);
    return hasGroups ? (one.declared.consensus ?? -1) : shareOf(one.agree, seenBy(one));
  };
  return [...figures.statements].sort((a, b) => key(b) - key(a) || a.statement - b.statement);
};

const usePercent = (): ((share: number) => string) => {
  const { i18n } = useTranslation();
  const format = numberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
  return (share) => format.format(share);
};

/** Agree, disagree, pass as a bar; the words beside it say the same. */
const VoteBar = ({
  agree,
  disagree,
  pass,
}: {
  readonly agree: number;
  readonly disagree: number;
  readonly pass: number;
}) => (
  <span className="conversation-bar" aria-hidden="true">
    <span className="conversation-bar-agree" style={{ flexGrow: agree }} />
    <span className="conversation-bar-pass" style={{ flexGrow: pass }} />
    <span className="conversation-bar-disagree" style={{ flexGrow: disagree }} />
  </span>
);

const Cell = ({ cell }: { readonly cell: StatementFigures['declared']['cells'][number] }) => {
  const { t } = useTranslation('conversation');
  const percent = usePercent();
  if (cell === null) return <span className="soft small">{t('tooFew')}</span>;
  return (
    <>
      <VoteBar agree={cell.agree} disagree={cell.disagree} pass={cell.seen - cell.agree - cell.disagree} />
      <span className="small">{percent(shareOf(cell.agree, cell.seen))}</span>
    </>
  );
};

const BothWays = ({ share }: { readonly share: number | null | undefined }) => {
  const { t } = useTranslation('conversation');
  const percent = usePercent();
  return share === undefined || share === null ? null : (
    <span className="soft small">{t('withoutFlagged', { percent: percent(share) })}</span>
  );
};

const WithAside = ({ share }: { readonly share: number | null | undefined }) => {
  const { t } = useTranslation('conversation');
  const percent = usePercent();
  return share === undefined || share === null ? null : (
    <span className="soft small">{t('withAside', { percent: percent(share) })}</span>
  );
};

const StatementTable = ({
  frame,
  figures,
  words,
}: {
  readonly frame: Conversation;
  readonly figures: Figures;
  readonly words: Words;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const percent = usePercent();
  const [sort, setSort] = useState<Sort>('sortConsensus');
  const hasGroups = frame.groups.length > 0;
  const [search, setSearch] = useState('');
  const rows = sorted(figures, sort, hasGroups).filter(({ statement }) =>
    holdsWords(words.get(statement)?.words ?? '', search),
  );
  return (
    <section className="stack">
      <div className="conversation-table-head">
        <div>
          <h3>{t('shared')}</h3>
          <p className="soft small">{t(hasGroups ? 'sharedAbout' : 'noGroups')}</p>
        </div>
        <Field label={t('find')}>
          {(control) => (
            <input
              {...control}
              type="search"
              dir="auto"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
        </Field>
        <Choice
          label={t('sort')}
          value={sort}
          options={SORTS.map((value) => ({ value, name: t(value) }))}
          onChoose={setSort}
        />
      </div>
      {rows.length > 0 || search.trim() === '' ? null : (
        <p className="small" role="status">
          {t('findNone')}
        </p>
      )}
      <div
        className="scroll-x card conversation-table-card"
        tabIndex={0}
        role="region"
        aria-label={t('shared')}
      >
        <table className="conversation-table">
          <thead>
            <tr>
              <th scope="col">{t('statement')}</th>
              <th scope="col">{t('everybody')}</th>
              {hasGroups ? <th scope="col">{t('consensus')}</th> : null}
              {frame.groups.map(({ id, names }) => (
                <th key={id} scope="col" dir="auto" lang={shownLanguage(names, i18n.language)}>
                  {localised(names, i18n.language)}
                </th>
              ))}
              {figures.computed.length < 2
                ? null
                : figures.computed.map(({ id }, group) => (
                    <th key={id} scope="col" className="conversation-diagnostic">
                      <GroupMark group={group} /> {t('groupLetter', { letter: id })}
                    </th>
                  ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => {
              const said = words.get(one.statement);
              return (
                <tr key={one.statement}>
                  <th scope="row">
                    <span className="conversation-said" dir="auto" lang={said?.lang}>
                      {said?.words ?? one.statement}
                    </span>
                    {one.bursts > 0 ? (
                      <>
                        {' '}
                        <Tag tone="warn">{t('bursts')}</Tag>
                      </>
                    ) : null}
                  </th>
                  <td data-name={t('everybody')}>
                    <VoteBar {...one} />
                    <span className="small">
                      {t('agreeShare', { percent: percent(shareOf(one.agree, seenBy(one))) })}
                    </span>
                    <span className="soft small">{t('ofVotes', { count: seenBy(one) })}</span>
                    <WithAside
                      share={
                        one.withAside === undefined
                          ? undefined
                          : shareOf(
                              one.withAside.agree,
                              one.withAside.agree + one.withAside.disagree + one.withAside.pass,
                            )
                      }
                    />
                    <BothWays share={one.agreeShareWithoutFlagged} />
                  </td>
                  {hasGroups ? (
                    <td data-name={t('consensus')}>
                      {one.declared.consensus === null ? (
                        <span className="soft small">{t('leftOut')}</span>
                      ) : (
                        <strong>{percent(one.declared.consensus)}</strong>
                      )}
                      <WithAside share={one.declared.withAside} />
                      <BothWays share={one.declared.withoutFlagged} />
                    </td>
                  ) : null}
                  {frame.groups.map(({ id, names }, group) => (
                    <td key={id} data-name={localised(names, i18n.language)}>
                      <Cell cell={one.declared.cells[group] ?? null} />
                    </td>
                  ))}
                  {figures.computed.length < 2
                    ? null
                    : figures.computed.map(({ id }, group) => (
                        <td
                          key={id}
                          className="conversation-diagnostic"
                          data-name={t('groupLetter', { letter: id })}
                        >
                          <Cell cell={one.computed?.cells[group] ?? null} />
                        </td>
                      ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
};

/** How many people and votes stand behind the figures, with and without those that are set aside or flagged. */
const BothWaysTable = ({ figures }: { readonly figures: Figures }) => {
  const { t, i18n } = useTranslation('conversation');
  const count = new Intl.NumberFormat(i18n.language);
  const { participants, votes, aside, asideVotes, flagged, flaggedVotes } = figures;
  const rows = [
    ['everybodyRow', participants + aside, votes + asideVotes],
    ['countedRow', participants, votes],
    ['restRow', participants - flagged, votes - flaggedVotes],
  ] as const;
  return (
    <table className="conversation-both">
      <caption className="visually-hidden">{t('bothWays')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('people')}</th>
          <th scope="col">{t('votes')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, people, cast]) => (
          <tr key={name}>
            <th scope="row">{t(name)}</th>
            <td>{count.format(people)}</td>
            <td>{count.format(cast)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What each group holds more than the others. */
const Holdings = ({
  groups,
  nameOf,
  words,
  marked,
}: {
  readonly groups: Figures['declared'];
  readonly nameOf: (id: string) => ReactNode;
  readonly words: Words;
  /** With the marks of the map. */
  readonly marked: boolean;
}) => {
  const { t } = useTranslation('conversation');
  return (
    <div className="conversation-groups">
      {groups.map(({ id, size, holds }, group) => (
        <section key={id} className="card">
          <h4 dir="auto">
            {marked ? <GroupMark group={group} /> : null} {nameOf(id)}
          </h4>
          <p className="soft small">{size === null ? t('tooFew') : t('size', { count: size })}</p>
          {holds.length === 0 ? (
            <p className="small">{t('holdsNothing')}</p>
          ) : (
            <ul>
              {holds.map(({ statement, direction }) => (
                <li key={statement}>
                  <span className="soft small">
                    {t(direction === 'agree' ? 'holdsAgree' : 'holdsDisagree')}
                  </span>{' '}
                  <span dir="auto" lang={words.get(statement)?.lang}>
                    {words.get(statement)?.words ?? statement}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
};

const FILES = [
  ['votes.csv', 'votes'],
  ['comments.csv', 'comments'],
  ['declared-groups.csv', 'declared'],
  ['computed-groups.csv', 'computed'],
  ['flagged.csv', 'flagged'],
  ['set-aside.csv', 'aside'],
  ['parameters.json', 'parameters'],
  ['log.jsonl', 'log'],
] as const;

/** Everything that the figures are made of. */
const OpenData = ({
  path,
  frame,
  figures,
  position,
}: {
  readonly path: string;
  readonly frame: Conversation;
  readonly figures: Figures;
  readonly position: number;
}) => {
  const { t } = useTranslation('conversation');
  return (
    <section className="card no-print">
      <h3>{t('openData')}</h3>
      <p className="small">{t('openDataAbout')}</p>
      <ul className="conversation-files">
        {FILES.map(([file, name]) => (
          <li key={file}>
            <a
              href={`${path}/open-data/${file}${name === 'log' ? '' : `?upTo=${figures.position}`}`}
              download={file}
            >
              {t(`file.${name}`)}
            </a>
          </li>
        ))}
      </ul>
      <p className="soft small">
        {t('inRecord', {
          upTo: frame.entered?.upTo ?? 0,
          position: Math.max(position, frame.entered?.upTo ?? 0),
        })}
      </p>
    </section>
  );
};

/** Where people stand: by the groups that they declared first, then by computed ones, which are diagnostic. */
export const OpinionBoard = ({
  deliberation,
  frame,
}: {
  readonly deliberation: string;
  readonly frame: Conversation;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const percent = usePercent();
  const opinion = useQuery(opinionQuery(deliberation, frame.id));
  const statements = useQuery(statementsQuery(deliberation, frame.id));
  const part = useQuery(conversationQuery(deliberation, frame.id));
  const figures = opinion.data?.figures;
  const place = useQuery({
    ...placeQuery(deliberation, frame.id, figures?.position ?? 0),
    enabled: figures !== undefined && figures.points.length > 0,
  });
  useOpinionFollowed(deliberation, frame.id);
  if (opinion.data === undefined || statements.data === undefined)
    return <Awaiting asked={[opinion, statements]} />;
  if (figures === undefined) return <Empty title={t('computing')} />;
  if (figures.votes === 0) return <Empty title={t('nothingYet')} />;
  const words: Words = new Map(statements.data.statements.map((one) => [one.number, one]));
  const count = new Intl.NumberFormat(i18n.language);
  const numbers = [
    [figures.participants, 'people'],
    [figures.votes, 'votes'],
    [figures.statements.length, 'statements'],
    [figures.placed, 'onMap'],
  ] as const;
  const isSeparate = figures.computed.length > 1;
  return (
    <>
      <section className="figures conversation-figures" data-position={figures.position}>
        {numbers.map(([value, name]) => (
          <div key={name}>
            <p className="figure-value">{count.format(value)}</p>
            <p className="figure-name">{t(name)}</p>
          </div>
        ))}
        {opinion.data.at === undefined ? null : (
          <p className="soft small">{t('asOf', { date: showInstant(opinion.data.at, i18n.language) })}</p>
        )}
      </section>
      <StatementTable frame={frame} figures={figures} words={words} />
      {frame.groups.length === 0 ? null : (
        <section className="stack">
          <h3>{t('byDeclared')}</h3>
          <Holdings
            groups={figures.declared}
            nameOf={(id) => {
              const names = frame.groups.find((group) => group.id === id)?.names ?? { en: id };
              return (
                <span lang={shownLanguage(names, i18n.language)}>{localised(names, i18n.language)}</span>
              );
            }}
            words={words}
            marked={false}
          />
        </section>
      )}
      <section className="stack">
        <h3>{t('computed')}</h3>
        {figures.points.length === 0 ? (
          <Notice tone="info">
            <p>{t('outcome.notShown')}</p>
          </Notice>
        ) : (
          <>
            <p className="soft small conversation-measure">{t('mapAbout')}</p>
            <div className="conversation-map-row">
              <OpinionMap figures={figures} place={place.data?.place} />
              <div className="stack">
                {isSeparate ? (
                  <>
                    <p>
                      {t('mapWords', {
                        people: t('mapPeople', { count: figures.placed }),
                        groups: t('mapGroups', { count: figures.computed.length }),
                      })}
                    </p>
                    <p className="soft small">
                      {t('quality', {
                        silhouette: (figures.silhouette ?? 0).toLocaleString(i18n.language, {
                          maximumFractionDigits: 2,
                        }),
                        survival: percent(figures.survival ?? 0),
                      })}
                    </p>
                  </>
                ) : (
                  <Notice tone="info">
                    <p>
                      {t(
                        figures.outcome === 'tooFewParticipants'
                          ? 'outcome.tooFewParticipants'
                          : 'outcome.noSeparateGroups',
                      )}
                    </p>
                  </Notice>
                )}
              </div>
            </div>
            {isSeparate ? (
              <Holdings
                groups={figures.computed}
                nameOf={(letter) => t('groupLetter', { letter })}
                words={words}
                marked
              />
            ) : null}
          </>
        )}
      </section>
      <section className="card">
        <h3>{t('flagged')}</h3>
        <BothWaysTable figures={figures} />
        <p className="small">{t('setAsideCount', { count: figures.aside })}</p>
        <p className="small">{t('straightLining', { count: figures.straightLining })}</p>
        <p className="small">
          {t('alikeAccounts', { count: figures.alike, families: figures.alikeFamilies })}
        </p>
        <p className="small">{t('arrivalBursts', { count: figures.arrivalBursts })}</p>
      </section>
      <OpenData
        path={conversationPath(deliberation, frame.id)}
        frame={frame}
        figures={figures}
        position={part.data?.position ?? figures.position}
      />
    </>
  );
};
