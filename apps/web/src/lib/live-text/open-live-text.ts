import { DRAFT_SCHEMA_VERSION, newYDoc, parseCaret, type Presence } from '@plenary/drafting';
import {
  decodeFrame,
  decodeSaved,
  decodeState,
  decodeUpdates,
  decodeWords,
  encodeBatch,
  encodeFrame,
  encodeWords,
  FRAME_EVENT,
  FROM_CLIENT_KINDS,
  FROM_SERVER_KINDS,
  type LiveRights,
  type OpenDocumentAnswer,
  type OpenDocumentMessage,
  type PresenceMessage,
  type PresentPerson,
  type RefusedBatch,
} from '@plenary/protocol';
import * as Y from 'yjs';
import { afterFrame } from './after-frame.ts';
import { observed } from './observable.ts';
import { createPending, type Pending } from './pending.ts';
import { salvage } from './salvage.ts';
import {
  REMOTE_ORIGIN,
  type LiveCarets,
  type LiveConnection,
  type LiveRefusal,
  type LiveSaving,
  type LiveState,
  type LiveText,
  type LiveTextOptions,
} from './types.ts';

/** The state vector of who holds nothing. */
const NOTHING = Y.encodeStateVector(new Map());
const ANSWER_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 2_000;
/** Carets are sent at most so often … */
const PRESENCE_MILLISECONDS = 100;
/** … and never before the frame that shows what moved them. */
const CARETS_LATER_MILLISECONDS = 20;
/** Batches under way at a time; what is written meanwhile goes together in the next. */
const UNDER_WAY_MAX = 4;
/** The document is kept on this device so often while it changes. */
const KEEP_MILLISECONDS = 30_000;

/** Refusals that pass: the service restarts, is flooded, or waits for its log. What was written is sent again. */
const PASSING = new Set([
  'server.stopping',
  'server.fault',
  'socket.tooMany',
  'document.busy',
  'document.behind',
]);

const unpacked = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const presenceOf = ({ client, name, delegation, colour, anchor, head }: PresentPerson): Presence => {
  const [from, to] = [parseCaret(anchor), parseCaret(head)];
  return {
    client,
    name,
    delegation,
    colour,
    ...(from === undefined ? {} : { anchor: from }),
    ...(to === undefined ? {} : { head: to }),
  };
};

/** Resolves when no update waits any more. */
interface Settling {
  readonly promise: Promise<void>;
  readonly done: () => void;
}
const settling = (): Settling => {
  let done = (): void => undefined;
  const promise = new Promise<void>((resolve) => (done = resolve));
  return { promise, done };
};

/**
 * Opens a live document over the socket of the page and keeps it open: through cut lines, restarts of the service and
 * refusals. What is written into the document is kept on this device until the service has stored it.
 */
