import type { CommentAuthors, CommentId } from '@plenary/consensus';
import type { ConsultationStore } from '@plenary/db';

const ACCOUNT = 'account:';

/** Accounts that wrote comments, by the comments; of a browser, and of what was erased, nobody is known. */
export const commentAuthors =
  (words: ConsultationStore) =>
  async (consultation: string, comments: readonly CommentId[]): Promise<CommentAuthors> => {
    const kept = await words.words(
      consultation,
      comments.map((id) => Number(id.slice(1))),
    );
    return new Map(
      kept.flatMap(({ comment, owner }) =>
        owner.startsWith(ACCOUNT) ? [[`c${comment}`, owner.slice(ACCOUNT.length)]] : [],
      ),
    );
  };
