import { parseExport } from '@plenary/ledger';
import { optionAt, subjectAt, type Call, type Print } from '../call.ts';
import { InputError } from '../input.ts';

const asked = async (path: string, server: string): Promise<string> => {
  let answer: Response;
  try {
    answer = await fetch(new URL(path, server));
  } catch (error) {
    throw new InputError(
      `${server}: no service answers there (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const body = await answer.text();
  if (!answer.ok) throw new InputError(`${server}${path}: ${body}`);
  return body;
};

/** Names of the conversations that a deliberation of the record opened. */
const conversationsIn = (body: string): readonly string[] => {
  const parsed = parseExport(JSON.parse(body));
  if (!parsed.ok) throw new InputError(`${parsed.path}: expected ${parsed.expected}`);
  const { entries, deliberation } = parsed.record;
  return entries.flatMap(({ envelope, payload }) => {
    if (envelope.type !== 'conversationOpened' || envelope.stream !== deliberation) return [];
    const { conversation } = payload as { readonly conversation: { readonly id: string } }; // what the rules admitted
    return [conversation.id];
  });
};

const run = async (
  id: string,
  { server, isBare }: { readonly server: string; readonly isBare: boolean },
  print: Print,
): Promise<number> => {
  const path = `/api/deliberations/${encodeURIComponent(id)}`;
  const body = await asked(`${path}/export`, server);
  const conversations = isBare ? [] : conversationsIn(body);
  if (conversations.length === 0) {
    print(body);
    return 0;
  }
  // The logs are read after the record: all that it knows of them is in them, and what is younger hangs on it.
  const logs: Record<string, string> = {};
  for (const conversation of conversations)
    logs[conversation] = await asked(`${path}/conversations/${conversation}/open-data/log.jsonl`, server);
  print(JSON.stringify({ ...(JSON.parse(body) as object), logs })); // parsed above
  return 0;
};

const HERE = 'http://127.0.0.1:8080';

export const exportDeliberation: Call = {
  takes: `ID [--server ${HERE}] [--without-logs]`,
  subjects: 1,
  help: `Prints a deliberation with its record (plenary-record/1) as the public may see it, one JSON document.
With it come the logs of its conversations, which verify checks against the hashes in the record; --without-logs leaves
them out where there are millions of votes.
The service is --server, else PLENARY_SERVER, else ${HERE}.`,
  options: { server: { type: 'string' }, 'without-logs': { type: 'boolean' } },
  run: (given, print) =>
    run(
      subjectAt(given, 0),
      {
        server: optionAt(given, 'server') ?? process.env['PLENARY_SERVER'] ?? HERE,
        isBare: given.options['without-logs'] === true,
      },
      print,
    ),
};
