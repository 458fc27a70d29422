import { printedLabel } from '@plenary/text';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHOWN_STANCES, type Refusal } from '@plenary/consensus';
import { Refused, Unreachable } from '../../../lib/api.ts';
import { nextRevision } from '../../../lib/next-revision.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNote } from '../../../ui/RefusalNote.tsx';
import { StanceMark } from '../../../ui/StanceMark.tsx';
import { showInstant } from '../../../ui/instant.ts';
import { useSession } from '../../../lib/session.ts';
import { DocumentHead } from '../DocumentHead.tsx';
import { LiveDocument, type OpenedDocument } from '../LiveDocument.tsx';
import { documentApi } from '../live-api.ts';
import { Who } from '../margin/Who.tsx';
import { useNames } from '../names.ts';
import { Comparison } from '../history/Comparison.tsx';
import { useSittings } from '../history/sittings.ts';
import './revision.css';
import { inRow, listed } from '../../../lib/lists.ts';
import { Awaiting } from '../../../ui/Awaiting.tsx';

const ISSUING: readonly string[] = ['secretariat', 'chair'];

const Issue = ({ opened }: { readonly opened: OpenedDocument }) => {
  const { t, i18n } = useTranslation(['drafting', 'vocabulary', 'text']);
  const { deliberation, document, body, state } = opened;
  const nameOf = useNames(body);
  const kind = useSession()?.account?.kind;
  const api = useMemo(() => documentApi(deliberation, document.id), [deliberation, document.id]);
  const [moment, setMoment] = useState<number>();
  const [symbol, setSymbol] = useState(() => nextRevision(body, state));
  // One key for a symbol and a moment: what is asked again after a cut line is not issued twice.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [isSure, setSure] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [isUnreachable, setUnreachable] = useState(false);
  const [issued, setIssued] = useState<string>();
  const sittings = useSittings(api).data;
  const preview = useQuery({
    queryKey: ['revision', api.base, moment ?? 'now', state.revision?.hash],
    queryFn: () => api.preview(moment),
    placeholderData: (previous) => previous,
  });
  const { data, error, isPlaceholderData } = preview;
  if (!ISSUING.some((one) => one === kind)) return <Empty title={t('drafting:revision.notYours')} />;
  if (error instanceof Refused) return <RefusalNote refusal={error.refusal} />;
  if (data === undefined) return <Awaiting asked={[preview]} />;
  const labels = new Map(
    data.paragraphs.map(({ source, label }) => [source, printedLabel(label, document.lang)]),
  );
  const labelOf = (item: string): string =>
    item === 'text'
      ? t('text:whole')
      : (state.revision?.paragraphs.find(({ pid }) => pid === item)?.label ?? item);
  const issue = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    setUnreachable(false);
    try {
      await api.issue({ symbol: symbol.trim(), moment: data.moment }, key);
      setIssued(symbol.trim());
    } catch (failure) {
      if (failure instanceof Refused) setRefusal(failure.refusal);
      else if (failure instanceof Unreachable) setUnreachable(true);
      else throw failure;
    } finally {
      setBusy(false);
      setSure(false);
    }
  };
  if (issued !== undefined)
    return (
      <Notice tone="good" live>
        <p>{t('drafting:revision.issued', { symbol: issued })}</p>
        <p>
          <Link to="/deliberations/$id" params={{ id: deliberation }}>
            {t('drafting:revision.toText')}
          </Link>
        </p>
      </Notice>
    );
  const stale = new Map<string, (typeof data.stale)[number][]>();
  for (const one of data.stale) stale.set(one.item, [...(stale.get(one.item) ?? []), one]);
  return (
    <div className="stack revision">
      <form
        className="card revision-form"
        onSubmit={(event) => {
          event.preventDefault();
          setSure(true);
        }}
      >
        <Field
          label={t('drafting:revision.symbol')}
          hint={t('drafting:revision.inForce', { symbol: state.revision?.symbol ?? '—' })}
        >
          {(control) => (
            <input
              {...control}
              required
              dir="ltr"
              maxLength={100}
              value={symbol}
              onChange={(event) => {
                setSymbol(event.target.value);
                setKey(crypto.randomUUID());
              }}
            />
          )}
        </Field>
        <Field
          label={t('drafting:revision.moment')}
          hint={t('drafting:revision.asOf', { date: showInstant(data.at, i18n.language) })}
        >
          {(control) => (
            <select
              {...control}
              value={moment ?? ''}
              onChange={(event) => {
                setMoment(event.target.value === '' ? undefined : Number(event.target.value));
                setKey(crypto.randomUUID());
              }}
            >
              <option value="">{t('drafting:revision.now')}</option>
              {(sittings?.sittings ?? []).toReversed().map(({ to, until, delegation }) => (
                <option key={to} value={to}>
                  {`${showInstant(until, i18n.language)} · ${delegation === '' ? t('drafting:writers.first') : nameOf(delegation)}`}
                </option>
              ))}
            </select>
          )}
        </Field>
        {isSure ? (
          <div className="revision-sure">
            <p>{t('drafting:revision.sure', { symbol })}</p>
            <div className="row">
              <Button
                tone="primary"
                // What stands here until the moment that was chosen has come is another one.
                busy={isBusy || isPlaceholderData}
                onClick={() => void issue()}
              >
                {t('drafting:revision.confirm')}
              </Button>
              <Button tone="quiet" onClick={() => setSure(false)}>
                {t('drafting:cancel')}
              </Button>
            </div>
          </div>
        ) : (
          <Button type="submit" tone="primary" disabled={symbol.trim() === ''}>
            {t('drafting:revision.issue')}
          </Button>
        )}
        <RefusalNote refusal={refusal} />
        {isUnreachable ? (
          <Notice tone="warn" live>
            {t('drafting:revision.unreachable')}
          </Notice>
        ) : null}
      </form>
      <section className="card" aria-labelledby="revision-open">
        <h3 id="revision-open">{t('drafting:revision.open')}</h3>
        <p>{t('drafting:revision.suggestions', { count: data.suggestions.length })}</p>
        {data.suggestions.length === 0 ? null : (
          <ul className="revision-list">
            {data.suggestions.map(({ id, delegation, paragraphs, inserted, deleted }) => (
              <li key={id}>
                <Who delegation={delegation} name={nameOf(delegation)} />{' '}
                <bdi className="soft">
                  {inRow(
                    i18n.language,
                    paragraphs.map((one) => labels.get(one) ?? '').filter((label) => label !== ''),
                  )}
                </bdi>{' '}
                <span className="margin-changes">
                  {deleted === '' ? null : <del dir="auto">{deleted}</del>}
                  {inserted === '' ? null : <ins dir="auto">{inserted}</ins>}
                </span>
              </li>
            ))}
          </ul>
        )}
        <p>{t('drafting:revision.brackets', { count: data.brackets.length })}</p>
        {data.brackets.length === 0 ? null : (
          <details>
            <summary>{t('drafting:revision.showBrackets')}</summary>
            <ul className="revision-list">
              {data.brackets.map(({ id, paragraph, text }, at) => (
                <li key={`${id}-${at}`}>
                  <bdi className="soft">{labels.get(paragraph) ?? ''}</bdi>{' '}
                  <span className="bracket-words" dir="auto">
                    [{text}]
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
        {data.dangling.length === 0 ? null : (
          <Notice tone="warn">
            {t('drafting:revision.dangling')}{' '}
            <bdi>
              {listed(
                i18n.language,
                data.dangling.map((one) => labels.get(one) || t('drafting:opened.unnamed')),
              )}
            </bdi>
          </Notice>
        )}
        <p>{t('drafting:revision.stale', { count: data.stale.length })}</p>
        {stale.size === 0 ? null : (
          <details>
            <summary>{t('drafting:revision.showStale')}</summary>
            <ul className="revision-list">
              {[...stale].map(([item, positions]) => (
                <li key={item}>
                  <bdi className="soft">{labelOf(item)}</bdi>{' '}
                  {positions.map(({ member, stance }) => (
                    <span key={member} className="revision-stance">
                      <StanceMark
                        stance={SHOWN_STANCES.find((shown) => shown === stance) ?? 'silent'}
                        size={12}
                      />{' '}
                      <bdi>{nameOf(member)}</bdi>
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section className="card" aria-labelledby="revision-compare">
        <h3 id="revision-compare">{t('drafting:revision.comparison')}</h3>
        <Comparison paragraphs={data.comparison} lang={document.lang} nameOf={nameOf} />
      </section>
    </div>
  );
};

/** Where a revision is issued from the working text: what it would mean, and the decision. */
export const RevisionPage = () => {
  const { t } = useTranslation('drafting');
  return (
    <LiveDocument>
      {(opened) => (
        <div className="stack">
          <DocumentHead
            document={opened.document}
            deliberation={opened.deliberation}
            title={t('revision.title')}
          />
          <Issue opened={opened} />
        </div>
      )}
    </LiveDocument>
  );
};
