import type { IncidentId, UserId } from '../../domain/incident/ids.ts';
import type { Archive, Reminded } from '../../store/archive.ts';
import { exportIncident } from './exported-incident.ts';
import { digest, type Envelope, type Exported, formatVersion } from './format.ts';

/** What to export: everything, or only what everybody may know of. */
export type Extent = 'everything' | 'public';

const isWanted = (incident: Exported, extent: Extent): boolean =>
  extent === 'everything' || !incident.private;

/** The document of one incident, for people to read; null if it isn't public and that is wanted. */
export async function oneAsJson(
  archive: Archive,
  id: IncidentId,
  extent: Extent,
  onExported: (incident: Exported) => void,
): Promise<string | null> {
  const { incident, named } = await exportIncident(archive, id);
  if (!isWanted(incident, extent)) return null;
  onExported(incident);
  const sum = digest();
  sum.incident(incident);
  const envelope = await envelopeOf(archive, await archive.people(named), []);
  const { format, ...tail } = { ...envelope, sha256: sum.end(envelope) };
  return `${JSON.stringify({ format, ...incident, ...tail }, null, 2)}\n`;
}

/** The document of all incidents, one a line: each is read when it's asked for, so that memory stays flat. */
export async function* allAsJson(
  archive: Archive,
  extent: Extent,
  onExported: (incident: Exported) => void,
): AsyncGenerator<string> {
  const sum = digest();
  const people = new Set<UserId>();
  yield `{"format":${formatVersion},"incidents":[`;
  let before = '\n';
  for (const id of await archive.ids()) {
    const { incident, named } = await exportIncident(archive, id);
    if (!isWanted(incident, extent)) continue;
    onExported(incident);
    sum.incident(incident);
    for (const user of named) people.add(user);
    yield `${before}${JSON.stringify(incident)}`;
    before = ',\n';
  }
  const envelope =
    extent === 'everything'
      ? await envelopeOf(archive, await archive.everybody(), await archive.reminded())
      : await envelopeOf(archive, await archive.people([...people]), []);
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
