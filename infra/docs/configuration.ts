// Prints docs/configuration.md from the table of settings: `node --conditions=plenary-source --import tsx infra/docs/configuration.ts`.
import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { configurationPage } from '../../apps/server/src/configuration-page.ts';

const path = new URL('../../docs/configuration.md', import.meta.url);
writeFileSync(path, await prettier.format(configurationPage(), { parser: 'markdown', printWidth: 110 }));
