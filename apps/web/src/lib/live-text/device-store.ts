/** An update that was written here and not yet acknowledged. */
export interface KeptUpdate {
  /** Grows with every update of the device. */
  readonly id: number;
  readonly update: Uint8Array;
}

/** What this device holds of a document. */
export interface KeptDocument {
  /** The document as it was last seen, as one update; absent when it never was. */
  readonly state?: Uint8Array;
  /** In the order in which they were written. */
  readonly updates: readonly KeptUpdate[];
}

/**
 * Where a device keeps documents, by name. What was added is there after the page was closed or the machine was switched
 * off, as far as the device keeps that promise.
 */
export interface DeviceStore {
  /** It forgets with the page what it was given: the browser keeps nothing. */
  readonly isPassing?: true;
  readonly load: (name: string) => Promise<KeptDocument>;
  /** Keeps an update; the id by which it can be removed. */
  readonly add: (name: string, update: Uint8Array) => Promise<number>;
  readonly remove: (name: string, ids: readonly number[]) => Promise<void>;
  /** Keeps the document as it is, in the place of what was kept of it before. */
  readonly keepState: (name: string, state: Uint8Array) => Promise<void>;
  /** Forgets everything of a document. */
  readonly forget: (name: string) => Promise<void>;
  /** Forgets documents as they were last seen, but for those that stay; what waits to be sent waits on. */
  readonly forgetStates: (stays: (name: string) => boolean) => Promise<void>;
}

/** A device that forgets when the page is closed: where the browser keeps nothing, and in tests. */
export const memoryStore = (): DeviceStore => {
  const documents = new Map<string, { state?: Uint8Array; updates: KeptUpdate[] }>();
  let last = 0;
  const at = (name: string) => {
    const known = documents.get(name) ?? { updates: [] };
    documents.set(name, known);
    return known;
  };
  return {
    load: async (name) => {
      const { state, updates } = at(name);
      return { ...(state === undefined ? {} : { state }), updates: [...updates] };
    },
    add: async (name, update) => {
      last += 1;
      at(name).updates.push({ id: last, update });
      return last;
    },
    remove: async (name, ids) => {
      const gone = new Set(ids);
      const document = at(name);
      document.updates = document.updates.filter(({ id }) => !gone.has(id));
    },
    keepState: async (name, state) => {
      at(name).state = state;
    },
    forget: async (name) => void documents.delete(name),
    forgetStates: async (stays) => {
      for (const [name, document] of documents) if (!stays(name)) delete document.state;
    },
  };
};

const STATES = 'states';
const UPDATES = 'updates';
const VERSION = 1;

const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the device did not answer')));
  });

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = (): void => reject(transaction.error ?? new Error('the device kept nothing'));
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('error', failed);
    transaction.addEventListener('abort', failed);
  });

const opened = (factory: IDBFactory, name: string): Promise<IDBDatabase> => {
  const request = factory.open(name, VERSION);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(STATES);
    request.result
      .createObjectStore(UPDATES, { keyPath: 'id', autoIncrement: true })
      .createIndex('document', 'document');
  });
  return answerOf(request);
};

interface UpdateRow {
  readonly id: number;
  readonly document: string;
  readonly update: Uint8Array;
}

/** Name of the database in a browser. */
export const DATABASE = 'plenary-live-text';

/** The store of a browser. `factory` is its `indexedDB`. */
export const indexedDbStore = (factory: IDBFactory, name = DATABASE): DeviceStore => {
  let database: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> => (database ??= opened(factory, name));
  const inTransaction = async <Value>(
    mode: IDBTransactionMode,
    work: (states: IDBObjectStore, updates: IDBObjectStore) => Promise<Value> | Value,
  ): Promise<Value> => {
    const transaction = (await open()).transaction([STATES, UPDATES], mode);
    const done = committed(transaction);
    const [value] = await Promise.all([
      work(transaction.objectStore(STATES), transaction.objectStore(UPDATES)),
      done,
    ]);
    return value;
  };
  /** Rows written by `add`. */
  const rowsOf = (updates: IDBObjectStore, document: string): Promise<readonly UpdateRow[]> =>
    answerOf<UpdateRow[]>(updates.index('document').getAll(document));
  return {
    load: (document) =>
      inTransaction('readonly', async (states, updates) => {
        const [state, rows] = await Promise.all([
          answerOf<Uint8Array | undefined>(states.get(document)),
          rowsOf(updates, document),
        ]);
        return {
          ...(state === undefined ? {} : { state }),
          updates: rows.map(({ id, update }) => ({ id, update })).toSorted((a, b) => a.id - b.id),
        };
      }),
    add: (document, update) =>
      inTransaction('readwrite', async (_states, updates) =>
        Number(await answerOf(updates.add({ document, update }))),
      ),
    remove: (_document, ids) =>
      inTransaction('readwrite', (_states, updates) => {
        for (const id of ids) updates.delete(id);
      }),
    keepState: (document, state) =>
      inTransaction('readwrite', (states) => {
        states.put(state, document);
      }),
    forget: (document) =>
      inTransaction('readwrite', async (states, updates) => {
        states.delete(document);
        for (const { id } of await rowsOf(updates, document)) updates.delete(id);
      }),
    forgetStates: (stays) =>
      inTransaction('readwrite', async (states) => {
        for (const document of await answerOf(states.getAllKeys()))
          if (!stays(String(document))) states.delete(document);
      }),
  };
};
