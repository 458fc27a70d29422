import { SETTING_ASIDE_REASONS, type SettingAsideReason } from '@plenary/consensus';
import { LIMITS, type AccountFlag, type FlaggedAccountsAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/api.ts';
import { accountsQuery, conversationPath, useRefreshConversation } from '../../lib/conversations.ts';
import { useRequest } from '../../lib/use-request.ts';
import { Awaiting } from '../../ui/Awaiting.tsx';
import { Button } from '../../ui/Button.tsx';
import { RequestNote } from '../../ui/RequestNote.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { ReasonedDialog } from './ReasonedDialog.tsx';
import { inRow } from '../../lib/lists.ts';

type Account = FlaggedAccountsAnswer['accounts'][number];

/** The reason that a flag suggests; whoever decides may choose another. */
const SUGGESTED: Readonly<Record<AccountFlag, SettingAsideReason>> = {
  straightLining: 'straightLining',
  alike: 'manyAccounts',
  burst: 'burst',
  nearDuplicates: 'nearDuplicates',
};

/** Accounts that are decided on together: a family, or one account that is flagged alone. */
interface Together {
  readonly key: string;
  readonly flag: AccountFlag;
  readonly accounts: readonly Account[];
  readonly at?: string;
  readonly statements?: readonly number[];
}

const togetherIn = ({ accounts, families }: FlaggedAccountsAnswer): readonly Together[] => {
  const known = new Map(accounts.map((one) => [one.account, one]));
  return [
    ...families.map(({ flag, accounts: named, at, statements }, place) => ({
      key: `${flag} ${place}`,
      flag,
      accounts: named.flatMap((account) => known.get(account) ?? []),
      ...(at === undefined ? {} : { at }),
      ...(statements === undefined ? {} : { statements }),
    })),
    ...accounts.flatMap((one) => {
      // Who is flagged no longer, and was decided on, is still to be found.
      const isAlone = one.flags.includes('straightLining') || one.flags.length === 0;
      return isAlone ? [{ key: one.account, flag: 'straightLining' as const, accounts: [one] }] : [];
    }),
  ];
};

/** Names of accounts that are told of one family. */
const NAMES_SHOWN = 12;

/** Flagged accounts, and what those who moderate decide on them. */
export const FlaggedAccounts = ({
  deliberation,
  conversation,
  isChair,
}: {
  readonly deliberation: string;
  readonly conversation: string;
  readonly isChair: boolean;
}) => {
  const { t, i18n } = useTranslation('conversation');
  const flagged = useQuery(accountsQuery(deliberation, conversation));
  const refresh = useRefreshConversation(deliberation, conversation);
  const asking = useRequest();
  if (flagged.data === undefined) return <Awaiting asked={[flagged]} />;
  const decide = async (accounts: readonly Account[], more: object): Promise<void> => {
    const named = accounts.slice(0, LIMITS.ACCOUNTS_ASIDE_MAX).map(({ account }) => account);
    const path = `${conversationPath(deliberation, conversation)}/accounts`;
    const end = await asking.ask(() => send('POST', path, { accounts: named, ...more }), refresh);
    // What found no answer may be done, and what was refused may be decided by somebody else.
    if (end !== 'answered') await refresh();
  };
  const mayDecide = ({ judged }: Account): boolean => isChair || judged?.withChair !== true;
  const rows = togetherIn(flagged.data);
  return (
    <section className="card">
      <h3>{t('accounts')}</h3>
      <p className="soft small conversation-measure">{t('accountsAbout')}</p>
      <RequestNote of={asking} />
      {rows.length === 0 ? <p className="soft">{t('accountsEmpty')}</p> : null}
      <ul className="conversation-queue">
        {rows.map(({ key, flag, accounts, at, statements }) => {
          const open = accounts.filter(mayDecide);
          const counted = open.filter(({ judged }) => judged?.status !== 'setAside');
          const aside = open.filter(({ judged }) => judged?.status === 'setAside');
          const appeals = accounts.filter(({ judged }) => judged?.appeal?.open === true);
          return (
            <li key={key} className="conversation-moderated">
              <p>
                {t(`flag.${flag}`)}
                {at === undefined ? '' : ` · ${showInstant(at, i18n.language)}`}
                {statements === undefined
                  ? ''
                  : ` · ${inRow(
                      i18n.language,
                      statements.map((one) => `#${one}`),
                    )}`}
              </p>
              <p className="soft small conversation-accounts">
                {t('accountsCount', { count: accounts.length })}:{' '}
                {accounts.slice(0, NAMES_SHOWN).map(({ account }) => (
                  <bdi key={account}>{account} </bdi>
                ))}
                {accounts.length > NAMES_SHOWN ? '…' : ''}
              </p>
              {appeals.map(({ account, judged }) => (
                <blockquote key={account} className="small" dir="auto">
                  {judged?.appeal?.words}
                </blockquote>
              ))}
              <div className="row">
                {[...new Set(accounts.flatMap(({ judged }) => judged?.reason ?? []))].map((reason) => (
                  <Tag key={reason} tone="warn">
                    {`${t('standing.setAside')} · ${t(`asideReason.${reason}`)}`}
                  </Tag>
                ))}
                {counted.length === 0 ? null : (
                  <ReasonedDialog
                    open={t('setAside')}
                    reasons={SETTING_ASIDE_REASONS}
                    first={SUGGESTED[flag]}
                    nameOf={(reason) => t(`asideReason.${reason}`)}
                    onDecide={(reason, note) =>
                      void decide(counted, {
                        outcome: 'setAside',
                        reason,
                        ...(note.trim() === '' ? {} : { note }),
                      })
                    }
                  />
                )}
                {aside.length === 0 ? null : (
                  <Button onClick={() => void decide(aside, { outcome: 'counted' })}>{t('takeBack')}</Button>
                )}
                {!isChair || appeals.length === 0 ? null : (
                  <Button
                    onClick={() =>
                      void decide(appeals, {
                        outcome: 'setAside',
                        reason: appeals[0]?.judged?.reason ?? SUGGESTED[flag],
                      })
                    }
                  >
                    {t('keepAside')}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
