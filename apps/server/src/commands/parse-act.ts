import type { PlenaryAct } from '@plenary/consensus';
import { ACT_SCHEMAS, type ActRequest } from '@plenary/protocol';
import { Compile } from 'typebox/compile';
import { refused } from '../refused.ts';
import { streamKindOf } from '../streams/admit-act.ts';
import { illFormed } from './well-formed.ts';

const VALIDATORS = new Map(Object.entries(ACT_SCHEMAS).map(([type, schema]) => [type, Compile(schema)]));

/** Longest path that an answer repeats: names of fields come from the request. */
const PLACE_CHARACTERS_MAX = 200;
const malformed = (place: string, problem: string) =>
  refused('request.malformed', { place: place.slice(0, PLACE_CHARACTERS_MAX), problem });

/**
 * The act as the rules know it.
 * @throws Refused `act.unknown`, or `request.malformed` with the place and what is wrong there
 */
export const parseAct = ({ stream, act }: ActRequest): PlenaryAct => {
  const validator = VALIDATORS.get(act.type);
  if (validator === undefined) throw refused('act.unknown', { type: act.type });
  const wrong = illFormed(act);
  if (wrong !== undefined) throw malformed(`body/act${wrong.place}`, wrong.problem);
  if (!validator.Check(act)) {
    const [first] = validator.Errors(act);
    throw malformed(`body/act${first?.instancePath ?? ''}`, first?.keyword ?? 'invalid');
  }
  const parsed = act as PlenaryAct; // its schema was met just above
  if (!stream.startsWith(`${streamKindOf(parsed)}:`)) throw malformed('body/stream', 'kind');
  // A stream under another name than what begins in it could never be verified.
  if (parsed.type === 'foundBody' && stream !== `body:${parsed.id}`) throw malformed('body/act/id', 'stream');
  if (parsed.type === 'openDeliberation' && stream !== `deliberation:${parsed.id}`)
    throw malformed('body/act/id', 'stream');
  if (parsed.type === 'planSitting' && stream !== `sitting:${parsed.id}`)
    throw malformed('body/act/id', 'stream');
  if (parsed.type === 'announceConsultation' && stream !== `consultation:${parsed.id}`)
    throw malformed('body/act/id', 'stream');
  return parsed;
};
