import { Worker } from 'node:worker_threads';
import type { FiguresAsked, VoteBatch } from './kept-opinion.ts';
import type { AccountFlags, OpinionFigures } from './opinion-figures.ts';
import {
  isOpinionReply,
  type MapPlace,
  type OpinionQuestion,
  type OpinionReply,
} from './opinion-messages.ts';

/** A thread in which the opinions of conversations stay warm; questions are answered in the order in which they are asked. */
export interface OpinionWorker {
  /** Adds votes behind those that were added before. */
  readonly add: (conversation: number, batch: VoteBatch) => void;
  /** Forgets everything of a conversation. */
  readonly forget: (conversation: number) => void;
  readonly figures: (conversation: number, asked: FiguresAsked) => Promise<OpinionFigures>;
  /** Where somebody stands on the map of the last figures; undefined for who is not on it. */
  readonly place: (conversation: number, pseudonym: string) => Promise<MapPlace | undefined>;
  /** The computed group of everybody on the map of the last figures. */
  readonly groups: (
    conversation: number,
  ) => Promise<readonly (readonly [pseudonym: string, letter: string])[]>;
  /** Accounts that are flagged, as the last figures count them; nobody is before the first. */
  readonly flags: (conversation: number) => Promise<AccountFlags>;
  /** Ends the thread; what is still open is rejected. */
  readonly close: () => Promise<void>;
}

interface Open {
  readonly resolve: (reply: OpinionReply) => void;
  readonly reject: (fault: Error) => void;
}

/** From sources the worker is a source as well, and needs the loader that its parent has. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Starts a worker thread. It keeps the process alive until it is closed. `execArgv` is for whoever runs from sources
 * without a loader of its own.
 */
export const startOpinionWorker = ({
  execArgv,
}: { readonly execArgv?: readonly string[] } = {}): OpinionWorker => {
  const worker = new Worker(ENTRY, execArgv === undefined ? {} : { execArgv: [...execArgv] });
  const open = new Map<number, Open>();
  let last = 0;
  let broken: Error | undefined;
  const fail = (fault: Error): void => {
    broken ??= fault;
    for (const { reject } of open.values()) reject(fault);
    open.clear();
  };
  worker.on('error', (error: unknown) => fail(new Error('the opinion worker broke down', { cause: error })));
  worker.on('exit', (code) => fail(new Error(`the opinion worker ended with status ${code}`)));
  worker.on('message', (message: unknown) => {
    if (!isOpinionReply(message)) return;
    const asked = open.get(message.id);
    open.delete(message.id);
    if (message.kind === 'failed') asked?.reject(new Error(`the opinion worker failed: ${message.message}`));
    else asked?.resolve(message);
  });
  const ask = (question: (id: number) => OpinionQuestion): Promise<OpinionReply> =>
    new Promise((resolve, reject) => {
      if (broken !== undefined) {
        reject(broken);
        return;
      }
      last += 1;
      open.set(last, { resolve, reject });
      worker.postMessage(question(last));
    });
  const say = (question: OpinionQuestion): void => worker.postMessage(question);
  const wrong = (reply: OpinionReply): Error => new Error(`the opinion worker answered with ${reply.kind}`);

  return {
    add: (conversation, batch) => say({ kind: 'add', conversation, batch }),
    forget: (conversation) => say({ kind: 'forget', conversation }),
    figures: async (conversation, asked) => {
      const reply = await ask((id) => ({ kind: 'figures', id, conversation, asked }));
      if (reply.kind !== 'figures') throw wrong(reply);
      return reply.figures;
    },
    place: async (conversation, pseudonym) => {
      const reply = await ask((id) => ({ kind: 'place', id, conversation, pseudonym }));
      if (reply.kind !== 'place') throw wrong(reply);
      return reply.place;
    },
    groups: async (conversation) => {
      const reply = await ask((id) => ({ kind: 'groups', id, conversation }));
      if (reply.kind !== 'groups') throw wrong(reply);
      return reply.groups;
    },
    flags: async (conversation) => {
      const reply = await ask((id) => ({ kind: 'flags', id, conversation }));
      if (reply.kind !== 'flags') throw wrong(reply);
      return reply.flags;
    },
    close: async () => void (await worker.terminate()),
  };
};
