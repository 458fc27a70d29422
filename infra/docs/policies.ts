// Prints docs/policies.md from the table of rights: `node --conditions=plenary-source --import tsx infra/docs/policies.ts`.
import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { policyTable } from '../../apps/server/src/policies/policy-table.ts';

const path = new URL('../../docs/policies.md', import.meta.url);
writeFileSync(path, await prettier.format(policyTable(), { parser: 'markdown', printWidth: 110 }));
