import { spawnSync } from 'node:child_process';
import { canonicalJson } from '@plenary/ledger';
import { describe, expect, test } from 'vitest';
import { logLines, logText } from './conversation-log.fixture.ts';
import { key, recordOf, wholeMeeting } from './record.fixture.ts';
import { verifyFile } from './verify-file.ts';
import { verifyRecord } from './verify-record.ts';

const { told } = wholeMeeting();
const record = recordOf(told);
const whole = canonicalJson(record);
const opened = verifyRecord(record).state?.conversations['c1'];
if (opened === undefined) throw new Error('there is no conversation');
const log = logText(logLines(opened.opensAt));
const files: Readonly<Record<string, string>> = {
  'whole.json': whole,
  'tampered.json': whole.replace('"choice":"for","decision"', '"choice":"against","decision"'),
  'other.json': '[]',
  'torn.json': whole.slice(0, 100),
  'with-logs.json': canonicalJson({ ...record, logs: { c1: log } }),
  'with-tampered-logs.json': canonicalJson({
    ...record,
    logs: { c1: log.replace('"value":-1', '"value":1') },
  }),
  'log.jsonl': log,
  'tampered.jsonl': log.replace('"value":-1', '"value":1'),
};

const run = (...words: readonly string[]) => {
  const lines: string[] = [];
  const complaints: string[] = [];
  const code = verifyFile(words, {
    read: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    print: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, lines, complaints };
};

describe('verify FILE', () => {
  test('[VER-12] prints every check, the figures and that the record holds, and exits with 0', () => {
    const { code, lines, complaints } = run('whole.json', '--key', key);
    expect([code, complaints]).toEqual([0, []]);
    expect(lines).toHaveLength(12);
    const size = record.entries.length + record.otherLeaves.length;
    expect(lines[1]).toBe(
      `ok   checkpoint    origin=example.org/log size=${size} at=2026-04-01T00:00:00.000Z key=brought`,
    );
    expect(lines.slice(-3)).toEqual([
      '3 paragraphs, 2 positions, 1 group statement, 2 explanations, 14 decisions, last outcome: adopted',
      '1 conversation without its log: give it with --logs c1=log.jsonl',
      'the record holds',
    ]);
  });

  test('[VER-12] says when the key was only the one in the record', () => {
    expect(run('whole.json').lines.at(-2)).toMatch(/^the key is the one in the record/);
  });

  test('[VER-12] names the check that failed and where, and exits with 1', () => {
    const { code, lines } = run('tampered.json', '--key', key);
    expect(code).toBe(1);
    expect(lines.at(-2)).toMatch(/^FAIL commitments   problem=commitment stream=deliberation:x version=\d+$/);
    expect(lines.at(-1)).toBe('the record does not hold');
    expect(run('other.json')).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('FAIL format'), lines.at(-1)],
    });
  });

  test('[VER-12] reads the logs of conversations that it is given', () => {
    const { code, lines } = run('whole.json', '--key', key, '--logs', 'c1=log.jsonl');
    expect(code).toBe(0);
    expect(lines.at(-3)).toBe('ok   conversations conversations=1 logs=1 entries=8 younger=0');
    const torn = run('whole.json', '--logs', 'c1=tampered.jsonl');
    expect(torn.code).toBe(1);
    expect(torn.lines.at(-3)).toBe('FAIL conversations problem=chain conversation=c1 position=1');
  });

  test('[VER-15] the logs that come with a record are checked as those that are brought', () => {
    const { code, lines } = run('with-logs.json', '--key', key);
    expect([code, lines.at(-3)]).toEqual([
      0,
      'ok   conversations conversations=1 logs=1 entries=8 younger=0',
    ]);
    const torn = run('with-tampered-logs.json', '--key', key);
    expect([torn.code, torn.lines.at(-2)]).toEqual([
      1,
      'FAIL conversations problem=chain conversation=c1 position=1',
    ]);
  });

  test.each([
    [[], 'usage: '],
    [['whole.json', '--logs'], 'usage: '],
    [['whole.json', '--logs', 'log.jsonl'], '--logs: expected'],
    [['whole.json', '--logs', 'c1=a,c1=b'], '--logs: expected'],
    [['whole.json', '--logs', 'c1=absent.jsonl'], 'absent.jsonl: no such file'],
    [['--help'], 'usage: '],
    [['whole.json', '--key'], 'usage: '],
    [['whole.json', '--lock', key], 'usage: '],
    [['whole.json', '--key', key, 'more'], 'usage: '],
    [['whole.json', '--key', 'nobody'], '--key: expected'],
    [['absent.json'], 'absent.json: no such file'],
    [['torn.json'], 'torn.json: '],
  ])('[VER-12] complains of %j in one line, prints nothing and exits with 2', (words, beginning) => {
    const { code, lines, complaints } = run(...words);
    expect([code, lines.length, complaints.length]).toEqual([2, 0, 1]);
    expect(complaints[0]?.startsWith(beginning)).toBe(true);
  });

  test('[VER-12] the program itself exits with 2 for a file that is not there', () => {
    const program = new URL('main.ts', import.meta.url).pathname;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--conditions=plenary-source', '--import=tsx', program, '/nowhere/record.json'],
      { encoding: 'utf8' },
    );
    expect(stderr).toMatch(/^\/nowhere\/record\.json: ENOENT/);
    expect(status).toBe(2);
  });
});
