import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import type { LiveText } from '../../lib/live-text/index.ts';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { Workspace } from './Workspace.tsx';
import { useLiveText, useObserved } from './use-live-text.ts';
import './drafting.css';

const Opened = ({ live, document }: { readonly live: LiveText; readonly document: string }) => {
  const { t } = useTranslation('drafting');
  const { id, body, state, stream } = useHere();
  const { connection, isLoaded, refusal } = useObserved(live.state);
  const rights = useObserved(live.rights);
  const found = state.documents[document];
  if (found === undefined) return null;
  if (!isLoaded || (rights === undefined && connection !== 'away')) {
    if (connection === 'outdated') return <Empty title={t('line.outdated')} />;
    if (connection === 'closed') return <RefusalNote refusal={refusal} />;
    return <Loading />;
  }
  return (
    <Workspace
      live={live}
      document={found}
      deliberation={id}
      stream={stream}
      body={body}
      state={state}
      // Without the service nobody knows the rights: what is on this device can be read.
      rights={rights ?? { role: 'read', delegation: '', person: '', closed: [], opened: [] }}
    />
  );
};

/** One live document: read, written and talked about by all who may. */
export const EditorPage = () => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const { document } = useParams({ strict: false });
  const { id, state } = useHere();
  const session = useSession();
  if (session === undefined) return <Loading />;
  const found = document === undefined ? undefined : state.documents[document];
  if (document === undefined || found === undefined)
    return (
      <Empty title={t('drafting:unknown')}>
        <Link to="/deliberations/$id/drafts" params={{ id }}>
          {t('drafting:toDocuments')}
        </Link>
      </Empty>
    );
  return <Opening key={document} document={document} account={session.account?.id ?? ''} />;
};

const Opening = ({ document, account }: { readonly document: string; readonly account: string }) => {
  const { id } = useHere();
  const live = useLiveText(id, document, account);
  return live === undefined ? <Loading /> : <Opened live={live} document={document} />;
};
