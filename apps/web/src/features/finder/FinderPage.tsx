import type { KeptPackage } from '@plenary/consensus';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { KeptCard, SharedCard } from './KeptCard.tsx';
import { Progress } from './Progress.tsx';
import { Results } from './Results.tsx';
import { SearchForm } from './SearchForm.tsx';
import { useSearch } from './use-search.ts';
import { useWords } from './use-words.ts';
import './finder.css';

/** Ids are `k1`, `k2` …: the latest first. */
const latestFirst = (packages: Readonly<Record<string, KeptPackage>>): readonly KeptPackage[] =>
  Object.values(packages).toSorted((a, b) => Number(b.id.slice(1)) - Number(a.id.slice(1)));

/** For those who conduct: looking for packages, and those they keep. */
const Conducting = ({ mayIssue }: { readonly mayIssue: boolean }) => {
  const { t } = useTranslation('finder');
  const { id, body, state, stream } = useHere();
  const words = useWords(body, state);
  const { state: search, start, stop } = useSearch(id);
  const kept = latestFirst(state.packages);
  return (
    <div className="stack finder">
      <PageHead title={t('title')} lead={t('lead')} />
      {state.phase === 'open' ? (
        <SearchForm
          body={body}
          state={state}
          words={words}
          busy={search.kind === 'running'}
          onSearch={(wanted) => void start(wanted)}
        />
      ) : (
        <Notice tone="info">{t('notOpen')}</Notice>
      )}
      {search.kind === 'running' ? (
        <Progress progress={search.progress} words={words} onStop={() => void stop()} />
      ) : null}
      {search.kind === 'refused' ? <RefusalNote refusal={search.refusal} /> : null}
      {search.kind === 'away' ? (
        <Notice tone="warn" live>
          {t('away')}
        </Notice>
      ) : null}
      {search.kind === 'done' ? (
        <Results answer={search.answer} body={body} state={state} stream={stream} />
      ) : null}
      <section className="stack" aria-labelledby="kept-packages">
        <h2 id="kept-packages">{t('kept.title')}</h2>
        {kept.length === 0 ? (
          <p className="soft">{t('kept.none')}</p>
        ) : (
          kept.map((one) => (
            <KeptCard key={one.id} kept={one} body={body} state={state} stream={stream} mayIssue={mayIssue} />
          ))
        )}
      </section>
    </div>
  );
};

/** For a delegation: the packages that were shared with it. */
const Delegation = ({ member, mayBind }: { readonly member: string; readonly mayBind: boolean }) => {
  const { t } = useTranslation('finder');
  const { body, state, stream } = useHere();
  const shared = latestFirst(state.packages);
  return (
    <div className="stack finder finder-delegation">
      <PageHead title={t('shared.title')} lead={t('shared.lead')} />
      {shared.length === 0 ? (
        <Empty title={t('shared.none')} />
      ) : (
        shared.map((kept) => (
          <SharedCard
            key={kept.id}
            kept={kept}
            body={body}
            state={state}
            stream={stream}
            member={member}
            mayBind={mayBind}
          />
        ))
      )}
    </div>
  );
};

/** Compromise finder: it proposes, people decide. */
export const FinderPage = () => {
  const { t } = useTranslation('finder');
  const account = useSession()?.account;
  const { state } = useHere();
  if (account === undefined) return <Empty title={t('notForYou')} />;
  if (account.kind === 'chair' || account.kind === 'facilitator' || account.kind === 'secretariat') {
    if (state.revision === undefined) return <Empty title={t('noText')} />;
    return <Conducting mayIssue={account.kind !== 'facilitator'} />;
  }
  if (account.kind === 'delegate' && account.member !== undefined)
    return <Delegation member={account.member} mayBind={account.mayBind} />;
  return <Empty title={t('notForYou')} />;
};
