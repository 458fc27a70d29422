import { optionAt, subjectAt, type Call, type Print } from '../call.ts';
import { InputError } from '../input.ts';

const run = async (id: string, server: string, print: Print): Promise<number> => {
  let answer: Response;
  try {
    answer = await fetch(new URL(`/api/deliberations/${encodeURIComponent(id)}/export`, server));
  } catch (error) {
    throw new InputError(
      `${server}: no service answers there (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const body = await answer.text();
  if (!answer.ok) throw new InputError(`${server}: ${id}: ${body}`);
  print(body);
  return 0;
};

const HERE = 'http://127.0.0.1:8080';

export const exportDeliberation: Call = {
  takes: `ID [--server ${HERE}]`,
  subjects: 1,
  help: `Prints a deliberation with its record (plenary-record/1) as the public may see it, one JSON document.
The service is --server, else PLENARY_SERVER, else ${HERE}.`,
  options: { server: { type: 'string' } },
  run: (given, print) =>
    run(subjectAt(given, 0), optionAt(given, 'server') ?? process.env['PLENARY_SERVER'] ?? HERE, print),
};
