import { createHash } from 'node:crypto';
import type { ConversationStore, NewConversationEntry } from '@plenary/db';
import type { DrawnConversation } from '@plenary/demonstration';
import { batchHash, canonicalJson, commitmentOf, EMPTY_LOG_HASH, SALT_BYTES } from '@plenary/ledger';
import { loggedEntry } from '../conversations/log-lane.ts';
import { KIND } from '../conversations/statement-board.ts';

/** A salt that nobody has to guess: what it hides is shown. */
const saltOf = (words: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`exercise ${words}`).digest()).subarray(0, SALT_BYTES);

/**
 * Puts what was drawn into the log of a conversation, in the order of time and in one batch: a seed that was interrupted
 * finds nothing of it, or all.
 */
export const seedConversation = async (
  store: ConversationStore,
  deliberation: string,
  conversation: string,
  { statements, participants }: DrawnConversation,
): Promise<void> => {
  const { number, position } = await store.open(deliberation, conversation, EMPTY_LOG_HASH);
  if (position > 0) return;
  const votes: NewConversationEntry[] = [];
  for (const { pseudonym, group, votes: cast } of participants) {
    const [first] = cast;
    if (first === undefined) continue;
    const joined = await store.join(number, {
      key: { tokenHash: createHash('sha256').update(`exercise ${pseudonym}`).digest('hex') },
      pseudonym,
      declared: group,
      at: first.at,
    });
    if (joined === undefined || joined === 'left') throw new Error(`${pseudonym} did not join`);
    for (const { statement, value, at } of cast)
      votes.push({
        kind: KIND.vote,
        participant: joined.number,
        pseudonym,
        statement,
        value,
        detail: '',
        at,
      });
  }
  const said = statements.map(({ words, lang, at }): NewConversationEntry => {
    const salt = saltOf(words);
    return {
      kind: KIND.statement,
      pseudonym: '',
      detail: canonicalJson({ lang, commitment: commitmentOf(salt, words) }),
      at,
      words: { text: words, salt },
    };
  });
  await store.append(
    number,
    [...said, ...votes.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))],
    (before, entries) => batchHash(before, entries.map(loggedEntry)),
  );
};
