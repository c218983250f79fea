import type { UserId } from '../../domain/incident/ids.ts';
import type { Archive, Reminded } from '../../store/archive/archive.ts';
import type { IncidentExport } from './exported-incident.ts';
import { digest, type Envelope, formatVersion } from './format.ts';

/** The document of one incident, for people to read. */
export async function* oneAsJson(
  archive: Archive,
  { incident, named }: IncidentExport,
): AsyncGenerator<string> {
  const sum = digest();
  sum.incident(incident);
  const envelope = await envelopeOf(archive, await archive.people(named), []);
  const { format, ...tail } = { ...envelope, sha256: sum.end(envelope) };
  yield `${JSON.stringify({ format, ...incident, ...tail }, null, 2)}\n`;
}

/** The document of all incidents, one a line: each is read when it's asked for, so that memory stays flat. */
export async function* allAsJson(
  archive: Archive,
  all: AsyncIterable<IncidentExport>,
  { publicOnly }: { readonly publicOnly: boolean },
): AsyncGenerator<string> {
  const sum = digest();
  const people = new Set<UserId>();
  yield `{"format":${formatVersion},"incidents":[`;
  let before = '\n';
  for await (const { incident, named } of all) {
    sum.incident(incident);
    for (const user of named) people.add(user);
    yield `${before}${JSON.stringify(incident)}`;
    before = ',\n';
  }
  const envelope = publicOnly
    ? await envelopeOf(archive, await archive.people([...people]), [])
    : await envelopeOf(archive, await archive.everybody(), await archive.reminded());
  const { format, ...tail } = { ...envelope, sha256: sum.end(envelope) };
  yield `\n],${JSON.stringify(tail).slice(1)}\n`;
}

async function envelopeOf(
  archive: Archive,
  names: ReadonlyMap<UserId, string>,
  reminded: readonly Reminded[],
): Promise<Omit<Envelope, 'sha256'>> {
  return {
    format: formatVersion,
    people: Object.fromEntries([...names].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    reminded: [...reminded],
    highest: await archive.highest(),
  };
}
