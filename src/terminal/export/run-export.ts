import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type IncidentId, incidentName, parseIncidentName } from '../../domain/incident/ids.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { counted } from '../../domain/text/text.ts';
import type { Archive } from '../../store/archive/archive.ts';
import { asCsv } from './export-csv.ts';
import { allAsJson, oneAsJson } from './export-json.ts';
import { exportIncident, type IncidentExport } from './exported-incident.ts';

/** How `export` was called. `name`: an incident or `all`; `publicOnly`: without private ones. */
export type ExportOptions = {
  readonly name: string;
  readonly as: 'json' | 'csv';
  readonly publicOnly: boolean;
};

/** How many incidents were exported, and how many of them are private. */
export type ExportSummary = { readonly incidents: number; readonly private: number };

/** Writes an export while it's read, or says why there's none. `out` stays open; whoever reads it can stop early. */
export async function runExport(
  archive: Archive,
  { name, as, publicOnly }: ExportOptions,
  out: Writable,
): Promise<ExportSummary | Refusal> {
  const summary = { incidents: 0, private: 0 };
  async function* exported(ids: readonly IncidentId[]): AsyncGenerator<IncidentExport> {
    for (const id of ids) {
      const one = await exportIncident(archive, id);
      if (publicOnly && one.incident.private) continue;
      summary.incidents += 1;
      if (one.incident.private) summary.private += 1;
      yield one;
    }
  }
  const ids = await archive.ids();
  if (name === 'all') {
    const all = exported(ids);
    return write(as === 'csv' ? asCsv(all) : allAsJson(archive, all, { publicOnly }), out, summary);
  }
  const id = parseIncidentName(name);
  if (!id) return refuse(`"${name}" isn't an incident. Use a name such as INC-1, or all.`);
  if (!ids.includes(id)) return refuse(`There's no incident ${incidentName(id)} in this database.`);
  const { value: one } = await exported([id]).next();
  if (!one) return refuse(`${incidentName(id)} is private, and --public leaves it out.`);
  return write(as === 'csv' ? asCsv([one]) : oneAsJson(archive, one), out, summary);
}

async function write(
  pieces: AsyncIterable<string>,
  out: Writable,
  summary: ExportSummary,
): Promise<ExportSummary | Refusal> {
  try {
    await pipeline(Readable.from(pieces), out, { end: false });
  } catch (error) {
    if (isWriteError(error) && error.code !== 'EPIPE')
      return refuse(
        `The export couldn't be written (${error.message}). It isn't complete. Check the disk that it goes to.`,
      );
    // Whoever read it has read enough: `| head`.
    if (!isWriteError(error)) throw error;
  }
  return summary;
}

/** What whoever exports has to know besides; null if there's nothing. */
export const exportNotice = ({ incidents, private: hidden }: ExportSummary): string | null =>
  hidden === 0
    ? null
    : `${hidden} of ${counted(incidents, 'incident')} ${hidden === 1 ? 'is' : 'are'} private. Keep this export where only people who may know of ${hidden === 1 ? 'it' : 'them'} can read it, or use --public.`;

const isWriteError = (error: unknown): error is Error & { readonly code: unknown } =>
  error instanceof Error && 'code' in error && 'syscall' in error && error.syscall === 'write';
