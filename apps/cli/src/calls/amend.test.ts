import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../answer.ts';
import { InputError } from '../input.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-amend-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const paragraph = (id: string, label: string, text: string) => ({
  id,
  kind: 'operative',
  level: 0,
  label,
  text,
});
/** The worked examples of the field: a paragraph that is deleted or changed, and a deadline in months. */
const TEXT = {
  format: 'plenary-text/1',
  language: 'en',
  paragraphs: [
    paragraph('p1', 'OP1', 'Encourages States to establish testing.'),
    paragraph('p2', 'OP2', 'Decides that reports shall be submitted within 24 months.'),
  ],
};
const amendment = (id: string, submitted: number, change: object, rest: object = {}) => ({
  id,
  by: [`of ${id}`],
  submitted,
  changes: [change],
  ...rest,
});
const within = (months: string) => ({
  paragraph: 'p2',
  new: `Decides that reports shall be submitted within ${months} months.`,
});
const AMENDMENTS = {
  format: 'plenary-amendments/1',
  amendments: [
    amendment('A1', 2, { paragraph: 'p1', delete: true }),
    amendment('A2', 1, { paragraph: 'p1', new: 'Urges States to establish testing.' }),
    amendment('A3', 3, { paragraph: 'p1', new: 'Encourages States to establish voluntary testing.' }),
    amendment('B36', 4, within('36')),
    amendment('B6', 5, within('6')),
    amendment('B12', 6, within('12')),
    amendment(
      'S',
      7,
      { paragraph: 'p1', new: 'Strongly urges States to establish testing.' },
      { parent: 'A2' },
    ),
    amendment('T', 8, { paragraph: 'p1', new: 'Urges States to establish testing.' }),
    amendment('N', 9, { after: 'p2', kind: 'operative', insert: 'Requests a report.' }, { needs: ['B36'] }),
  ],
};

interface Proposed {
  readonly conflicts: readonly {
    readonly a: string;
    readonly b: string;
    readonly kind: string;
    readonly hard: boolean;
  }[];
  readonly order: readonly {
    readonly amendment: string;
    readonly distance: number;
    readonly component: number;
    readonly reason: string;
    readonly why: string;
  }[];
  readonly compiled: readonly {
    readonly paragraph: string;
    readonly text: string;
    readonly segments: readonly unknown[];
  }[];
  readonly twins: readonly unknown[];
}
interface Adopted {
  readonly paragraphs: readonly { readonly id: string; readonly label: string; readonly text: string }[];
  readonly fates: readonly {
    readonly amendment: string;
    readonly fate: string;
    readonly because: readonly string[];
  }[];
}

const call = async (text: unknown, amendments: unknown, ...options: readonly string[]): Promise<unknown> => {
  const [textPath, amendmentsPath] = [join(folder, 'text.json'), join(folder, 'amendments.json')];
  writeFileSync(textPath, JSON.stringify(text));
  writeFileSync(amendmentsPath, JSON.stringify(amendments));
  const lines: string[] = [];
  expect(await answer(['amend', textPath, amendmentsPath, ...options], (line) => lines.push(line))).toBe(0);
  return JSON.parse(lines.join('\n')) as unknown;
};
const problem = async (...given: Parameters<typeof call>): Promise<string> => {
  const caught: unknown = await call(...given).catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(InputError);
  return caught instanceof Error ? caught.message : '';
};
const proposed = async (): Promise<Proposed> => (await call(TEXT, AMENDMENTS)) as Proposed;
const adopted = async (ids: string): Promise<Adopted> =>
  (await call(TEXT, AMENDMENTS, '--adopt', ids)) as Adopted;

test('[CAM-1] the order of voting is that of the worked examples, each place with its reason', async () => {
  const { order } = await proposed();
  expect(order.map((one) => [one.component, one.amendment, one.reason])).toEqual([
    [1, 'A1', 'furtherRemoved'],
    [1, 'S', 'beforeAmended'],
    [1, 'A2', 'furtherRemoved'],
    [1, 'A3', 'nearest'],
    [2, 'B6', 'largerShift'],
    [2, 'B36', 'submittedEarlier'],
    [2, 'B12', 'nearest'],
    [3, 'N', 'alone'],
  ]);
  expect(order[0]).toMatchObject({ distance: 14.3, why: 'Further removed than A2 (14.3 against 8).' });
  expect(order.map(({ distance }) => distance).slice(4, 7)).toEqual([8, 8, 8]);
});

test('[CAM-1] a sub-amendment to a paragraph that is not there yet has the place of what it amends', async () => {
  const late = { after: 'p2', kind: 'operative', insert: 'Requests a report.' };
  const { order } = (await call(TEXT, {
    format: 'plenary-amendments/1',
    amendments: [
      amendment('N', 1, late),
      amendment('S', 2, { paragraph: 'N.1', new: 'Requests a short report.' }, { parent: 'N' }),
      amendment('A', 3, { paragraph: 'p1', delete: true }),
      amendment('F', 4, { after: null, kind: 'preambular', insert: 'Recalling its resolution,' }),
    ],
  })) as Proposed;
  expect(order.map((one) => [one.component, one.amendment])).toEqual([
    [1, 'F'],
    [2, 'A'],
    [3, 'S'],
    [3, 'N'],
  ]);
});

