import { randomBytes as cryptoBytes } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  conversationPhase,
  hasLostSeat,
  visibleState,
  type ConsultationState,
  type Instant,
} from '@plenary/consensus';
import {
  addressLinkStore,
  applicationStore,
  consultationStore,
  correspondentStore,
  conversationStore,
  documentStore,
  draftingStore,
  eventStore,
  identityStore,
  ledgerStore,
  noticeStore,
  registerStore,
  snapshotStore,
  type Database,
  type OpenDatabase,
} from '@plenary/db';
import { verifierKeyOf, type Signer } from '@plenary/ledger';
import { findFamilies } from '@plenary/family-worker';
import { startOpinionWorker, type OpinionWorker } from '@plenary/opinion-worker';
import { startPackageWorker, type PackageWorker } from '@plenary/package-worker';
import { LIMITS } from '@plenary/protocol';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { startScheduler } from './deadlines/scheduler.ts';
import { castVote } from './conversations/cast-vote.ts';
import { joinKnown, newParticipant } from './conversations/join-known.ts';
import { absentFrom, conversationRooms, shownOn } from './conversations/conversation-rooms.ts';
import { startBatchEntering } from './conversations/enter-batches.ts';
import { familyOf } from './consultations/comment-families.ts';
import { commentedAmendments } from './consultations/commented-amendments.ts';
import { familyKeeper, type FamilyKeeperParts } from './consultations/family-keeper.ts';
import { commentAuthors } from './consultations/comment-authors.ts';
import { asideOn } from './conversations/statement-board.ts';
import { leaverMarks } from './conversations/leaver-marks.ts';
import { opinionKeeper } from './conversations/opinion-keeper.ts';
import { proofOfWork } from './conversations/proof-of-work.ts';
import { registerFeeds } from './feeds/feed-routes.ts';
import { packageSearches } from './finder/searches.ts';
import { lostSeats } from './identity/lost-seats.ts';
import { forgetSpent } from './identity/forget-spent.ts';
import { wayIntoSeat } from './identity/way-into-seat.ts';
import {
  commentOfAuthor,
  commentPage,
  consultationAnswer,
  consultationList,
} from './consultations/reading.ts';
import { fileComment, filedComment } from './commands/file-comment.ts';
import { keptTakenNames } from './identity/taken-names.ts';
import { addressProofs } from './identity/address-proofs.ts';
import { commenters, confirmedBrowsers } from './identity/commenter.ts';
import { registerIdentity } from './identity/register-identity.ts';
import { registerPages } from './pages/register-pages.ts';
import { registerActMetrics, registerLiveMetrics } from './plugins/metrics.ts';
import type { RateLimits } from './plugins/rate-limits.ts';
import { registerPlugins } from './plugins/register-plugins.ts';
import { createLogger, serverOptions } from './plugins/server-options.ts';
import { recordExporter } from './record/export-record.ts';
import { keptExports } from './record/kept-exports.ts';
import { beginTelling, logName } from './notices/begin-telling.ts';
import { conversationTellings } from './notices/conversation-tellings.ts';
import { correspondence } from './notices/correspondence.ts';
import { listingBefore } from './notices/listing-before.ts';
import { mailCarrier } from './notices/mail-carrier.ts';
import { addressLinks } from './notices/address-links.ts';
import { mailComposer } from './notices/mail-composer.ts';
import { startMailSender } from './notices/mail-sender.ts';
import { mentionNotices } from './notices/mention-notices.ts';
import { CONVERSATIONS, startNoticeMaker } from './notices/notice-maker.ts';
import { noticeTokens } from './notices/notice-tokens.ts';
import { nodeSigner } from './record/node-signer.ts';
import { startSequencer } from './record/sequencer.ts';
import { clientAddress } from './rooms/client-address.ts';
import { lineLimit } from './rooms/line-limit.ts';
import { foldThread, type FoldThread } from './rooms/live/fold-thread.ts';
import { liveGuest } from './rooms/live/live-guest.ts';
import { liveParser } from './rooms/live/live-parser.ts';
import { liveTexts, type Ground } from './rooms/live/live-texts.ts';
import { openRooms } from './rooms/rooms.ts';
import { readTabled } from './finder/tabled-words.ts';
import { actRoutes } from './routes/acts.ts';
import { bodyRoutes } from './routes/body.ts';
import { commentRoutes } from './routes/comments.ts';
import { commentTableRoutes } from './routes/comment-tables.ts';
import { applicationRoutes } from './routes/applications.ts';
import { followerRoutes } from './routes/followers.ts';
import { commenterRoutes } from './routes/commenters.ts';
import { consultationRoutes } from './routes/consultations.ts';
import { conversationAccess } from './routes/conversations/conversation-access.ts';
import { conversationRoutes } from './routes/conversations/conversation-routes.ts';
import { deliberationList, deliberationRoutes } from './routes/deliberations.ts';
import { documentHistoryRoutes } from './routes/document-history.ts';
import { documentRoutes } from './routes/documents.ts';
import { encodedAnswers } from './routes/encoded-answers.ts';
import { eventRoutes } from './routes/events.ts';
import { trendRoutes } from './routes/trends.ts';
import { registerHealthRoutes } from './routes/health.ts';
import { registerInvitationRoutes } from './routes/invitations.ts';
import { noticeRoutes } from './routes/notices.ts';
import { registerOpenapi } from './routes/openapi.ts';
import { documentRegister } from './register/document-register.ts';
import { recordRoutes } from './routes/record.ts';
import { registerRoutes } from './routes/register.ts';
import { revisionRoutes } from './routes/revisions.ts';
import { searchRoutes } from './routes/searches.ts';
import { sittingRoutes } from './routes/sittings.ts';
import { registerSessionRoutes } from './routes/session.ts';
import { refused } from './refused.ts';
import type { Settings } from './settings.ts';
import { bodyInForce } from './streams/body-in-force.ts';
import { followLog } from './streams/follow-log.ts';
import { heldStates, recordedOf } from './streams/held-states.ts';
import { stanceHistories } from './streams/stance-histories.ts';
import { streamFeed } from './streams/stream-feed.ts';
import { streamWriter } from './streams/writer.ts';

