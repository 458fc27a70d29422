import { visibleTo } from '@plenary/consensus';
import { LIMITS, type ActAnswer, type ActRequest } from '@plenary/protocol';
import { mayDo, roleOf } from '../policies/policy-table.ts';
import { refused } from '../refused.ts';
import { requestHashOf } from '../streams/act-to-perform.ts';
import type { StreamWriter } from '../streams/writer.ts';
import { actorOf, onlooker, type Viewer } from '../viewer.ts';
import { checkWords } from './check-words.ts';
import { parseAct } from './parse-act.ts';

/** Whether a key can name an act. */
export const isKey = (key: string | undefined): key is string =>
  key !== undefined &&
  key.length >= LIMITS.KEY_CHARACTERS_MIN &&
  key.length <= LIMITS.KEY_CHARACTERS_MAX &&
  // Visible ASCII: what every header can carry unchanged.
  /^[!-~]+$/.test(key);

/** Reads what an act on this stream will ask of the words, with pauses in which the service goes on. */
export type ReadAhead = (stream: string) => Promise<void>;

/**
 * The one way of every act. The policy is asked here; the writer loads the state, asks the rules, appends in one
 * transaction, and announces after commit. Who acts is known from the viewer and never from the request.
 * @throws Refused with the code that answers the request
 */
export const performAct = async (
  writer: StreamWriter,
  viewer: Viewer,
  request: ActRequest,
  key: string | undefined,
  readAhead: ReadAhead = async () => {},
): Promise<ActAnswer> => {
  const act = parseAct(request);
  if (viewer.kind === 'public') throw refused('session.needed');
  if (!mayDo(viewer, act.type))
    throw refused('act.notAllowed', { act: act.type, role: roleOf(viewer) ?? viewer.kind });
  // Whether a comment is somebody's own is asked where comments are erased, or appealed for, one by one.
  const isOfAuthor =
    act.type === 'appealComment' || (act.type === 'eraseComment' && viewer.kind !== 'secretariat');
  if (isOfAuthor) throw refused('consultation.notOwn', { comment: act.comment });
  if (!isKey(key)) throw refused('act.keyMissing');
  checkWords(act);
  const { stream, seen } = request;
  // ORD-105: a ruling may name everything that is pending; what it compares is read before its turn comes.
  if (act.type === 'ruleOrder') await readAhead(stream);
  const { receipt, events, replayed } = await writer.perform({
    stream,
    act,
    actor: actorOf(viewer),
    actorKey: viewer.account,
    key,
    requestHash: requestHashOf(stream, act),
    ...(seen === undefined ? {} : { seen }),
  });
  const eyes = onlooker(viewer);
  return { receipt, events: events.map((event) => visibleTo(eyes, event)), replayed };
};
