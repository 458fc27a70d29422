import type { Conversation } from '@plenary/consensus';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHere } from '../../lib/deliberation.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ConversationHead } from './ConversationHead.tsx';
import { ModerationBoard } from './ModerationBoard.tsx';
import { OpinionBoard } from './OpinionBoard.tsx';
import { VoteBoard } from './VoteBoard.tsx';

/** A page of one conversation, or word that there is none. */
const InConversation = ({
  children,
}: {
  readonly children: (id: string, frame: Conversation) => ReactNode;
}) => {
  const { t } = useTranslation('conversation');
  const { conversation = '' } = useParams({ strict: false });
  const { id, state } = useHere();
  const frame = Object.hasOwn(state.conversations, conversation)
    ? state.conversations[conversation]
    : undefined;
  if (frame === undefined) return <Empty title={t('none')} />;
  return (
    <div className="stack conversation">
      <ConversationHead id={id} frame={frame} />
      {children(id, frame)}
    </div>
  );
};

export const ConversationVotePage = () => (
  <InConversation>
    {(id, frame) => <VoteBoard key={frame.id} deliberation={id} frame={frame} />}
  </InConversation>
);
export const ConversationOpinionsPage = () => (
  <InConversation>{(id, frame) => <OpinionBoard deliberation={id} frame={frame} />}</InConversation>
);
export const ConversationModerationPage = () => (
  <InConversation>{(id, frame) => <ModerationBoard deliberation={id} frame={frame} />}</InConversation>
);
