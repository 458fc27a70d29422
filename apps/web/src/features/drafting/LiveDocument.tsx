import type { BodyState, DeliberationState, DraftingDocument } from '@plenary/consensus';
import type { LiveRights } from '@plenary/protocol';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import type { LiveText } from '../../lib/live-text/index.ts';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { useLiveText, useObserved, useObservedPart } from './use-live-text.ts';
import '../../ui/field.css';
import './workspace.css';
import './tools.css';
import './live-text.css';
import './who.css';
import './margin/margin.css';
import './plain-text.css';
import './opened/opened.css';
import { AwaitedSession } from '../../lib/Awaited.tsx';

/** A live document that is open, with everything its pages need. */
export interface OpenedDocument {
  readonly live: LiveText;
  readonly rights: LiveRights;
  readonly document: DraftingDocument;
  readonly deliberation: string;
  readonly stream: string;
  readonly body: BodyState;
  readonly state: DeliberationState;
}

type Show = (opened: OpenedDocument) => ReactNode;

/** Without the service nobody knows the rights: what is on this device can be read. */
const READ_ONLY: LiveRights = { role: 'read', delegation: '', person: '', closed: [], opened: [] };

const Opened = ({
  live,
  document,
  show,
}: {
  readonly live: LiveText;
  readonly document: DraftingDocument;
  readonly show: Show;
}) => {
  const { t } = useTranslation('drafting');
  const { id: deliberation, body, state, stream } = useHere();
  const connection = useObservedPart(live.state, (now) => now.connection);
  const isLoaded = useObservedPart(live.state, (now) => now.isLoaded);
  const refusal = useObservedPart(live.state, (now) => now.refusal);
  const rights = useObserved(live.rights);
  // What this person may no longer read is shown no longer.
  if (connection === 'closed') return <RefusalNote refusal={refusal} />;
  if (!isLoaded || (rights === undefined && connection !== 'away'))
    return connection === 'outdated' ? <Empty title={t('line.outdated')} /> : <Loading />;
  return show({ live, rights: rights ?? READ_ONLY, document, deliberation, stream, body, state });
};

const Opening = ({
  document,
  account,
  show,
}: {
  readonly document: DraftingDocument;
  readonly account: string;
  readonly show: Show;
}) => {
  const { id } = useHere();
  const live = useLiveText(id, document.id, account);
  return live === undefined ? <Loading /> : <Opened live={live} document={document} show={show} />;
};

/** Opens the document that the address names, for as long as the page is there. */
export const LiveDocument = ({ children: show }: { readonly children: Show }) => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const { document } = useParams({ strict: false });
  const { id, state } = useHere();
  const session = useSession();
  if (session === undefined) return <AwaitedSession />;
  const found = document === undefined ? undefined : state.documents[document];
  if (found === undefined)
    return (
      <Empty title={t('drafting:unknown')}>
        <Link to="/deliberations/$id/drafts" params={{ id }}>
          {t('drafting:toDocuments')}
        </Link>
      </Empty>
    );
  return <Opening key={found.id} document={found} account={session.account?.id ?? ''} show={show} />;
};
