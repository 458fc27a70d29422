import { conversationPhase, type Conversation } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised, shownLanguage } from '../../ui/localised.ts';
import './conversation.css';

/** Whether a conversation is open, and until when. */
export const PhaseTag = ({ frame }: { readonly frame: Conversation }) => {
  const { t, i18n } = useTranslation('conversation');
  const now = useNow();
  const phase = conversationPhase(frame, new Date(now).toISOString());
  const instants = {
    announced: frame.opensAt,
    open: frame.closesAt,
    closed: frame.closedAt ?? frame.closesAt,
  };
  return (
    <Tag tone={phase === 'open' ? 'good' : 'plain'}>
      {t(phase, { date: showInstant(instants[phase], i18n.language) })}
    </Tag>
  );
};

/** Title and question of a conversation, and the ways between its pages. */
export const ConversationHead = ({ id, frame }: { readonly id: string; readonly frame: Conversation }) => {
  const { t, i18n } = useTranslation('conversation');
  const kind = useSession()?.account?.kind;
  const params = { id, conversation: frame.id };
  return (
    <header className="conversation-head">
      <PhaseTag frame={frame} />
      <h2 dir="auto" lang={shownLanguage(frame.title, i18n.language)}>
        {localised(frame.title, i18n.language)}
      </h2>
      <p className="conversation-question" dir="auto" lang={shownLanguage(frame.question, i18n.language)}>
        {localised(frame.question, i18n.language)}
      </p>
      <nav className="conversation-ways no-print" aria-label={localised(frame.title, i18n.language)}>
        <Link
          to="/deliberations/$id/conversations/$conversation"
          params={params}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t('vote')}
        </Link>
        <Link to="/deliberations/$id/conversations/$conversation/opinions" params={params}>
          {t('opinions')}
        </Link>
        <Link to="/deliberations/$id/conversations/$conversation/moderation" params={params}>
          {t('moderation')}
        </Link>
      </nav>
      {kind === 'secretariat' ? null : (
        <details className="small">
          <summary>{t('policy')}</summary>
          <p dir="auto" lang={shownLanguage(frame.policy, i18n.language)}>
            {localised(frame.policy, i18n.language)}
          </p>
        </details>
      )}
    </header>
  );
};
