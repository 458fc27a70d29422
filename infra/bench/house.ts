/**
 * A real service on a real PostgreSQL for a body that was not made up, with a clock that whoever measures turns: what took
 * place years ago has its own instants in the record. Acts come in as requests of signed-in seats.
 */
import type {
  BodyAct,
  DecisionRule,
  DeliberationState,
  Instant,
  Member,
  PlenaryAct,
} from '@plenary/consensus';
import { addSeconds } from '@plenary/consensus';
import { startTestServer } from '@plenary/db/testing';
import { LIMITS } from '@plenary/protocol';
import { buildApp, readSettings, type App } from '@plenary/server';
import { WITHOUT_RATES } from './without-rates.ts';

const MEMBERS_AT_ONCE = 500;
/** A session is opened anew a day before it would end. */
const SESSION_SECONDS = (LIMITS.SESSION_DAYS - 1) * 24 * 3_600;

/** More votes for than against, of those cast for or against. */
export const MAJORITY: DecisionRule = {
  id: 'majority',
  method: 'ballot',
  pass: { set: 'for', of: 'voting', op: '>', value: '1/2' },
};
/** Nobody objects. */
export const CONSENSUS: DecisionRule = {
  id: 'consensus',
  method: 'consensus',
  pass: { set: 'object', op: '==', value: '0' },
};

export type Seat = 'chair' | 'secretariat' | { readonly member: string };
export type NewMember = Omit<Member, 'admittedAt'>;

interface Answered {
  readonly status: number;
  readonly code: string;
  /** Milliseconds from the request to its answer. */
  readonly ms: number;
}

/** A member of which nothing but the name matters. */
export const plainMember = (id: string, name: string): NewMember => ({
  id,
  role: 'member',
  class: 'government',
  names: { en: name },
  attrs: {},
});

/** The service with a body founded in it. */
export const openHouse = async (given: {
  readonly id: string;
  readonly name: string;
  readonly members: readonly NewMember[];
  readonly rules: readonly [DecisionRule, ...DecisionRule[]];
  readonly at: Instant;
}) => {
  const server = await startTestServer();
  const database = await server.fresh();
  const settings = readSettings({
    env: { LOG_LEVEL: 'error', PLENARY_DATA: '/nonexistent', PLENARY_DEMONSTRATION: 'off' },
    readFile: () => '',
  });
  let now = given.at;
  const app: App = await buildApp({ database, settings, limits: WITHOUT_RATES, clock: () => now });
  const cookies = new Map<string, { readonly cookie: string; readonly until: Instant }>();
  const nameOf = (seat: Seat): string => (typeof seat === 'string' ? seat : seat.member);

  const cookieOf = async (seat: Seat): Promise<string> => {
    const known = cookies.get(nameOf(seat));
    // Years may pass between two roll calls, and sessions end.
    if (known !== undefined && now < known.until) return known.cookie;
    const { token } = await app.identity.linkForSeat(
      typeof seat === 'string'
        ? { kind: seat, mayBind: false, displayName: seat }
        : { kind: 'delegate', member: seat.member, mayBind: true, displayName: seat.member },
    );
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/invitations/accept',
      payload: { token },
    });
    const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
    if (answer.statusCode >= 400 || cookie === '') throw new Error(`no session: ${answer.body}`);
    cookies.set(nameOf(seat), { cookie, until: addSeconds(now, SESSION_SECONDS) });
    return cookie;
  };

  let keys = 0;
  const attempt = async (seat: Seat, stream: string, act: PlenaryAct): Promise<Answered> => {
    const cookie = await cookieOf(seat);
    keys += 1;
    const began = performance.now();
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/acts',
      headers: { cookie, 'idempotency-key': `measured-${keys}` },
      payload: { stream, act },
    });
    const ms = performance.now() - began;
    if (answer.statusCode < 300) return { status: answer.statusCode, code: '', ms };
    const { error } = answer.json<{ error: { code: string; facts: object } }>();
    return { status: answer.statusCode, code: `${error.code} ${JSON.stringify(error.facts)}`, ms };
  };
  const take = async (seat: Seat, stream: string, act: PlenaryAct): Promise<number> => {
    const { code, ms } = await attempt(seat, stream, act);
    if (code !== '') throw new Error(`${act.type}: ${code}`);
    return ms;
  };
  const body = `body:main`;
  const founding: BodyAct = {
    type: 'foundBody',
    id: given.id,
    names: { en: given.name },
    exercise: true,
    rules: given.rules,
    defaultRule: given.rules[0].id,
  };
  await take('secretariat', body, founding);
  const admit = async (members: readonly NewMember[]): Promise<void> => {
    for (let from = 0; from < members.length; from += MEMBERS_AT_ONCE)
      await take('secretariat', body, {
        type: 'admitMembers',
        members: members.slice(from, from + MEMBERS_AT_ONCE),
      });
  };
  await admit(given.members);

  return {
    app,
    database,
    attempt,
    take,
    admit,
    cookieOf,
    now: () => now,
    /** The clock goes on by so many seconds, or to an instant. */
    turn: (to: number | Instant): void => {
      now = typeof to === 'number' ? addSeconds(now, to) : to;
    },
    state: async (stream: string): Promise<DeliberationState> => {
      const known = await app.held.get(stream);
      if (known.kind !== 'deliberation' || known.state === undefined) throw new Error(`no ${stream}`);
      return known.state;
    },
    stop: async (): Promise<void> => {
      await app.stop();
      await database.close();
      await server.stop();
    },
  };
};
export type House = Awaited<ReturnType<typeof openHouse>>;
