import type { PackageOptions, PackageProblem, PackageProgress } from '@plenary/compromise';
import type { PackageReply, PackageWorker } from '@plenary/package-worker';
import { LIMITS } from '@plenary/protocol';
import { refused } from '../refused.ts';

/** A search that has its place; what is asked for its answer before it begins waits for those before it. */
export interface BegunSearch {
  /** Resolves with the best that is known when it is over or stopped. */
  readonly answered: Promise<PackageReply>;
  readonly stop: () => void;
}

export interface SearchWishes {
  readonly id: string;
  readonly account: string;
  readonly problem: PackageProblem;
  readonly options: PackageOptions;
  readonly onProgress: (progress: PackageProgress) => void;
}

export interface PackageSearches {
  /**
   * @throws Refused `finder.busy` where this node has as many as it takes, `finder.yours` where the person has one
   */
  readonly begin: (wishes: SearchWishes) => BegunSearch;
  /** Ends a search of this person with what it has; false where there is none of that name here. */
  readonly stop: (id: string, account: string) => boolean;
  /** Ends all, and the thread. */
  readonly close: () => Promise<void>;
}

/**
 * Searches for packages on this node: one thread, which is started by the first of them and does one after another, so
 * that nothing else on the node is slower for it. Nothing of a search outlives it.
 */
export const packageSearches = (startWorker: () => Promise<PackageWorker>): PackageSearches => {
  const open = new Map<
    string,
    {
      readonly account: string;
      readonly controller: AbortController;
      readonly answered: Promise<PackageReply>;
    }
  >();
  let starting: Promise<PackageWorker> | undefined;
  let isClosed = false;
  const worker = (): Promise<PackageWorker> => {
    if (starting !== undefined) return starting;
    const started = startWorker();
    starting = started;
    // One that could not be started is started again by the next search.
    started.catch(() => {
      if (starting === started) starting = undefined;
    });
    return started;
  };
  const solve = async (
    { problem, options, onProgress }: SearchWishes,
    signal: AbortSignal,
  ): Promise<PackageReply> => {
    const thread = await worker();
    try {
      return await thread.solve(problem, options, { onProgress, signal });
    } catch (error) {
      // A thread that broke down answers nothing more.
      starting = undefined;
      await thread.close();
      throw error;
    }
  };
  const begin: PackageSearches['begin'] = (wishes) => {
    const { id, account } = wishes;
    if (isClosed) throw refused('server.stopping');
    if (open.has(id) || [...open.values()].some((other) => other.account === account))
      throw refused('finder.yours');
    if (open.size >= LIMITS.SEARCHES_MAX) throw refused('finder.busy', { limit: LIMITS.SEARCHES_MAX });
    const controller = new AbortController();
    const answered = solve(wishes, controller.signal).finally(() => open.delete(id));
    open.set(id, { account, controller, answered });
    return { answered, stop: () => controller.abort() };
  };
  return {
    begin,
    stop: (id, account) => {
      const search = open.get(id);
      if (search?.account !== account) return false;
      search.controller.abort();
      return true;
    },
    close: async () => {
      isClosed = true;
      for (const { controller } of open.values()) controller.abort();
      await Promise.allSettled([...open.values()].map(({ answered }) => answered));
      const thread = await starting?.catch(() => undefined);
      await thread?.close();
    },
  };
};