export interface AppParts {
  /** Opened and migrated; the caller closes it after `stop`. */
  readonly database: Omit<OpenDatabase, 'engine'>;
  readonly settings: Settings;
  readonly clock?: () => Instant;
  /** From a cryptographic source. */
  readonly randomBytes?: (count: number) => Uint8Array;
  /** Signs checkpoints and receipts; the standard one keeps its seed in the database, so that all nodes are one. */
  readonly signer?: Signer;
  readonly logger?: Logger;
  readonly limits?: RateLimits;
  readonly socketsPerAddressMax?: number;
  /** Starts the thread that looks for packages, when somebody does. */
  readonly startWorker?: () => Promise<PackageWorker>;
  /** Folds the logs of live texts; the standard one in a thread beside the loop. */
  readonly folds?: FoldThread;
  /** Starts the thread that keeps opinions of conversations, when there is one. */
  readonly startOpinions?: () => OpinionWorker;
  /** Compares comments of a consultation; in a thread of its own unless something else is given. */
  readonly findFamilies?: FamilyKeeperParts['find'];
  /** Figures of the whole process; once per process. */
  readonly processMetrics?: boolean;
}

const SEED_SETTING = 'record.seed';
/** Secret behind the links in mails. */
const NOTICE_SETTING = 'notices.secret';
/** Setting that holds the secret with which tasks, tokens for solved ones and marks of who left are signed. */
export const PROOF_SETTING = 'conversations.secret';
const SEED_BYTES = 32;
/** Sessions with something open are looked up so often: a revoked one loses its sockets within this time on any node. */
const SESSION_SWEEP_MILLISECONDS = 500;
/** Events that may wait for their place in the record before the node says it is not ready. */
const UNSEQUENCED_MAX = 20_000;
/** Stream of the body that is yet to be founded. */
const FIRST_BODY = 'body:main';

