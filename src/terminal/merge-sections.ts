import { createHash } from 'node:crypto';
import { linesOf } from './markers.ts';

/** A section of the postmortem in Markdown, by its key: the heading's words, or `.` for what is above the first one. */
export type KeyedSection = { readonly key: string; readonly text: string };

/** A section that people edited in the file, and that the record changed as well; null: there is none on that side. */
export type Conflict = { readonly key: string; readonly file: string | null; readonly record: string | null };

/** Which side wins where people and the record changed the same section; null: neither, and nothing is written. */
export type Keep = 'file' | 'record' | null;

/** The text to write between the markers, and the conflicts that prevent it. */
export type Merged = {
  readonly text: string;
  readonly hashes: ReadonlyMap<string, string>;
  readonly conflicts: readonly Conflict[];
};

/** The key of a heading. */
export const keyOf = (heading: string | null): string => heading?.replace(/\s+/g, '_') ?? '.';

/** Hashes a text regardless of its line endings and of empty lines at its end. */
const hashOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n').trimEnd()).digest('hex').slice(0, 16);

type FileSection = { readonly key: string | null; readonly text: string };

/** Splits a file into its sections. Those that people added have no key, because their headings have another level. */
function split(inside: string): FileSection[] {
  const starts: { readonly from: number; readonly key: string | null }[] = [{ from: 0, key: '.' }];
  for (const { from, text, isCode } of linesOf(inside).lines) {
    const [, level = '', words = ''] =
      (!isCode && /^ {0,3}(#{1,3})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(text)) || [];
    if (level === '' || (starts.length === 1 && text.startsWith('## Incident'))) continue;
    starts.push({ from, key: level === '###' ? keyOf(words) : null });
  }
  const keys = new Set<string>();
  return starts.flatMap(({ from, key }, i): FileSection[] => {
    const text = inside.slice(from, starts[i + 1]?.from);
    if (text === '') return [];
    const isFirst = key !== null && !keys.has(key);
    if (isFirst) keys.add(key);
    return [{ key: isFirst ? key : null, text }];
  });
}

/**
 * Merges the record's sections into the text between the markers. A section that only people changed since it was last
 * written stays byte for byte, one that only the record changed is replaced, and sections that people added stay where
 * they are. `hashes`: of the sections as they were last written.
 */
export function mergeSections(
  inside: string,
  hashes: ReadonlyMap<string, string>,
  record: readonly KeyedSection[],
  keep: Keep,
): Merged {
  const conflicts: Conflict[] = [];
  const now = new Map(record.map(({ key, text }) => [key, text]));
  /** What becomes of a section, by its text in the file and in the record; null for none. */
  const settled = (key: string, file: string | null, text: string | null): string | null => {
    const base = hashes.get(key);
    const [mine, theirs] = [file, text].map((one) => (one === null ? undefined : hashOf(one)));
    if (mine === theirs || theirs === base) return file;
    if (mine === base) return text;
    if (keep === null) conflicts.push({ key, file, record: text });
    return keep === 'record' ? text : file;
  };
  const kept = split(inside).flatMap(({ key, text }): FileSection[] => {
    if (key === null || (!now.has(key) && !hashes.has(key))) return [{ key, text }];
    const stays = settled(key, text, now.get(key) ?? null);
    return stays === null ? [] : [{ key, text: stays }];
  });
  const inFile = new Set(split(inside).map(({ key }) => key));
  const placed = record.reduce((all, { key, text }, i) => {
    if (inFile.has(key)) return all;
    const added = settled(key, null, text);
    return added === null ? all : withSection(all, { key, text: added }, record.slice(0, i));
  }, kept);
  return {
    text: placed.map(({ text }) => text).join(''),
    hashes: new Map(record.map(({ key, text }) => [key, hashOf(text)])),
    conflicts,
  };
}

/** Inserts a section after the last of those that come before it in the record. */
function withSection(
  all: readonly FileSection[],
  section: FileSection,
  before: readonly KeyedSection[],
): FileSection[] {
  const earlier = new Set<string | null>(before.map(({ key }) => key));
  const place = all.findLastIndex(({ key }) => key !== null && earlier.has(key)) + 1;
  return [...all.slice(0, place), section, ...all.slice(place)];
}
