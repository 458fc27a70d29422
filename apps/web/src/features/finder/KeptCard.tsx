import type { BodyState, DeliberationState, KeptPackage } from '@plenary/consensus';
import type { PackageSheetAnswer } from '@plenary/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { get, Refused } from '../../lib/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { ChairsText } from './ChairsText.tsx';
import { NoteSheet } from './NoteSheet.tsx';
import { PackageText } from './PackageText.tsx';
import { SheetColumn } from './SheetColumn.tsx';
import { ShareSheet } from './ShareSheet.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly kept: KeptPackage;
  readonly body: BodyState;
  readonly state: DeliberationState;
  readonly stream: string;
}

/** Each position makes an answer of its own, and nobody goes back to one that was. */
const KEPT_MS = 10_000;

/** Values that are never changed, by a number each: a name for what is too long to be one. */
const numbers = new WeakMap<object, number>();
let given = 0;
const numberOf = (value: object): number => {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  given += 1;
  numbers.set(value, given);
  return given;
};

/** A kept package counted from the positions of now. */
const FiguresNow = ({ kept, body, state }: Omit<Props, 'stream'>) => {
  const { t } = useTranslation('finder');
  const { data, error } = useQuery({
    queryKey: ['package', state.id, kept.id, numberOf(state.positions), numberOf(state.groupStatements)],
    queryFn: () => get<PackageSheetAnswer>(`/api/deliberations/${state.id}/packages/${kept.id}`),
    retry: false,
    // What was counted stays in sight until it is counted anew.
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  });
  if (error instanceof Refused) return <RefusalNote refusal={error.refusal} />;
  if (error !== null) return <Notice tone="warn">{t('away')}</Notice>;
  if (data === undefined) return <Loading />;
  return (
    <SheetColumn
      sheet={data.sheet}
      body={body}
      state={state}
      rule={kept.rule}
      title={t('kept.now', { title: kept.title })}
    />
  );
};

