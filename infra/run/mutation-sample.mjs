import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines that are drawn together. */
const STRETCH = 6;

/** Numbers that look drawn by chance and are the same for the same seed. */
const draws = (seed) => {
  let state = seed >>> 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
};

/** A pattern of the configuration, of `*` and `**\/` alone. */
const globOf = (pattern) =>
  new RegExp(
    `^${pattern.replaceAll('.', '\\.').replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'))}$`,
  );

/**
 * `file:from-to` for a share of the lines of what is mutated: one stretch of six lines in so many is drawn, in every file alike.
 * For a score in minutes where all of it takes hours.
 */
export const mutationSample = (root, patterns, percent, seed) => {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const left = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => globOf(pattern.slice(1)));
  const specs = wanted.flatMap((pattern) => {
    const braces = /^(.*)\{([^}]*)\}(.*)$/.exec(pattern);
    return (braces === null ? [pattern] : braces[2].split(',').map((one) => braces[1] + one + braces[3])).map(
      (one) => `:(glob)${one}`,
    );
  });
  const files = execFileSync('git', ['ls-files', '-z', '--', ...specs], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file !== '' && !left.some((glob) => glob.test(file)));
  const draw = draws(seed);
  return files.flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n').length;
    const stretches = [];
    for (let from = 1; from <= lines; from += STRETCH)
      if (draw(1000) < percent * 10) stretches.push(`${file}:${from}-${Math.min(from + STRETCH - 1, lines)}`);
    return stretches;
  });
};
