// The commands of the checkout, with nothing but Node and npm on the machine:
//   start    install, build what changed, serve          test     everything that is tested
//   check    what a change must pass                     plenary  the command for files and figures
//   bench    measurements                          mutation  faults put into what decides, found by its tests
import { requireNode } from './run/node-version.mjs';

requireNode();
const [command = 'start', ...rest] = process.argv.slice(2);
const commands = {
  start: async () => (await import('./run/start.mjs')).start(),
  test: async () => (await import('./run/test.mjs')).test(rest),
  check: async () => (await import('./run/check.mjs')).check(rest),
  plenary: async () => (await import('./run/plenary.mjs')).plenary(rest),
  bench: async () => (await import('./run/bench.mjs')).bench(rest),
  mutation: async () => (await import('./run/mutation.mjs')).mutation(rest),
  build: async () => (await import('./run/build.mjs')).buildAfterInstall(),
};
if (!Object.hasOwn(commands, command)) {
  console.error(`Unknown command ${command}. There are: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}
process.exitCode = await commands[command]();
