/** The worker thread: keeps the opinions of conversations warm, one question after another. */
import { parentPort } from 'node:worker_threads';
import { keptOpinion, type KeptOpinion } from './kept-opinion.ts';
import { isOpinionQuestion, type OpinionQuestion, type OpinionReply } from './opinion-messages.ts';

const port = parentPort;
if (port === null) throw new Error('this is the entry of a worker thread');
const say = (reply: OpinionReply): void => port.postMessage(reply);
const kept = new Map<number, KeptOpinion>();
const opinionOf = (conversation: number): KeptOpinion => {
  const known = kept.get(conversation) ?? keptOpinion();
  kept.set(conversation, known);
  return known;
};

const answer = (question: OpinionQuestion): void => {
  const { conversation } = question;
  switch (question.kind) {
    case 'add':
      return opinionOf(conversation).add(question.batch);
    case 'forget':
      return void kept.delete(conversation);
    case 'figures':
      return say({
        kind: 'figures',
        id: question.id,
        figures: opinionOf(conversation).figures(question.asked),
      });
    case 'place':
      return say({
        kind: 'place',
        id: question.id,
        place: opinionOf(conversation).placeOf(question.pseudonym),
      });
    case 'groups':
      return say({ kind: 'groups', id: question.id, groups: opinionOf(conversation).computedGroups() });
    case 'flags':
      return say({ kind: 'flags', id: question.id, flags: opinionOf(conversation).flags() });
  }
};

port.on('message', (message: unknown) => {
  if (!isOpinionQuestion(message)) throw new TypeError('not a message for this worker');
  // A batch that cannot be added leaves figures that nobody may trust: the thread ends with its fault.
  if (!('id' in message)) return answer(message);
  try {
    return answer(message);
  } catch (error) {
    return say({
      kind: 'failed',
      id: message.id,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
