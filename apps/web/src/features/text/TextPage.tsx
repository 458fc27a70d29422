import {
  entryOfRevision,
  holdsPositions,
  WHOLE_TEXT,
  type Decision,
  type ItemStand,
} from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amendedText, type RemovedParagraph } from '../../lib/amended.ts';
import { ComposeLink } from '../../lib/ComposeLink.tsx';
import { composingOf } from '../../lib/composing.ts';
import { useHere } from '../../lib/deliberation.ts';
import { ReadElsewhere } from '../../lib/ReadElsewhere.tsx';
import { useSession } from '../../lib/session.ts';
import { useStands } from '../../lib/stands.ts';
import { OpenWindows } from '../../lib/OpenWindows.tsx';
import { TextSponsorsCard } from '../../lib/TextSponsorsCard.tsx';
import { useOrigins } from '../../lib/use-origins.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import './text.css';
import { inRow } from '../../lib/lists.ts';
import { paragraphLabel } from '../../lib/paragraph-label.ts';

// Who reads the text needs no comparison at first.
const Origins = lazy(async () => ({ default: (await import('./Origins.tsx')).Origins }));
const Compared = lazy(async () => ({ default: (await import('./Compared.tsx')).Compared }));

const TONES = {
  open: 'plain',
  bracketed: 'warn',
  pending: 'plain',
  contested: 'warn',
  acceptable: 'accent',
  deferred: 'warn',
  deletionProposed: 'warn',
  agreedAdRef: 'good',
  adopted: 'good',
} as const;

/** What was decided and under which rule, above the text. */
const DecisionNotice = ({ decision }: { readonly decision: Decision | undefined }) => {
  const { t, i18n } = useTranslation(['text', 'vocabulary']);
  if (decision?.outcome === undefined || decision.decidedAt === undefined || decision.item !== WHOLE_TEXT)
    return null;
  const facts = {
    rule: localised(decision.rule.names ?? { en: decision.rule.id }, i18n.language),
    date: showInstant(decision.decidedAt, i18n.language),
  };
  return (
    <Notice tone={decision.outcome === 'adopted' ? 'good' : 'warn'}>
      <p>{t(`text:decided.${decision.outcome}`, facts)}</p>
    </Notice>
  );
};

const StandLine = ({ row }: { readonly row: ItemStand }) => {
  const { t } = useTranslation(['text', 'vocabulary']);
  const inFavour = row.counts.support + row.counts.accept;
  return (
    <div className="text-stand">
      <Tag tone={TONES[row.state]}>{t(`vocabulary:itemState.${row.state}`)}</Tag>
      <StanceBar counts={row.counts} members={row.members} />
      <span className="text-figure">{t('text:inFavour', { count: inFavour, of: row.members })}</span>
      {row.objectors.length > 0 ? (
        <span className="text-figure text-objections">
          {t('text:objections', { count: row.objectors.length })}
        </span>
      ) : null}
      {row.stale.length > 0 ? (
        <span className="text-figure">{t('text:stale', { count: row.stale.length })}</span>
      ) : null}
    </div>
  );
};

/** By which amendments a paragraph was changed since the revision was issued. */
const AmendedBy = ({ by, sentence }: { readonly by: readonly string[]; readonly sentence: string }) => {
  const { id } = useHere();
  return (
    <p className="text-amended">
      {sentence}{' '}
      {by.map((amendment, at) => (
        <span key={amendment}>
          {at === 0 ? null : ' · '}
          {amendment.startsWith('D') ? (
            <Link to="/deliberations/$id/amendments/order" params={{ id }}>
              <bdi>{amendment}</bdi>
            </Link>
          ) : amendment.startsWith('L') ? (
            <Link to="/deliberations/$id/history" params={{ id }}>
              <bdi>{amendment}</bdi>
            </Link>
          ) : (
            <Link to="/deliberations/$id/amendments/$amendment" params={{ id, amendment }}>
              <bdi>{amendment}</bdi>
            </Link>
          )}
        </span>
      ))}
    </p>
  );
};

/** What amendments took out of the text behind this place. */
const Removed = ({
  paragraphs = [],
  lang,
}: {
  readonly paragraphs: readonly RemovedParagraph[] | undefined;
  readonly lang: string;
}) => {
  const { t } = useTranslation('text');
  return paragraphs.map(({ by, before }) => (
    <div key={before.pid} className="text-removed">
      <p className="text-words text-compared" lang={lang} dir="auto">
        <del>{before.text}</del>
      </p>
      <AmendedBy by={by} sentence={t('deletedBy')} />
    </div>
  ));
};

