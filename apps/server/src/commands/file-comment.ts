import { commentWordsRefusal, type ConsultationAct, type SaidInComment } from '@plenary/consensus';
import type { ConsultationStore } from '@plenary/db';
import { canonicalJson, commitmentOf, SALT_BYTES } from '@plenary/ledger';
import { LIMITS, type FileCommentRequest } from '@plenary/protocol';
import { createHash } from 'node:crypto';
import type { RandomBytes } from '../identity/token.ts';
import type { Commenter } from '../identity/commenter.ts';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { refused, refusedByRules } from '../refused.ts';
import type { Performed } from '../streams/act-to-perform.ts';
import type { HeldStates } from '../streams/held-states.ts';
import type { StreamWriter } from '../streams/writer.ts';
import { actorOf } from '../viewer.ts';
import { isKey } from './perform-act.ts';
import { illFormed } from './well-formed.ts';

export interface FilingParts {
  readonly writer: StreamWriter;
  readonly held: HeldStates;
  readonly words: ConsultationStore;
  readonly randomBytes: RandomBytes;
}

/** White space around words says nothing, and forms send it with their lines ended as on paper. */
const trimmed = (words: string): string => words.replaceAll('\r\n', '\n').trim();

/** What was said, by whom it is read; names that are not given are left out. */
const saidIn = ({ naming, words, summary }: FileCommentRequest): SaidInComment => {
  const { text, proposal, author, onBehalfOf } = words;
  const own = {
    text: trimmed(text),
    ...(proposal === undefined ? {} : { proposal: trimmed(proposal) }),
    ...(author === undefined || author.trim() === '' ? {} : { author: author.trim() }),
    ...(onBehalfOf === undefined || onBehalfOf.trim() === '' ? {} : { onBehalfOf: onBehalfOf.trim() }),
  };
  return naming === 'confidential'
    ? { published: { text: trimmed(summary ?? '') }, sealed: own }
    : { published: own };
};

/** The actor of the record: nobody is named who asked not to be. */
const recordedActor = ({ viewer }: Commenter, naming: FileCommentRequest['naming']) => {
  if (viewer.kind === 'public') return { kind: 'commenter' } as const;
  return naming === 'name' ? actorOf(viewer) : { kind: viewer.kind };
};

/**
 * Files a comment. The rules judge its words before they are committed to; what was said is kept in the transaction of
 * its event, beside the record.
 * @throws Refused with the code that answers the request
 */
export const fileComment = async (
  { writer, held, words, randomBytes }: FilingParts,
  commenter: Commenter,
  id: string,
  request: FileCommentRequest,
  key: string | undefined,
): Promise<Performed> => {
  const { viewer, owner } = commenter;
  if (!mayDo(viewer, 'fileComment'))
    throw refused('act.notAllowed', { act: 'fileComment', role: roleOf(viewer) ?? viewer.kind });
  if (!isKey(key)) throw refused('act.keyMissing');
  const wrong = illFormed(request);
  if (wrong !== undefined)
    throw refused('request.malformed', { place: `body${wrong.place}`, problem: wrong.problem });
  const stream = `consultation:${id}`;
  const known = await held.get(stream);
  if (known.kind !== 'consultation' || known.state === undefined) throw refused('stream.unknown', { stream });
  const { words: _, summary: __, ...fields } = request;
  const act = { type: 'fileComment', ...fields } as const satisfies ConsultationAct;
  const said = saidIn(request);
  const isMember = viewer.kind !== 'public' && viewer.member !== undefined;
  const unfit = commentWordsRefusal(known.state, { about: act.about, naming: act.naming, isMember }, said);
  if (unfit !== undefined) throw refusedByRules(unfit.refusal);
  if ((await words.countOf(id, owner)) >= LIMITS.COMMENTS_PER_PERSON_MAX)
    throw refused('consultation.tooMany', { max: LIMITS.COMMENTS_PER_PERSON_MAX });
  const publishedSalt = randomBytes(SALT_BYTES);
  const sealedSalt = randomBytes(SALT_BYTES);
  const own = said.sealed ?? said.published;
  return writer.perform({
    stream,
    act,
    actor: recordedActor(commenter, act.naming),
    actorKey: owner,
    key,
    // The salts are new each time; what was asked for is not.
    requestHash: createHash('sha256')
      .update(`${stream}\n${canonicalJson(act)}\n${canonicalJson(said)}`)
      .digest('hex'),
    said: {
      committed: {
        words: commitmentOf(publishedSalt, said.published),
        ...(said.sealed === undefined ? {} : { sealed: commitmentOf(sealedSalt, said.sealed) }),
        characters: own.text.length,
        proposes: own.proposal !== undefined,
      },
      kept: {
        published: said.published,
        publishedSalt,
        ...(said.sealed === undefined ? {} : { sealed: said.sealed, sealedSalt }),
        owner,
      },
    },
  });
};

/** What filing a comment brought about. */
export const filedComment = ({ events: [event] }: Performed): { comment: string; late: boolean } => {
  if (event?.type !== 'commentFiled') throw new Error('filing a comment brought about something else');
  return { comment: event.payload.comment, late: event.payload.late };
};
