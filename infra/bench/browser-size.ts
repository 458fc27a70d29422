/** What a browser loads to compute boards, rules and amendments by itself: consensus and text, bundled and compressed. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const LIMIT_KB = 40;
const kb = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

const bundled = async (entry: string): Promise<string> => {
  const result = await build({
    logLevel: 'error',
    configFile: false,
    resolve: { conditions: ['plenary-source'] },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  });
  return (Array.isArray(result) ? result : [result])
    .flatMap((one) => ('output' in one ? one.output : []))
    .map((chunk) => (chunk.type === 'chunk' ? chunk.code : ''))
    .join('');
};
const sizes = (name: string, code: string): number => {
  const gzip = gzipSync(code, { level: 9 }).length;
  console.log(
    `${name}: ${kb(Buffer.byteLength(code))}, gzip ${kb(gzip)}, brotli ${kb(brotliCompressSync(code).length)}`,
  );
  return gzip;
};

const engine = sizes('consensus + text as pages run them', await bundled('infra/bench/browser-entry.ts'));
sizes('every name of both packages, for comparison', await bundled('infra/bench/browser-entry-whole.ts'));
console.log(`bar: ${LIMIT_KB} kB compressed`);
process.exit(engine < LIMIT_KB * 1_000 ? 0 : 1);