/** The text with numbered paragraphs and where each stands. */
export const TextPage = () => {
  const { t, i18n } = useTranslation(['text', 'vocabulary']);
  const { body, state, id } = useHere();
  const rows = useStands(body, state);
  const origins = useOrigins(id, state.textSteps.length);
  const { revision } = state;
  const [comparing, setComparing] = useState(false);
  const { revision: inForce, revisions, textSteps, amendments } = state;
  const amended = useMemo(
    () => amendedText({ revision: inForce, revisions, textSteps, amendments }),
    [inForce, revisions, textSteps, amendments],
  );
  const pending = useMemo(
    () => Object.values(amendments).filter((amendment) => amendment.state === 'submitted').length,
    [amendments],
  );
  const account = useSession()?.account;
  const composing = state.phase === 'open' ? composingOf(body, account) : undefined;
  if (revision === undefined) return <Empty title={t('text:none')} />;
  const byItem = new Map(rows.map((row) => [row.item, row]));
  const whole = byItem.get('text');
  return (
    <article className="text-page">
      <DecisionNotice
        decision={state.decisions.findLast(
          ({ outcome, item }) => outcome !== undefined && item === WHOLE_TEXT,
        )}
      />
      <OpenWindows deliberation={id} />
      <TextSponsorsCard />
      <ReadElsewhere entry={entryOfRevision(body, state)} />
      {revision.amendedBy === undefined && pending === 0 && revisions.length < 2 ? null : (
        <div className="row no-print text-ways">
          {revision.amendedBy === undefined ? null : (
            <>
              <span className="small">{t('text:amended', { count: revision.amendedBy.length })}</span>
              <Button aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
                {t(comparing ? 'text:showText' : 'text:showChanges')}
              </Button>
            </>
          )}
          {revision.amendedBy === undefined && revisions.length < 2 ? null : (
            <Link to="/deliberations/$id/revisions" params={{ id }} search={{}} className="small">
              {t('text:versions')}
            </Link>
          )}
          {pending === 0 ? null : (
            <Link to="/deliberations/$id/amendments" params={{ id }} search={{}} className="small">
              {t('text:pending', { count: pending })}
            </Link>
          )}
        </div>
      )}
      {whole === undefined ? null : (
        <section className="text-whole" aria-label={t('text:whole')}>
          <h2 className="small soft">{t('text:whole')}</h2>
          <StandLine row={whole} />
        </section>
      )}
      {comparing ? <Removed paragraphs={amended.removed.get('')} lang={revision.lang} /> : null}
      {revision.paragraphs.map((paragraph) => {
        const row = byItem.get(paragraph.pid);
        const change = amended.paragraphs.get(paragraph.pid);
        const isCompared = comparing && change !== undefined;
        return (
          <section
            key={paragraph.pid}
            id={paragraph.pid}
            className={`text-row text-level-${paragraph.level}`}
          >
            <div className="text-margin">
              {paragraph.label === '' ? null : <bdi>{printedLabel(paragraph.label, revision.lang)}</bdi>}
            </div>
            <div className="text-body">
              {isCompared ? (
                <Suspense fallback={<ParagraphText paragraph={paragraph} lang={revision.lang} />}>
                  <Compared before={change.before?.text ?? ''} now={paragraph.text} lang={revision.lang} />
                </Suspense>
              ) : (
                <ParagraphText paragraph={paragraph} lang={revision.lang} />
              )}
              {origins.has(paragraph.pid) ? (
                <Suspense fallback={null}>
                  <Origins origins={origins.get(paragraph.pid) ?? []} body={body} />
                </Suspense>
              ) : null}
              {change === undefined ? null : <AmendedBy by={change.by} sentence={t('text:amendedBy')} />}
              {composing !== undefined &&
              holdsPositions(paragraph) &&
              state.marks[paragraph.pid]?.status !== 'agreedAdRef' ? (
                <ComposeLink
                  paragraph={paragraph.pid}
                  oral={composing === 'oral'}
                  className="text-amend small no-print"
                >
                  <span aria-hidden="true">{t(composing === 'own' ? 'text:amend' : 'text:amendOral')}</span>
                  <span className="visually-hidden">
                    {t(composing === 'own' ? 'text:amendThis' : 'text:amendThisOral', {
                      label: printedLabel(paragraph.label, revision.lang),
                    })}
                  </span>
                </ComposeLink>
              ) : null}
              {comparing ? (
                <Removed paragraphs={amended.removed.get(paragraph.pid)} lang={revision.lang} />
              ) : null}
            </div>
            {row !== undefined && holdsPositions(paragraph) ? <StandLine row={row} /> : null}
          </section>
        );
      })}
      {state.explanations.length === 0 ? null : (
        <section className="text-statements stack">
          <h2>{t('text:statements')}</h2>
          {state.explanations.map(({ id, member, kind, text, lang, paragraphs }) => (
            <blockquote key={id} className="text-statement">
              <p className="small soft">
                <bdi>{localised(body.members[member]?.names ?? { en: member }, i18n.language)}</bdi> ·{' '}
                {t(`vocabulary:explanation.${kind}`)}
                {paragraphs.length === 0
                  ? null
                  : ` · ${inRow(
                      i18n.language,
                      paragraphs.map((pid) => paragraphLabel(state, pid) ?? pid),
                    )}`}
              </p>
              <p lang={lang} dir="auto">
                {text}
              </p>
            </blockquote>
          ))}
        </section>
      )}
    </article>
  );
};