/** The assembly: the same one in the process and in the tests. */
export const buildApp = async (parts: AppParts) => {
  const { database, settings } = parts;
  const clock = parts.clock ?? (() => new Date().toISOString());
  const randomBytes = parts.randomBytes ?? ((count: number) => new Uint8Array(cryptoBytes(count)));
  const milliseconds = (): number => performance.now();
  const store = eventStore(database.db);
  const ledger = ledgerStore(database.db);
  const snapshots = snapshotStore(database.db);
  const people = identityStore(database.db);
  const words = consultationStore(database.db);
  const keptSigner = async (): Promise<Signer> => {
    const seed = await people.keepSetting(SEED_SETTING, Buffer.from(randomBytes(SEED_BYTES)).toString('hex'));
    return nodeSigner(settings.recordOrigin, new Uint8Array(Buffer.from(seed, 'hex')));
  };
  const signer = parts.signer ?? (await keptSigner());

  const logger = parts.logger ?? createLogger(settings);
  const app: FastifyInstance = fastify(serverOptions({ settings, logger }));
  const onFault = (error: unknown): void => app.log.error({ err: error }, 'fault');

  const held = heldStates(store, snapshots, milliseconds);
  let founded: string | undefined;
  /** The stream of the body: the one that was founded, else the one that will be. */
  const bodyStream = async (): Promise<string> => {
    founded ??= (await store.streams('body:'))[0];
    return founded ?? FIRST_BODY;
  };

  // --- the edge, and who asks
  const edge = parts.limits === undefined ? {} : { limits: parts.limits };
  await registerPlugins(app, { settings, ...edge, processMetrics: parts.processMetrics ?? false });
  const identity = registerIdentity(app, {
    settings,
    store: people,
    inTransaction: (work) =>
      database.db.transaction((transaction) => work(identityStore(transaction as Database))),
    clock,
    randomBytes,
    notifier: database.notifier,
    sweepMs: SESSION_SWEEP_MILLISECONDS,
  });

  // --- acts: rooms, the feed into them, the record, the writer, deadlines
  const socketsPerAddressMax = parts.socketsPerAddressMax ?? LIMITS.SOCKETS_PER_ADDRESS_MAX;
  const addressOf = clientAddress(settings.trustProxy);
  const lines = lineLimit({
    addressOf: ({ socket, headers }) => addressOf(socket.remoteAddress, headers['x-forwarded-for']),
    linesMax: socketsPerAddressMax + LIMITS.LINES_OPENING_PER_ADDRESS_MAX,
    onRefused: () => app.log.info({ code: 'socket.tooMany' }, 'line refused'),
  });
  const io = new Server(app.server, {
    allowRequest: lines.allow,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.SOCKET_MESSAGE_BYTES_MAX,
    parser: liveParser,
  });
  io.engine.on('connection', lines.opened);
  // Sockets by polling are answered outside the routes: their connections too end with their answer while stopping.
  io.engine.on('headers', (headers: Record<string, string>) => {
    if (app.stopping.begun) headers['connection'] = 'close';
  });
  // --- the live text
  const documents = documentStore(database.db);
  const drafting = draftingStore(database.db);
  const bodyNow = async () => {
    const stream = await bodyStream();
    const known = await held.get(stream);
    if (known.kind !== 'body' || known.state === undefined) throw refused('stream.unknown', { stream });
    return bodyInForce(known.state, clock());
  };
  const groundNow = (deliberation: string): Ground | undefined => {
    const known = held.peek(`deliberation:${deliberation}`);
    const body = held.peek(founded ?? FIRST_BODY);
    if (known?.kind !== 'deliberation' || known.state === undefined) return undefined;
    return body?.kind === 'body' && body.state !== undefined
      ? { state: known.state, body: bodyInForce(body.state, clock()) }
      : undefined;
  };
  const noteRefusal = (code: string): void => liveMetrics.refusals.inc({ code });
  const live = liveTexts({
    store: documents,
    drafting,
    notifier: database.notifier,
    folds: parts.folds ?? foldThread(),
    groundNow,
    randomBytes,
    clock: () => Date.parse(clock()),
    now: milliseconds,
    noteRefusal,
    noteSaved: (took) => liveMetrics.saved.observe(took / 1_000),
    onFault,
  });
  const liveMetrics = registerLiveMetrics(app, { count: live.count, size: documents.size });
  const guestParts = {
    live,
    ground: async (deliberation: string): Promise<Ground> => {
      const body = await bodyNow();
      const stream = `deliberation:${deliberation}`;
      const known = await held.get(stream);
      if (known.kind !== 'deliberation' || known.state === undefined)
        throw refused('stream.unknown', { stream });
      return { state: known.state, body };
    },
    groundNow,
    displayName: async (account: string) => (await people.account(account))?.displayName ?? '',
    randomBytes,
    clock: () => Date.parse(clock()),
    now: milliseconds,
    noteRefusal,
    onFault,
  };

  const rooms = openRooms({
    io,
    resolveViewer: app.resolveSocketViewer,
    isOriginAllowed: app.mayConnectFrom,
    addressOf,
    socketsPerAddressMax,
    isStopping: () => app.stopping.begun,
    watchSession: identity.ended.watch,
    versionOf: async (stream) => (await held.get(stream)).version,
    versionNow: (stream) => held.peek(stream)?.version ?? 0,
    eventsAfter: async (stream, after, limit) => (await store.read(stream, after, limit)).map(recordedOf),
    begin: (stream, version) => feed.begin(stream, version),
    liveGuest: (socket, viewer) => liveGuest(guestParts, socket, viewer),
    noteRefusal,
    now: milliseconds,
    log: (code) => app.log.info({ code }, 'socket refused'),
    onFault,
  });
  const feed = streamFeed({
    held,
    store,
    deliver: (stream, events) => {
      rooms.deliver(stream, events);
      live.changed(stream);
    },
    onFault,
  });
  const sequencer = startSequencer({ ledger, signer, clock, onFault });
  const writerAt = (at: () => string) =>
    streamWriter({
      store,
      held,
      signer,
      clock: at,
      randomBytes,
      bodyStream,
      commentsOf: words.countOf,
      announce: (stream, events) => {
        feed.publish(stream, events);
        database.notifier.announce(stream);
        scheduler.note(stream);
        noticeMaker.note(stream);
        if (stream === founded) void seats.look();
        sequencer.wake();
      },
      catchUp: feed.catchUp,
      onFault,
    });
  const writer = writerAt(clock);
  const scheduler = startScheduler({
    streams: async () => [await bodyStream(), ...(await store.streams('deliberation:'))],
    version: store.version,
    held,
    writer,
    clock,
    onFault,
  });
  // --- conversations of statements
  const conversations = conversationStore(database.db);
  const stateOf = async (id: string) => {
    const known = await held.get(`deliberation:${id}`);
    return known.kind === 'deliberation' ? known.state : undefined;
  };
  const opinions = opinionKeeper({
    store: conversations,
    start: parts.startOpinions ?? startOpinionWorker,
    asked: (number) => {
      const room = talks.byNumber(number);
      return room === undefined
        ? { absent: [], groups: [] }
        : {
            absent: absentFrom(room.board()),
            groups: room.frame().groups.map(({ id }) => id),
            aside: asideOn(room.board()),
          };
    },
    told: (number, { position }) => {
      const room = talks.byNumber(number);
      if (room !== undefined)
        rooms.tellOpinion({
          stream: `deliberation:${room.deliberation}`,
          conversation: room.frame().id,
          position,
        });
    },
    clock,
    now: milliseconds,
    onFault,
  });
  const talks = conversationRooms({
    store: conversations,
    clock,
    peek: (id) => {
      const known = held.peek(`deliberation:${id}`);
      return known?.kind === 'deliberation' ? known.state : undefined;
    },
    load: async (id) => {
      const state = await stateOf(id);
      if (state === undefined) throw refused('stream.unknown', { stream: `deliberation:${id}` });
      return state;
    },
    announce: database.notifier.announce,
    grown: opinions.note,
    said: () => noticeMaker.note(CONVERSATIONS),
    onFault,
  });
  database.notifier.listen(talks.heard);
  const batchEntering = startBatchEntering({
    store: conversations,
    writer,
    load: stateOf,
    onFault,
  });

  // --- what other nodes append
  const log = followLog({
    held,
    feed,
    notifier: database.notifier,
    isFollowed: (stream) => rooms.isFollowed(stream) || live.needs(stream) || talks.needs(stream),
    whenChanged: (stream) => {
      if (stream === founded) void seats.look();
      scheduler.note(stream);
      noticeMaker.note(stream);
    },
    whenEvicted: (stream) => noticeMaker.forget(stream),
    onFault,
  });
  const metrics = registerActMetrics(app, { sockets: rooms.count, unsequenced: ledger.waiting });

  // --- notices and mails
  const body = async () => {
    const known = await held.get(await bodyStream());
    return known.kind === 'body' && known.state !== undefined ? bodyInForce(known.state, clock()) : undefined;
  };
  const seats = lostSeats({ body, closeSeat: identity.closeSeat, onFault });
  void seats.look();
  const deliberation = async (stream: string) => {
    const known = await held.get(stream);
    return known.kind === 'deliberation' ? known.state : undefined;
  };
  const deliberationById = (id: string) => deliberation(`deliberation:${id}`);
  const notices = noticeStore(database.db);
  await beginTelling({ store, notices, conversations, people, clock });
  const tokens = noticeTokens(
    await people.keepSetting(NOTICE_SETTING, Buffer.from(randomBytes(SEED_BYTES)).toString('hex')),
  );
  const base = (): string => settings.publicUrl?.origin ?? `http://${settings.host}:${settings.port}`;
  const composer = mailComposer({ base, tokens, randomBytes, body, deliberation: deliberationById });
  const correspondents = correspondentStore(database.db);
  const proofSecret = await people.keepSetting(
    PROOF_SETTING,
    Buffer.from(randomBytes(SEED_BYTES)).toString('hex'),
  );
  const addresses = addressProofs(proofSecret);
  const confirmed = confirmedBrowsers(settings, addresses);
  const links = addressLinks({
    store: addressLinkStore(database.db),
    addresses,
    composer,
    clock,
    wake: () => mailSender.wake(),
  });
  const applications = applicationStore(database.db);
  const letters = correspondence({
    correspondents,
    applications,
    composer,
    clock,
    neverEntered: people.neverEntered,
    wayIn: (organization) => wayIntoSeat({ people, identity, body }, organization),
    listedAt: async (organization, before) =>
      listingBefore({ store, stream: await bodyStream() }, organization, before),
  });
  const mailSender = startMailSender({
    notices,
    carrier: mailCarrier({
      smtpUrl: settings.smtpUrl,
      spool: settings.mailSpool ?? join(settings.dataFolder, 'mail'),
      from: settings.mailFrom,
      host: new URL(base()).hostname,
    }),
    clock,
    digests: composer.digests,
    tidy: async () => {
      await letters.forget();
      await letters.remind();
      await links.forget();
      await forgetSpent(people, clock());
    },
    onFault,
  });
  const everybody = async () =>
    (await people.accounts()).map(({ id, kind, member }) => ({
      account: id,
      kind,
      ...(member === undefined ? {} : { member }),
    }));
  const noticeMaker = startNoticeMaker({
    store,
    notices,
    consultations: {
      streams: () => store.streams('consultation:'),
      state: async (stream) => {
        const known = await held.get(stream);
        return known.kind === 'consultation' ? known.state : undefined;
      },
      authors: commentAuthors(words),
    },
    sittings: {
      state: async (stream) => {
        const known = await held.get(stream);
        return known.kind === 'sitting' ? known.state : undefined;
      },
    },
    conversations: {
      logs: async () =>
        (await conversations.heads()).map(({ number, position, deliberation: place, conversation }) => ({
          name: logName(number),
          position,
          after: (after) =>
            conversationTellings({
              store: conversations,
              number,
              after,
              roomOf: () => talks.room(place, conversation),
            }),
        })),
    },
    deliberation: async (stream) => {
      const known = await held.get(stream);
      return { version: known.version, state: known.kind === 'deliberation' ? known.state : undefined };
    },
    body,
    people: everybody,
    correspondence: letters,
    clock,
    told: mailSender.wake,
    onFault,
  });

  // --- routes
  await registerOpenapi(app);
  registerSessionRoutes(app, { settings, ...edge });
  registerInvitationRoutes(app, {
    settings,
    roleOf: async (member) => {
      const state = await body();
      if (state === undefined || hasLostSeat(state, member, clock())) return undefined;
      return state.members[member]?.role;
    },
    ...edge,
  });
  registerHealthRoutes(app, {
    probes: {
      // Migrations ran before anything was opened; what can change is whether the database answers.
      database: async () => (await people.setting(SEED_SETTING)) !== undefined || parts.signer !== undefined,
      sequencer: async () => (await ledger.waiting()) < UNSEQUENCED_MAX,
    },
  });
  const reading = { held, bodyStream, clock };
  const answer = encodedAnswers();
  const verifierKey = verifierKeyOf(signer);
  const exportText = keptExports(
    recordExporter({
      store,
      ledger,
      verifierKey,
      flush: sequencer.flush,
      words,
    }),
  );
  const readAhead = async (stream: string): Promise<void> => {
    const known = await held.get(stream);
    if (known.kind === 'deliberation' && known.state !== undefined)
      await readTabled(known.state, () => setImmediate());
  };
  await app.register(actRoutes(writer, metrics, readAhead));
  await app.register(bodyRoutes(reading, answer));
  await app.register(deliberationRoutes(reading, answer));
  await app.register(sittingRoutes({ ...reading, now: clock }));
  const proofs = proofOfWork(proofSecret, randomBytes, settings.proofBits);
  const keeper = familyKeeper({ words, find: parts.findFamilies ?? findFamilies, onFault });
  const consulting = {
    ...reading,
    keeper,
    events: store,
    familyOf: (state: ConsultationState, comment: string) => familyOf(keeper, state, comment),
    words,
    now: clock,
    writer,
    randomBytes,
    commenters: commenters(settings, randomBytes, proofSecret, confirmed),
    taken: keptTakenNames(body),
    tokens,
    ...edge,
  };
  await app.register(
    commenterRoutes({ proofs, commenters: consulting.commenters, confirmed, links, clock, ...edge }),
  );
  await app.register(consultationRoutes(consulting, answer));
  await app.register(commentTableRoutes(consulting));
  const writing = { correspondents, composer, randomBytes, clock, wake: () => mailSender.wake(), ...edge };
  await app.register(followerRoutes({ reading: consulting, tokens, ...writing }));
  await app.register(applicationRoutes({ ...reading, applications, ...writing }));
  await app.register(eventRoutes({ ...reading, store }));
  const register = documentRegister({ ...reading, store: registerStore(database.db), events: store });
  await app.register(registerRoutes({ ...reading, register, ...edge }));
  await app.register(
    trendRoutes({ ...reading, histories: stanceHistories(store, milliseconds), now: clock, ...edge }),
  );
  await app.register(
    recordRoutes({ ...reading, ledger, origin: signer.name, verifierKey, exportText, ...edge }),
  );
  await app.register(
    noticeRoutes({
      notices,
      correspondents,
      composer,
      tokens,
      body,
      deliberation: deliberationById,
      clock,
      wake: () => mailSender.wake(),
      ...edge,
    }),
  );
  const documentParts = { ...reading, live, ...edge };
  await app.register(documentRoutes({ ...documentParts, drafting, clock }));
  await app.register(documentHistoryRoutes(documentParts));
  await app.register(revisionRoutes({ ...documentParts, writer }));
  await app.register(
    commentRoutes({
      ...documentParts,
      drafting,
      randomBytes,
      now: () => Date.parse(clock()),
      mentioned: async (readable, thread, mention) => {
        if (mention.mentions.length === 0) return () => [];
        const people = await everybody();
        return (number) => mentionNotices(readable, thread, { ...mention, number }, people);
      },
      wake: () => mailSender.wake(),
    }),
  );
  const publicDeliberation = async (id: string) => {
    const known = await held.get(`deliberation:${id}`);
    return known.kind === 'deliberation' && known.state !== undefined
      ? visibleState(known.state, { kind: 'public' })
      : undefined;
  };
  const sitting = async (id: string) => {
    const known = await held.get(`sitting:${id}`);
    return known.kind === 'sitting' ? known.state : undefined;
  };
  registerFeeds(app, {
    publicUrl: settings.publicUrl?.origin,
    body,
    deliberation: publicDeliberation,
    sitting,
    consultation: async (id) => {
      const known = await held.get(`consultation:${id}`);
      return known.kind === 'consultation' ? known.state : undefined;
    },
  });
  const talking = {
    store: conversations,
    rooms: talks,
    opinions,
    proofs,
    markOf: leaverMarks(proofSecret),
    confirmed,
    settings,
    clock,
    randomBytes,
    answer,
    ...edge,
  };
  const talkers = conversationAccess(talking);
  await app.register(conversationRoutes(talking, talkers));
  const searches = packageSearches(parts.startWorker ?? startPackageWorker);
  await app.register(
    searchRoutes({
      ...reading,
      searches,
      notifier: database.notifier,
      watchSession: identity.ended.watch,
      now: milliseconds,
      onFault,
    }),
  );
  await registerPages(app, {
    randomBytes,
    ...edge,
    reading: {
      body,
      deliberations: async () => (await deliberationList(reading)).deliberations,
      documents: async (query) => {
        const state = await body();
        return state === undefined
          ? { documents: [], total: 0 }
          : register.page(state, { ...query, limit: LIMITS.DOCUMENTS_PER_PAGE_MAX });
      },
      document: async (symbol) => {
        const state = await body();
        return state !== undefined && Object.hasOwn(state.register, symbol)
          ? register.document(state, symbol)
          : undefined;
      },
      version: async (symbol, lang) => {
        const state = await body();
        return state === undefined ? undefined : register.version(state, symbol, { lang });
      },
      deliberation: async (id) => {
        const known = await held.get(`deliberation:${id}`);
        return known.kind === 'deliberation' ? known.state : undefined;
      },
      consultations: async (id) => (await consultationList(consulting, id)).value().consultations,
      consultation: async (id, request, offset) => {
        if ((await held.get(`consultation:${id}`)).version === 0) return undefined;
        const { viewer } = request;
        const asker = { viewer, commenter: consulting.commenters.known(request) };
        const span = { offset, limit: LIMITS.COMMENTS_PER_PAGE_MAX };
        const consultation = (await consultationAnswer(consulting, id)).value();
        return {
          consultation,
          page: await commentPage(consulting, id, asker, span),
          ...span,
          amendments: commentedAmendments(await deliberationById(consultation.deliberation)),
        };
      },
      file: async (id, { comment, key }, request, reply) => {
        const commenter = consulting.commenters.met(request, reply);
        const filed = await fileComment(consulting, commenter, id, comment, key);
        const filedAs = filedComment(filed).comment;
        return {
          comment: filedAs,
          ...(request.viewer.kind === 'public' ? { follow: tokens.make('follow', id, filedAs) } : {}),
        };
      },
      followed: async (id, comment, token) => {
        if (!tokens.isGood('follow', id, comment, token)) return undefined;
        return commentOfAuthor(consulting, id, comment);
      },
      conversation: async (id, conversation, request) => {
        const state = await publicDeliberation(id);
        if (state === undefined || !Object.hasOwn(state.conversations, conversation)) return undefined;
        const room = await talks.room(id, conversation);
        const participant = await talkers.participantOf(room, request);
        return {
          conversation: room.frame(),
          phase: conversationPhase(room.frame(), clock()),
          statements: shownOn(room.board()),
          figures: opinions.latest(room.number)?.figures,
          ...(participant === undefined
            ? {}
            : { voted: await conversations.votesOf(room.number, participant.number) }),
        };
      },
      vote: async (id, conversation, vote, request) => {
        const room = await talks.room(id, conversation);
        await castVote(room, await talkers.neededParticipant(room, request), vote);
      },
      join: async (id, conversation, request) => {
        const room = await talks.room(id, conversation);
        room.mustBeOpen(clock());
        const frame = room.frame();
        if (frame.audience === 'signedIn') throw refused('session.needed');
        const as = frame.proof === 'work' ? undefined : talkers.knownAs(room, request);
        if (as === undefined) throw refused('conversation.mailNeeded');
        const participant = newParticipant(room, { group: undefined, at: clock() }, randomBytes);
        await joinKnown(conversations, room, as, participant);
      },
      shown: (request) => consulting.commenters.shown(request),
      askForLink: links.send,
      confirmAddress: (reply, link) => confirmed.confirm(reply, link, Date.parse(clock())),
      now: clock,
    },
  });

  let stopped: Promise<void> | undefined;
  const stopOnce = async (): Promise<void> => {
    app.stopping.begun = true;
    log.stop();
    await scheduler.stop();
    await seats.idle();
    await noticeMaker.stop();
    await mailSender.stop();
    await writer.idle();
    await live.idle();
    await batchEntering.stop();
    // Sockets hear of everything committed, then that they must move; lines that never became sockets end with them.
    rooms.stop();
    io.engine.close();
    // Searches under way end with what they have.
    await searches.close();
    await keeper.close();
    // Requests under way are answered; what they committed is given its place before the node is gone.
    await app.close();
    await talks.idle();
    await talks.stop();
    await opinions.close();
    await writer.idle();
    await live.stop();
    for (const stream of held.streams()) await held.snapshotIfDue(stream, true);
    await sequencer.flush();
    await sequencer.stop();
    await io.close();
  };
  /** Stops in order: not ready, what waits is committed, sockets told, connections closed, everything has its place. */
  const stop = (): Promise<void> => (stopped ??= stopOnce());

  return {
    app,
    io,
    writer,
    /** The writer under a clock of its own, for what happened before this service began. */
    writerAt,
    held,
    store,
    ledger,
    snapshots,
    identity,
    people,
    feed,
    sequencer,
    scheduler,
    notices,
    noticeMaker,
    mailSender,
    seats,
    rooms,
    live,
    documents,
    drafting,
    words,
    conversations,
    opinions,
    batchEntering,
    signer,
    bodyStream,
    clock,
    stop,
  };
};
export type App = Awaited<ReturnType<typeof buildApp>>;
