import { proofBits } from '@plenary/ledger';
import type { Page } from 'playwright-core';

/** Opening of a conversation by the secretariat. */
export const OPENING = {
  type: 'openConversation',
  title: {
    en: 'Testing of systems',
    fr: 'L’essai des systèmes',
    ar: 'اختبار النظم',
    zh: '系统的检测',
  },
  question: {
    en: 'What should be tested before a system is used, and who should see the results?',
    fr: 'Que faut-il éprouver avant l’usage d’un système, et qui doit voir les résultats ?',
    ar: 'ما الذي ينبغي اختباره قبل استعمال نظام، ومن ينبغي أن يرى النتائج؟',
    zh: '系统投入使用前应检测什么，谁应看到结果？',
  },
  languages: ['en', 'fr', 'es', 'ru', 'zh', 'ar'],
  audience: 'public',
  moderation: 'before',
  policy: {
    en: 'One idea in each statement. No personal data, no advertising. Whoever is refused is told why and may ask the chair.',
    ar: 'فكرة واحدة في كل عبارة. لا بيانات شخصية ولا إعلانات. من تُرفض عبارته يُبلَّغ بالسبب وله أن يطلب نظر الرئيس.',
  },
  groups: [
    {
      id: 'civil',
      names: { en: 'Civil society', fr: 'Société civile', ar: 'المجتمع المدني', zh: '民间社会' },
    },
    { id: 'business', names: { en: 'Business', fr: 'Entreprises', ar: 'قطاع الأعمال', zh: '企业' } },
    { id: 'science', names: { en: 'Science', fr: 'Recherche', ar: 'العلم', zh: '科学界' } },
  ],
  opensAt: '2026-01-01T00:00:00.000Z',
  closesAt: '2027-12-01T00:00:00.000Z',
} as const;

/** What is asked, with how each camp tends to answer. */
const STATEMENTS = [
  ['Results of tests are published in full.', 'en', 1, -1],
  ['Every system is tested by somebody who did not build it.', 'en', 1, 1],
  ['Small companies are tested less often.', 'en', -1, 1],
  ['Tests in the language of the people who will use it come first.', 'en', 1, 0],
  ['يجب أن تُجرى الاختبارات باللغات التي سيُستعمل بها النظام.', 'ar', 1, 0],
  ['未经检测的系统不得用于公共服务。', 'zh', 1, -1],
  ['Whoever finds a fault may say so without fear.', 'en', 1, 1],
  ['Les essais sont payés par ceux qui vendent le système.', 'fr', 1, -1],
  ['A standard of industry is enough; no public body is needed.', 'en', -1, 1],
  ['Testing goes on after a system is in use.', 'en', 1, 1],
] as const;

const ask = async (
  url: string,
  body: object | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Response> => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
};

const solved = (task: string, bits: number): string => {
  let nonce = 0;
  while (proofBits(task, String(nonce)) < bits) nonce += 1;
  return String(nonce);
};

/** Puts the statements in as the secretariat whose page this is. */
export const seedStatements = async (page: Page, path: string): Promise<void> => {
  for (const [words, lang] of STATEMENTS)
    await page.evaluate(
      async ({ url, body }) => {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (!answer.ok && answer.status !== 409) throw new Error(await answer.text());
      },
      { url: `${path}/statements`, body: { words, lang } },
    );
};

/** So many accounts of one hand join from addresses of their own, and say the very same. */
export const oneHandVotes = async (address: string, path: string, count: number): Promise<void> => {
  for (let account = 0; account < count; account += 1) {
    const own = { 'x-forwarded-for': `10.9.0.${account + 1}` };
    const task = (await (await ask(`${address}${path}/task`, undefined, own)).json()) as {
      task: string;
      bits: number;
    };
    const proof = { task: task.task, nonce: solved(task.task, task.bits) };
    const joined = await ask(`${address}${path}/join`, { proof }, own);
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    for (const [place] of STATEMENTS.entries())
      await ask(
        `${address}${path}/votes`,
        { statement: place + 1, value: place % 2 === 0 ? 1 : -1 },
        { ...own, cookie },
      );
  }
};

/** So many people join, each from an address of their own, and vote; what each says follows from their number. */
export const crowdVotes = async (
  address: string,
  path: string,
  count: number,
  groups: readonly string[] = OPENING.groups.map(({ id }) => id),
): Promise<void> => {
  for (let person = 0; person < count; person += 1) {
    const own = { 'x-forwarded-for': `10.0.${Math.floor(person / 200)}.${(person % 200) + 1}` };
    const { task, bits } = (await (await ask(`${address}${path}/task`, undefined, own)).json()) as {
      task: string;
      bits: number;
    };
    const camp = person % 5 < 3 ? 2 : 3;
    const joined = await ask(
      `${address}${path}/join`,
      {
        proof: { task, nonce: solved(task, bits) },
        group: groups[camp === 2 ? (person % 3 === 0 ? 2 : 0) : person % 4 === 0 ? 2 : 1],
      },
      own,
    );
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    for (const [place, statement] of STATEMENTS.entries()) {
      const draw = (person * 31 + place * 17) % 13;
      if (draw === 0) continue;
      const tends = statement[camp];
      const value = draw === 1 ? 0 : draw < 4 ? -tends : tends;
      await ask(`${address}${path}/votes`, { statement: place + 1, value }, { ...own, cookie });
    }
  }
};
