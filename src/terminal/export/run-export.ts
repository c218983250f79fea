import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { incidentName, parseIncidentName } from '../../domain/incident/ids.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import type { Archive } from '../../store/archive.ts';
import { allAsJson, type Extent, oneAsJson } from './export-json.ts';
import type { Exported } from './format.ts';

/** How `export` was called; `name`: an incident or `all`. */
type ExportOptions = { readonly name: string; readonly extent: Extent };

/** How many incidents were exported, and how many of them are private. */
export type ExportSummary = { readonly incidents: number; readonly private: number };

/** Writes an export while it's read, or says why there's none. `out` stays open; whoever reads it can stop early. */
export async function runExport(
  archive: Archive,
  { name, extent }: ExportOptions,
  out: Writable,
): Promise<ExportSummary | Refusal> {
  const summary = { incidents: 0, private: 0 };
  const count = (incident: Exported): void => {
    summary.incidents += 1;
    if (incident.private) summary.private += 1;
  };
  const write = async (document: AsyncIterable<string>): Promise<ExportSummary> => {
    try {
      await pipeline(Readable.from(document), out, { end: false });
    } catch (error) {
      if (!isClosedPipe(error)) throw error;
    }
    return summary;
  };
  if (name === 'all') return write(allAsJson(archive, extent, count));
  const id = parseIncidentName(name);
  if (!id) return refuse(`"${name}" isn't an incident. Use a name such as INC-1, or all.`);
  const ids = await archive.ids();
  if (!ids.includes(id)) return refuse(`There's no incident ${incidentName(id)} in this database.`);
  const document = await oneAsJson(archive, id, extent, count);
  return document === null
    ? refuse(`${incidentName(id)} is private, and --public leaves it out.`)
    : write(Readable.from([document]));
}

/** What whoever exports has to know besides; null if there's nothing. */
export const exportNotice = ({ incidents, private: hidden }: ExportSummary): string | null =>
  hidden === 0
    ? null
    : `${hidden} of ${incidents === 1 ? '1 incident' : `${incidents} incidents`} ${hidden === 1 ? 'is' : 'are'} private. Keep this export where only people who may know of ${hidden === 1 ? 'it' : 'them'} can read it, or use --public.`;

/** Whoever read it has read enough: `| head`. */
const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE';
