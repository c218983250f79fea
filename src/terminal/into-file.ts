import { randomUUID } from 'node:crypto';
import { chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type IncidentId, incidentName } from '../domain/incident/ids.ts';
import { type Refusal, refuse } from '../domain/incident/refusal.ts';
import type { MarkdownSection } from '../domain/records/postmortem.ts';
import { realPath } from '../store/opening/real-path.ts';
import { endOf, locate, startOf } from './markers.ts';
import { type Conflict, type Keep, keyOf, mergeSections } from './merge-sections.ts';

/**
 * Writes a postmortem into a file of other text, between markers, and keeps everything outside of them to the byte. Returns
 * what was done; refuses what it can't do without losing something, and then the file is as it was.
 */
export async function writeInto(
  file: string,
  id: IncidentId,
  sections: readonly MarkdownSection[],
  keep: Keep,
): Promise<{ readonly text: string } | Refusal> {
  const before = await readIfThere(file);
  if (typeof before !== 'string') return before;
  const written = into(before, id, sections, keep);
  if ('why' in written)
    return refuse(`${file}, line ${written.line}: ${written.why}. Nothing was written. Mend that first.`);
  if ('conflicts' in written) return refuse(conflictReport(file, written.conflicts));
  if (written.text === before)
    return { text: `${file} has ${incidentName(id)} as it is now. Nothing was written.` };
  const now = await readIfThere(file);
  if (now !== before) return refuse(`${file} was changed in this moment. Nothing was written. Run it again.`);
  const failed = await replace(file, written.text).catch(codeOf);
  if (failed)
    return refuse(
      `${file} can't be written (${failed}). Nothing was written. Check the path, and who may write there.`,
    );
  return { text: `${file}: ${incidentName(id)} written.` };
}

/** The text of a file with a postmortem in it, both as Latin-1; or why not. */
export function into(
  before: string,
  id: IncidentId,
  sections: readonly MarkdownSection[],
  keep: Keep,
):
  | { readonly text: string }
  | { readonly conflicts: readonly Conflict[] }
  | { readonly line: number; readonly why: string } {
  const located = locate(before, id);
  if (located.kind === 'broken') return located;
  const end = /\r?\n/.exec(before)?.[0] ?? '\n';
  const record = sections.map(({ heading, markdown }) => ({
    key: keyOf(heading),
    text: Buffer.from(`${markdown}\n`, 'utf8').toString('latin1').replaceAll('\n', end),
  }));
  if (located.kind === 'none') {
    const { text, hashes } = mergeSections('', new Map(), record, null);
    const apart = before === '' || before.endsWith('\n') ? '' : end;
    return { text: `${before}${apart}${startOf(id, hashes)}${end}${text}${endOf(id)}${end}` };
  }
  const { marker, inside, hashes } = located.part;
  const stands = before.slice(...inside);
  // A person who emptied it wants it written again.
  const merged = mergeSections(stands, stands.trim() === '' ? new Map() : hashes, record, keep);
  if (merged.conflicts.length > 0) return { conflicts: merged.conflicts };
  const between = before.slice(marker[1], inside[0]);
  const start = startOf(id, merged.hashes);
  return { text: `${before.slice(0, marker[0])}${start}${between}${merged.text}${before.slice(inside[1])}` };
}

function conflictReport(file: string, conflicts: readonly Conflict[]): string {
  const shown = (text: string | null): string =>
    text === null ? '(deleted)' : Buffer.from(text, 'latin1').toString('utf8').trimEnd();
  const name = (key: string): string => (key === '.' ? 'the top' : `"${key.replaceAll('_', ' ')}"`);
  return [
    `${file}: ${conflicts.map(({ key }) => name(key)).join(', ')} changed in the file and in the record. Nothing was written.`,
    ...conflicts.flatMap((one) => [
      '',
      `--- ${name(one.key)} in the file`,
      shown(one.file),
      '',
      `--- ${name(one.key)} in the record`,
      shown(one.record),
    ]),
    '',
    'To take one side for all of these, add --keep file or --keep record.',
  ].join('\n');
}

/** The bytes of a file as Latin-1, so that all of them come back; empty where there is no file. */
async function readIfThere(file: string): Promise<string | Refusal> {
  try {
    const found = await stat(file);
    // A device or a pipe would be replaced by a file.
    if (!found.isFile() && !found.isDirectory()) return refuse(`${file} isn't a file. Nothing was written.`);
    const bytes = await readFile(file);
    const text = bytes.toString('latin1');
    return text.includes('\0') || /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(text)
      ? refuse(`${file} isn't a text file in UTF-8. Nothing was written.`)
      : text;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return '';
    return refuse(`${file} can't be read (${code}). Nothing was written.`);
  }
}

/** What the system says of a failure: `EACCES`. Throws what isn't one of its failures. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (typeof code !== 'string') throw error;
  return code;
}

/** In one step, so that nobody ever finds half a file; its permissions stay, and a link goes on leading to it. */
async function replace(file: string, text: string): Promise<void> {
  const target = realPath(resolve(file));
  const mode = await stat(target).then(
    (found) => found.mode,
    () => null,
  );
  const fresh = `${target}.${randomUUID()}`;
  try {
    await writeFile(fresh, Buffer.from(text, 'latin1'));
    if (mode !== null) await chmod(fresh, mode);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
