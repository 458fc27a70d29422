const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const named = (from: readonly (readonly [RegExp, string])[], agent: string): readonly string[] => {
  const found = from.find(([pattern]) => pattern.test(agent));
  return found === undefined ? [] : [found[1]];
};

/** Names by which a person tells their own sessions apart, such as `Firefox, Linux`; empty when nothing is known. */
export const browserLabel = (userAgent: string | undefined): string => {
  const agent = (userAgent ?? '').slice(0, 500);
  return [...named(BROWSERS, agent), ...named(SYSTEMS, agent)].join(', ');
};