test('[CAM-1] conflicts name the earlier amendment first, twins are told, and print names the sponsors', async () => {
  const { conflicts, compiled, twins } = await proposed();
  expect(conflicts).toContainEqual({ a: 'A2', b: 'A1', kind: 'paragraph', hard: true });
  expect(conflicts).toContainEqual({ a: 'B36', b: 'B12', kind: 'overlap', hard: true });
  expect(conflicts.flatMap(({ a, b }) => [a, b])).not.toContain('T');
  expect(twins).toEqual([{ amendment: 'T', mergedInto: 'A2' }]);
  expect(compiled.map(({ text }) => text)).toEqual([
    '[− [Encourages | [Urges | Strongly urges — of S] — of A2, of T] States to establish [+ voluntary — of A3] testing. — of A1: delete]',
    'Decides that reports shall be submitted within [24 | 36 — of B36 | 6 — of B6 | 12 — of B12] months.',
    '[+ Requests a report. — of N]',
  ]);
});

test('[CAM-1] more amendments to one place than can be listed in pairs are refused', async () => {
  const many = Array.from({ length: 2_002 }, (_, at) =>
    amendment(`A${at}`, at, { after: 'p1', kind: 'operative', insert: `Requests report ${at}.` }),
  );
  const refused = await problem(TEXT, { format: 'plenary-amendments/1', amendments: many });
  expect(refused).toContain('$.amendments: expected amendments of which at most 2000000 pairs meet');
});

test('[CAM-2] the text that results comes with what becomes of every amendment', async () => {
  expect(await adopted('A2,S,B36,N')).toEqual({
    paragraphs: [
      paragraph('p1', 'OP1', 'Strongly urges States to establish testing.'),
      paragraph('p2', 'OP2', 'Decides that reports shall be submitted within 36 months.'),
      paragraph('N.1', 'OP3', 'Requests a report.'),
    ],
    fates: [
      { amendment: 'A2', fate: 'adopted', because: [] },
      { amendment: 'A1', fate: 'excluded', because: ['A2', 'S'] },
      { amendment: 'A3', fate: 'open', because: [] },
      { amendment: 'B36', fate: 'adopted', because: [] },
      { amendment: 'B6', fate: 'excluded', because: ['B36'] },
      { amendment: 'B12', fate: 'excluded', because: ['B36'] },
      { amendment: 'S', fate: 'adopted', because: [] },
      { amendment: 'T', fate: 'adopted', because: [] },
      { amendment: 'N', fate: 'adopted', because: [] },
    ],
  });
  const { fates, paragraphs } = await adopted('A1,B6');
  expect(paragraphs.map(({ id }) => id)).toEqual(['p2']);
  expect(fates.find(({ amendment: id }) => id === 'S')).toEqual({
    amendment: 'S',
    fate: 'excluded',
    because: ['A1'],
  });
  expect(fates.find(({ amendment: id }) => id === 'N')).toEqual({
    amendment: 'N',
    fate: 'falls',
    because: ['B36'],
  });
});

test('[CAM-2] what cannot be adopted together, lacks a need or is unknown is an input error', async () => {
  expect(await problem(TEXT, AMENDMENTS, '--adopt', 'B6,B12')).toContain(
    'amendment.conflict: amendment B6, other B12, kind overlap',
  );
  expect(await problem(TEXT, AMENDMENTS, '--adopt', 'N')).toContain(
    'amendment.needs: amendment N, needed B36',
  );
  expect(await problem(TEXT, AMENDMENTS, '--adopt', 'S')).toContain(
    'amendment.parent: amendment S, parent A2',
  );
  expect(await problem(TEXT, AMENDMENTS, '--adopt', 'A2,,')).toContain('expected amendments of');
});

test('[CAM-1] a file that cannot be used is named with the path, as its schema refuses it', async () => {
  const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
  for (const name of ['text', 'amendments'])
    schemas.addSchema(
      JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as Record<string, unknown>,
    );
  const fits = (schema: string, value: unknown): boolean => schemas.validate(`${schema}.schema.json`, value);
  expect([fits('text', TEXT), fits('amendments', AMENDMENTS)]).toEqual([true, true]);
  const wrong = {
    ...AMENDMENTS,
    amendments: [amendment('A1', 1, { paragraph: 'p1', new: 'x', delete: true })],
  };
  expect(await problem(TEXT, wrong)).toMatch(/amendments\.json: \$\.amendments\[0\]\.changes\[0\]: expected/);
  expect(fits('amendments', wrong)).toBe(false);
  const text = { ...TEXT, paragraphs: [{ ...TEXT.paragraphs[0], kind: 'clause' }] };
  expect(await problem(text, AMENDMENTS)).toMatch(
    /text\.json: \$\.paragraphs\[0\]\.kind: expected one of title/,
  );
  expect(fits('text', text)).toBe(false);
});