/** A package as those who conduct keep it: share, see the answers, take it back, make it a text. */
export const KeptCard = ({ kept, body, state, stream, mayIssue }: Props & { readonly mayIssue: boolean }) => {
  const { t } = useTranslation(['finder', 'vocabulary']);
  const words = useWords(body, state);
  const act = useAct(stream);
  const [sheet, setSheet] = useState<'share' | 'text' | 'note'>();
  const [counted, setCounted] = useState(false);
  const answers = state.packageAnswers[kept.id] ?? {};
  const isStale = kept.textHash !== state.revision?.hash;
  const isStanding = kept.withdrawn === undefined;
  const close = (): void => setSheet(undefined);
  return (
    <article className="card finder-kept" id={`package-${kept.id}`}>
      <header className="stack">
        <div className="row">
          <h3 dir="auto">{kept.title}</h3>
          {isStanding ? null : <Tag tone="bad">{t('finder:kept.withdrawn')}</Tag>}
          {isStale ? <Tag tone="warn">{t('finder:kept.stale')}</Tag> : null}
          <Tag>{kept.sharedWith.length === 0 ? t('finder:kept.notShared') : t('finder:kept.shared')}</Tag>
        </div>
        <p className="soft small">
          {t('finder:kept.about', {
            when: showInstant(kept.keptAt, words.lang),
            rule: words.rule(kept.rule),
          })}
        </p>
        {kept.note === undefined || kept.note === '' ? null : (
          <p dir="auto">
            <strong>{t('finder:kept.note')}</strong> {kept.note}{' '}
            {kept.notedAt === undefined ? null : (
              <span className="soft small">{showInstant(kept.notedAt, words.lang)}</span>
            )}
          </p>
        )}
        {kept.withdrawn === undefined ? null : (
          <Notice tone="warn">
            <bdi>{kept.withdrawn.reason}</bdi>
          </Notice>
        )}
      </header>
      <details>
        <summary>{t('finder:kept.text')}</summary>
        <PackageText kept={kept} state={state} words={words} />
      </details>
      {kept.sharedWith.length === 0 ? null : (
        <section className="stack">
          <h4>
            {t('finder:kept.answers', { count: Object.keys(answers).length, all: kept.sharedWith.length })}
          </h4>
          <ul className="finder-answers">
            {kept.sharedWith.map((id) => {
              const reply = answers[id];
              return (
                <li key={id}>
                  <StanceMark stance={reply?.stance ?? 'silent'} />
                  <bdi>{words.member(id)}</bdi>
                  <span className="soft">
                    {reply === undefined ? t('finder:kept.waiting') : t(`vocabulary:stance.${reply.stance}`)}
                  </span>
                  {reply === undefined || reply.reason === '' ? null : <q dir="auto">{reply.reason}</q>}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {counted ? <FiguresNow kept={kept} body={body} state={state} /> : null}
      <RefusalNote refusal={act.refusal} />
      {isStanding ? (
        <div className="row">
          <Button tone="primary" disabled={isStale} onClick={() => setSheet('share')}>
            {t('finder:share.open')}
          </Button>
          <Button disabled={isStale} onClick={() => setCounted(!counted)}>
            {t(counted ? 'finder:kept.hideNow' : 'finder:kept.showNow')}
          </Button>
          <Button disabled={isStale} onClick={() => setSheet('text')}>
            {t('finder:text.open')}
          </Button>
          <Button onClick={() => setSheet('note')}>{t('finder:annotate.open')}</Button>
          <ReasonDialog
            open={t('finder:kept.withdraw')}
            question={t('finder:kept.withdrawWhy')}
            onReason={(reason) => void act.perform({ type: 'withdrawPackage', package: kept.id, reason })}
          />
        </div>
      ) : null}
      {sheet === 'share' ? <ShareSheet {...{ kept, body, words, stream }} onClose={close} /> : null}
      {sheet === 'note' ? <NoteSheet kept={kept} stream={stream} onClose={close} /> : null}
      {sheet === 'text' ? <ChairsText {...{ kept, body, state, stream, mayIssue }} onClose={close} /> : null}
    </article>
  );
};

/** A package as a delegation sees it with which it was shared. */
export const SharedCard = ({
  kept,
  body,
  state,
  stream,
  member,
  mayBind,
}: Props & { readonly member: string; readonly mayBind: boolean }) => {
  const { t } = useTranslation('finder');
  const words = useWords(body, state);
  const reply = state.packageAnswers[kept.id]?.[member];
  const isStale = kept.textHash !== state.revision?.hash;
  return (
    <article className="card finder-kept" id={`package-${kept.id}`}>
      <header className="stack">
        <div className="row">
          <h3 dir="auto">{kept.title}</h3>
          <Tag tone="accent">{t('shared.tag')}</Tag>
          {kept.withdrawn === undefined ? null : <Tag tone="bad">{t('kept.withdrawn')}</Tag>}
          {isStale ? <Tag tone="warn">{t('kept.stale')}</Tag> : null}
        </div>
        <p className="soft small">{t('shared.with', { members: words.members(kept.sharedWith, 12) })}</p>
        {kept.words === undefined || kept.words === '' ? null : (
          <blockquote dir="auto" className="finder-cover">
            {kept.words}
          </blockquote>
        )}
        {kept.withdrawn === undefined ? null : (
          <Notice tone="warn">
            <bdi>{kept.withdrawn.reason}</bdi>
          </Notice>
        )}
      </header>
      <PackageText kept={kept} state={state} words={words} />
      {kept.withdrawn === undefined ? (
        <AnswerForm
          key={`${reply?.stance ?? ''} ${reply?.at ?? ''}`}
          id={kept.id}
          reply={reply}
          stream={stream}
          mayBind={mayBind}
        />
      ) : null}
    </article>
  );
};
