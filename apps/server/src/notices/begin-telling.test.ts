import type { ConversationHead } from '@plenary/db';
import { expect, test } from 'vitest';
import { beginTelling } from './begin-telling.ts';

const service = (
  standing: Readonly<Record<string, number>>,
  logs: readonly Pick<ConversationHead, 'number' | 'position'>[],
) => {
  const cursors = new Map<string, number>();
  const settings = new Map<string, string>();
  return {
    cursors,
    parts: {
      store: {
        streams: async (kind: string) => Object.keys(standing).filter((stream) => stream.startsWith(kind)),
        version: async (stream: string) => standing[stream] ?? 0,
      },
      notices: {
        begin: async (stream: string, version: number) => {
          if (!cursors.has(stream)) cursors.set(stream, version);
        },
      },
      conversations: {
        heads: async () =>
          logs.map((log) => ({
            deliberation: 'charter',
            conversation: 'c1',
            statements: 0,
            participants: 0,
            hash: '',
            ...log,
          })),
      },
      people: {
        setting: async (key: string) => settings.get(key),
        keepSetting: async (key: string, value: string) => {
          settings.set(key, settings.get(key) ?? value);
          return settings.get(key) ?? value;
        },
      },
      clock: () => '2026-03-02T10:00:00.000Z',
    },
  };
};

test('[NOT-11] what lies behind at the first start is told to nobody, and what was begun goes on', async () => {
  const standing: Record<string, number> = { 'consultation:old': 40, 'deliberation:old': 7, 'sitting:s': 3 };
  const { cursors, parts } = service(standing, [{ number: 3, position: 12 }]);
  cursors.set('deliberation:old', 5);
  await beginTelling(parts);
  expect(Object.fromEntries(cursors)).toEqual({
    'consultation:old': 40,
    'deliberation:old': 5,
    'conversation:3': 12,
    'sitting:s': 3,
  });
  standing['consultation:new'] = 9;
  standing['sitting:new'] = 2;
  await beginTelling(parts);
  expect(cursors.has('consultation:new')).toBe(false);
  expect(cursors.has('sitting:new')).toBe(false);
});
