import { closeSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { incidentName, parseIncidentName } from '../../domain/incident/ids.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import { type StoredIncident, UnfitIncident } from '../../store/archive/archive.ts';
import { digest, type Envelope, envelopeSchema, exportedIncidentSchema, formatVersion } from './format.ts';
import { incidentPieces, Truncated } from './json-pieces.ts';
import { asStored } from './stored-event.ts';

/** A document that was looked through whole. Its incidents are read from the file again, one at a time. */
type ReadExport = Envelope & { readonly incidents: () => Generator<StoredIncident> };

/** Why a file isn't a document that can be imported, as the rest of a sentence. */
class Unfit extends Error {
  override readonly name = 'Unfit';
}

/**
 * Hands over what's in a file that `export` wrote, once all of it was looked through; or says why it can't be imported:
 * it's truncated, changed, or of a newer format, or its incidents contradict themselves.
 */
export async function readExport<Result>(
  file: string,
  take: (read: ReadExport) => Promise<Result>,
): Promise<Result | Refusal> {
  try {
    return await take({ ...lookThrough(file), incidents: () => storedIncidents(file) });
  } catch (error) {
    if (error instanceof Truncated)
      return refuse(`${file} ends in the middle. Nothing was imported. Export it again.`);
    if (error instanceof Unfit) return refuse(`${file} ${error.message} Nothing was imported.`);
    if (error instanceof UnfitIncident)
      return refuse(
        `${file} holds events of ${incidentName(error.incident)} that make no incident. Nothing was imported.`,
      );
    if (error instanceof Error && 'syscall' in error)
      return refuse(`${file} can't be read (${error.message}). Nothing was imported. Check the path.`);
    throw error;
  }
}

const oldOrNew = z.looseObject({ format: z.number() });
const anyFields = z.record(z.string(), z.unknown());

/** Throws Unfit. What a newer format says differently is no damage. */
function lookThrough(file: string): Envelope {
  const sum = digest();
  const parts = partsOf(file);
  let problem: string | null = null;
  let before = 0;
  let part = parts.next();
  for (; !part.done; part = parts.next()) {
    sum.incident(part.value);
    const read = storedIncident(part.value, before);
    if (typeof read === 'string') problem ??= read;
    else before = read.id;
  }
  const { format } = oldOrNew.safeParse(part.value).data ?? {};
  if (format === undefined) throw new Unfit("isn't an export of this program.");
  if (format > formatVersion)
    throw new Unfit(
      `has format ${format}, but this version only reads ${formatVersion}. Use a newer version.`,
    );
  const envelope = envelopeSchema.safeParse(part.value).data;
  if (!envelope || sum.end(envelope) !== envelope.sha256)
    throw new Unfit('was changed after it was exported, or is damaged. Export it again.');
  if (problem !== null) throw new Unfit(problem);
  if (envelope.highest < before) throw new Unfit('counts fewer incidents than it holds.');
  return envelope;
}

function* storedIncidents(file: string): Generator<StoredIncident> {
  const parts = partsOf(file);
  for (let part = parts.next(); !part.done; part = parts.next()) {
    const read = storedIncident(part.value, 0);
    if (typeof read === 'string') throw new Unfit(read);
    yield read;
  }
}

/** An incident of a document, or what contradicts itself in it; `before`: the number of the one before it. */
function storedIncident(part: unknown, before: number): StoredIncident | string {
  const { data } = exportedIncidentSchema.safeParse(part);
  const id = data && parseIncidentName(data.name);
  if (!id) return "holds an incident that isn't one.";
  if (id <= before) return `holds ${data.name} twice, or in the wrong place.`;
  const events = data.events.map((event, index) =>
    event.incident === id && event.seq === index + 1 ? asStored(event) : null,
  );
  const whole = events.filter((event) => event !== null);
  if (whole.length < events.length) return `holds events of ${data.name} that aren't its own or have gaps.`;
  return { id, events: whole, rows: data.unreadable?.rows ?? null };
}

/** Each incident of a document, and then what is around them. Nothing is known about either yet. */
function* partsOf(file: string): Generator<unknown, unknown> {
  const pieces = incidentPieces(chunksOf(file));
  let piece = pieces.next();
  for (; !piece.done; piece = pieces.next()) yield json(piece.value);
  const rest = json(piece.value);
  const one = anyFields.safeParse(rest).data;
  if (!one || !('events' in one)) return rest;
  const { format, people, reminded, highest, sha256, ...incident } = one;
  yield incident;
  return { format, people, reminded, highest, sha256 };
}

function json(text: string): unknown {
  const parsed = parseJson(text);
  if (parsed === undefined) throw new Unfit("isn't JSON, or is damaged. Export it again.");
  return parsed;
}

const chunkBytes = 1_000_000;

/** The text of a file, piece by piece. */
function* chunksOf(file: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const bytes = new Uint8Array(chunkBytes);
  const handle = openSync(file, 'r');
  const decoded = (part: Uint8Array, isLast: boolean): string => {
    try {
      return decoder.decode(part, { stream: !isLast });
    } catch {
      throw isLast ? new Truncated() : new Unfit("isn't UTF-8, or is damaged. Export it again.");
    }
  };
  try {
    for (let read = readSync(handle, bytes); read > 0; read = readSync(handle, bytes))
      yield decoded(bytes.subarray(0, read), false);
    yield decoded(new Uint8Array(), true);
  } finally {
    closeSync(handle);
  }
}
