/** One Polis export into a conversation of the service, which is opened for it, as the command brings it in. */
import { join } from 'node:path';
import type { App } from '@plenary/server';
import { bringPolis } from '../../apps/cli/src/bring-polis.ts';
import { readPolisExport } from '../../apps/cli/src/polis-export.ts';

export const DELIBERATION = 'ai-governance';
const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;
/** A conversation is open for at most two years: votes that came later than that are moved to its end. */
const SPAN_MILLISECONDS = 700 * DAY_MILLISECONDS;

/** A conversation that was brought in. */
export interface Brought {
  readonly id: string;
  readonly number: number;
  /** Numbers of its statements by the ids of the export. */
  readonly statements: ReadonlyMap<string, number>;
  /** Groups that the export gives to participants, declared here. */
  readonly groups: readonly string[];
}

/** Opens conversation `id` for an export, for as long as the export lasted up to an hour ago, and brings it in. */
export const bringExport = async (app: App, folder: string, name: string, id: string): Promise<Brought> => {
  const exported = await readPolisExport(join(folder, name));
  const times = [...exported.comments, ...exported.votes].map(({ at }) => at);
  const [first, last] = times.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Infinity, 0],
  );
  const end = Date.now() - HOUR_MILLISECONDS;
  const lang = name.startsWith('vtaiwan') ? ('zh' as const) : ('en' as const);
  const conversation = {
    id,
    opensAt: new Date(end - Math.min(last - first, SPAN_MILLISECONDS)).toISOString(),
    closesAt: new Date(Date.now() + DAY_MILLISECONDS).toISOString(),
    groups: exported.groupIds.map((group) => ({
      id: `group${group}`,
      names: { en: `Group ${group} of the export` },
    })),
  };
  const { id: _, ...frame } = conversation;
  await app.writer.perform({
    stream: `deliberation:${DELIBERATION}`,
    act: {
      type: 'openConversation',
      title: { en: name },
      question: { en: name },
      languages: [lang],
      audience: 'public',
      moderation: 'after',
      policy: { en: 'As it was then.' },
      ...frame,
    },
    actor: { kind: 'secretariat' },
    actorKey: 'bench',
    key: `open ${id}`,
    requestHash: `open ${id}`,
  });
  const { number, statements } = await bringPolis(app.conversations, exported, {
    deliberation: DELIBERATION,
    conversation,
    lang,
    now: new Date(end).toISOString(),
  });
  return { id, number, statements, groups: conversation.groups.map((group) => group.id) };
};
