import { parseProblem, type PackageProblem } from '@plenary/compromise';

/** Numbers below `n`, the same ones every time. */
export const draws = (seed: number): ((n: number) => number) => {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (n) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % n;
  };
};

const STANCES = ['support', 'support', 'accept', 'accept', 'abstain', 'reserve', 'oppose'] as const;

/** A problem in which no group wants anything in particular: the hardest there is to prove anything about. */
export const hardProblem = (
  items: number,
  members: number,
  groups: number,
  rule: unknown = 'consensus',
): PackageProblem => {
  const draw = draws(7);
  const ids = Array.from({ length: members }, (_, at) => `m${at}`);
  const names = Array.from({ length: items }, (_, item) => [0, 1, 2].map((at) => `i${item}a${at}`));
  const parsed = parseProblem({
    items: names.map((alternatives, item) => ({ id: `i${item}`, alternatives })),
    members: ids,
    groups: Array.from({ length: groups }, (_, group) => ({
      id: `g${group}`,
      members: ids.filter((_id, at) => at % groups === group),
    })),
    stances: Object.fromEntries(
      ids.map((id) => [
        id,
        Object.fromEntries(names.flat().map((name) => [name, STANCES[draw(STANCES.length)] ?? 'accept'])),
      ]),
    ),
    rule,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.problem;
};