export const openLiveText = (options: LiveTextOptions): LiveText => {
  const { socket, deliberation, document, store, account, onUnsaved = () => undefined } = options;
  const name = `${account}/${deliberation}/${document}`;

  const doc = observed(newYDoc());
  const rights = observed<LiveRights | undefined>(undefined);
  const others = observed<readonly Presence[]>([]);
  const refusals = observed<readonly LiveRefusal[]>([]);
  const comments = observed(0);
  let connection: LiveConnection = 'connecting';
  let isLoaded = false;
  let closedBy: LiveState['refusal'];
  /** After a refusal, until the document has been read anew. */
  let isResynchronising = false;
  let refusedNow: RefusedBatch | undefined;
  /** The service takes nothing for a moment; the document is opened anew soon, and what waits is sent then. */
  let isHeldBack = false;
  let lastRefusal = 0;
  let pending: Pending = createPending(store, name, [], () => show());
  let handle: number | undefined;
  let lease: number | undefined;
  let batch = 0;
  let savedBatch = 0;
  let isClosed = false;
  let isOpening = false;
  /** Updates that came while the document is being read anew. */
  let ahead: Uint8Array[] = [];
  let retry: ReturnType<typeof setTimeout> | undefined;
  let carets: LiveCarets | undefined;
  let caretsSentAt = -Infinity;
  let caretsTimer: ReturnType<typeof setTimeout> | undefined;
  let isChanged = false;
  let hasUnsaved = false;
  let settled: Settling | undefined;
  const present = new Map<number, Presence>();

  const savingNow = (): LiveSaving => {
    const count = pending.count();
    if (isResynchronising) return { kind: 'refused', count };
    if (count === 0) return { kind: 'saved' };
    if (connection === 'live') return { kind: 'saving', count };
    return { kind: 'offline', count, ...(pending.isUnkept() ? { isUnkept: true } : {}) };
  };
  const stateNow = (): LiveState => ({
    connection,
    saving: savingNow(),
    isLoaded,
    ...(closedBy === undefined ? {} : { refusal: closedBy }),
  });
  const state = observed<LiveState>(stateNow());
  const show = (): void => {
    state.set(stateNow());
    const isUnsaved = pending.count() > 0;
    if (isUnsaved !== hasUnsaved) {
      hasUnsaved = isUnsaved;
      onUnsaved(isUnsaved);
    }
    if (!isUnsaved && !isResynchronising) {
      settled?.done();
      settled = undefined;
    }
  };

  const send = (kind: number, body?: Uint8Array): void => {
    if (handle !== undefined && socket.connected)
      socket.emit(FRAME_EVENT, encodeFrame(kind, handle, body ?? new Uint8Array()));
  };
  const flush = (): void => {
    if (handle === undefined || isResynchronising || !socket.connected) return;
    while (batch - savedBatch < UNDER_WAY_MAX) {
      const updates = pending.take(batch + 1);
      if (updates === undefined) return;
      batch += 1;
      send(FROM_CLIENT_KINDS.updates, encodeBatch({ batch, updates }));
    }
  };
  /** What was written goes to this device and to the service once the page shows it. */
  const onItsWay = afterFrame(() => {
    pending.keep();
    flush();
  });
  const written = (update: Uint8Array, origin: unknown): void => {
    isChanged = true;
    if (origin === REMOTE_ORIGIN) return;
    pending.add(update);
    onItsWay.soon();
    show();
  };
  doc.get().on('update', written);

  const takeOver = (next: Y.Doc): void => {
    const before = doc.get();
    before.off('update', written);
    next.on('update', written);
    doc.set(next);
    before.destroy();
  };

  const showOthers = (): void => {
    others.set([...present.values()].toSorted((a, b) => a.client - b.client));
  };
  const sendCarets = (): void => {
    caretsTimer = undefined;
    if (lease === undefined) return;
    caretsSentAt = performance.now();
    send(FROM_CLIENT_KINDS.presence, encodeWords(JSON.stringify({ client: lease, ...carets })));
  };
  const setCarets = (next: LiveCarets | undefined): void => {
    carets = next;
    if (caretsTimer !== undefined) return;
    const wait = caretsSentAt + PRESENCE_MILLISECONDS - performance.now();
    caretsTimer = setTimeout(sendCarets, Math.max(CARETS_LATER_MILLISECONDS, wait));
  };

  const goAway = (): void => {
    handle = undefined;
    present.clear();
    showOthers();
  };

  const openLater = (): void => {
    clearTimeout(retry);
    retry = setTimeout(() => open(), RETRY_MILLISECONDS);
  };

  const opened = (answer: Extract<OpenDocumentAnswer, { ok: true }>): void => {
    handle = answer.handle;
    isHeldBack = false;
    batch = 0;
    savedBatch = 0;
    rights.set(answer.rights);
    lease = answer.client;
    if (isResynchronising) {
      // The whole document in one message: what waited is written into it anew.
      send(FROM_CLIENT_KINDS.sync, NOTHING);
      return;
    }
    if (lease !== undefined) doc.get().clientID = lease;
    pending.resume(new Map(answer.clocks));
    if (isLoaded) send(FROM_CLIENT_KINDS.sync, Y.encodeStateVector(doc.get()));
    if (carets !== undefined) sendCarets();
    flush();
  };

  const open = (): void => {
    if (isClosed || isOpening || !socket.connected || connection === 'outdated') return;
    isOpening = true;
    // To the one who writes nothing has happened: it is being saved.
    if (!isHeldBack) connection = 'connecting';
    show();
    const message: OpenDocumentMessage = {
      deliberation,
      document,
      schema: DRAFT_SCHEMA_VERSION,
      holds: isLoaded || isResynchronising,
      ...(lease === undefined || isResynchronising ? {} : { lease }),
    };
    // Called in the turn in which the answer comes: frames that follow it name the handle it gives, those before it
    // may name the same one and belong to what was open before.
    const answered = (error: Error | null, answer: OpenDocumentAnswer): void => {
      isOpening = false;
      if (isClosed) return;
      if (error !== null) {
        // No answer in time, or the line was cut meanwhile: it is tried again.
        if (socket.connected) openLater();
      } else if (answer.ok) opened(answer);
      else if (PASSING.has(answer.error.code)) openLater();
      else {
        connection = answer.error.code === 'document.schema' ? 'outdated' : 'closed';
        closedBy = answer.error;
      }
      show();
    };
    socket.timeout(ANSWER_MILLISECONDS).emit('openDocument', message, answered);
  };

  const applyState = (update: Uint8Array): void => {
    if (isClosed) return;
    if (isResynchronising) {
      const next = newYDoc();
      for (const each of [update, ...ahead]) Y.applyUpdate(next, each, REMOTE_ORIGIN);
      ahead = [];
      const client = lease ?? next.clientID;
      const may = rights.get();
      const { kept, lost } =
        may === undefined
          ? { kept: [], lost: refusedNow === undefined ? [] : [refusedNow] }
          : salvage({ doc: next, updates: pending.updates(), client, rights: may });
      // Not before: Yjs takes another number when it is given something under its own.
      next.clientID = client;
      refusals.set([
        ...refusals.get(),
        ...lost.map(({ refusal, text }, at): LiveRefusal => {
          lastRefusal += 1;
          return { id: (at === 0 ? refusedNow?.entry : undefined) ?? `here-${lastRefusal}`, refusal, text };
        }),
      ]);
      isResynchronising = false;
      refusedNow = undefined;
      pending.replace(kept);
      takeOver(next);
    } else Y.applyUpdate(doc.get(), update, REMOTE_ORIGIN);
    isLoaded = true;
    connection = 'live';
    closedBy = undefined;
    if (carets !== undefined) sendCarets();
    flush();
    show();
  };

  const refused = (said: RefusedBatch): void => {
    if (isResynchronising) return;
    if (PASSING.has(said.refusal.code)) {
      isHeldBack = true;
      handle = undefined;
      openLater();
      show();
      return;
    }
    refusedNow = said;
    isResynchronising = true;
    handle = undefined;
    show();
    open();
  };

  const hear = (kind: number, body: Uint8Array): void => {
    switch (kind) {
      case FROM_SERVER_KINDS.state: {
        const said = decodeState(body);
        if (said === undefined) return;
        const asked = handle;
        if (!said.isGzip) applyState(said.bytes);
        else
          unpacked(said.bytes).then(
            (update) => {
              if (handle === asked) applyState(update);
            },
            () => openLater(), // broken on the way: asked for again
          );
        return;
      }
      case FROM_SERVER_KINDS.updates: {
        const updates = decodeUpdates(body) ?? [];
        // The document they belong to is not here yet.
        if (isResynchronising) ahead.push(...updates);
        else for (const update of updates) Y.applyUpdate(doc.get(), update, REMOTE_ORIGIN);
        return;
      }
      case FROM_SERVER_KINDS.saved: {
        const said = decodeSaved(body);
        if (said === undefined || isResynchronising) return;
        savedBatch = Math.max(savedBatch, said.batch);
        pending.saved(said.batch);
        flush();
        show();
        return;
      }
      case FROM_SERVER_KINDS.resync:
        send(FROM_CLIENT_KINDS.sync, Y.encodeStateVector(doc.get()));
        return;
      default:
    }
    const words = decodeWords(body);
    if (words === undefined) return;
    // What the service writes is of these kinds.
    const said: unknown = JSON.parse(words);
    switch (kind) {
      case FROM_SERVER_KINDS.refused:
        refused(said as RefusedBatch);
        return;
      case FROM_SERVER_KINDS.presence: {
        const { here, gone } = said as PresenceMessage;
        for (const client of gone) present.delete(client);
        for (const person of here)
          if (person.client !== lease) present.set(person.client, presenceOf(person));
        showOthers();
        return;
      }
      case FROM_SERVER_KINDS.rights: {
        const next = said as LiveRights;
        rights.set(next);
        // Whoever could only read has no client number yet.
        if (next.role !== 'read' && lease === undefined) open();
        return;
      }
      case FROM_SERVER_KINDS.closed:
        goAway();
        connection = 'closed';
        closedBy = said as NonNullable<LiveState['refusal']>;
        show();
        return;
      case FROM_SERVER_KINDS.comments:
        comments.set(comments.get() + 1);
        return;
      default:
    }
  };

  const onFrame = (bytes: Uint8Array): void => {
    const frame = decodeFrame(bytes);
    // One socket serves many documents.
    if (frame !== undefined && frame.handle === handle) hear(frame.kind, frame.body);
  };
  const onConnect = (): void => open();
  const onDisconnect = (): void => {
    goAway();
    isHeldBack = false;
    if (connection !== 'outdated' && connection !== 'closed') connection = 'away';
    show();
  };

  const keep = async (): Promise<void> => {
    if (!isChanged || !isLoaded) return;
    isChanged = false;
    try {
      await store.keepState(name, Y.encodeStateAsUpdate(doc.get()));
    } catch {
      // A device that keeps nothing: the document is read from the service again.
    }
  };
  const keeping = setInterval(() => void keep(), KEEP_MILLISECONDS);

  /** What this device holds comes first: it is shown before the service answers, and also without it. */
  const begin = async (): Promise<void> => {
    try {
      const { state: kept, updates } = await store.load(name);
      if (isClosed) return;
      const current = doc.get();
      if (kept !== undefined) Y.applyUpdate(current, kept, REMOTE_ORIGIN);
      for (const { update } of updates) Y.applyUpdate(current, update, REMOTE_ORIGIN);
      const unsent = pending.updates();
      pending = createPending(store, name, updates, () => show());
      for (const update of unsent) pending.add(update);
      onItsWay.soon();
      isLoaded = kept !== undefined;
    } catch {
      // A device that keeps nothing: everything comes from the service.
    }
    socket.on('connect', onConnect);
    socket.on('disconnect', onDisconnect);
    socket.on(FRAME_EVENT, onFrame);
    if (!socket.connected) connection = 'away';
    show();
    open();
  };
  void begin();

  return {
    doc,
    state,
    rights,
    presence: { set: setCarets, others },
    refusals,
    dismissRefusal: (id) => refusals.set(refusals.get().filter((refusal) => refusal.id !== id)),
    comments,
    settled: () => {
      if (pending.count() === 0 && !isResynchronising) return Promise.resolve();
      settled ??= settling();
      return settled.promise;
    },
    close: async () => {
      if (isClosed) return;
      onItsWay.now();
      isClosed = true;
      clearTimeout(retry);
      clearTimeout(caretsTimer);
      clearInterval(keeping);
      socket.off('connect', onConnect);
      socket.off('disconnect', onDisconnect);
      socket.off(FRAME_EVENT, onFrame);
      send(FROM_CLIENT_KINDS.leave);
      doc.get().off('update', written);
      onUnsaved(false);
      await keep();
    },
  };
};
