import { type IncidentId, incidentName } from '../domain/incident/ids.ts';

/**
 * Where one incident's postmortem stands in a file, as offsets into its bytes read as Latin-1: the start marker, and what
 * is between the lines of both markers. `hashes`: of each section as it was last written, by its key.
 */
export type MarkedPart = {
  readonly marker: readonly [from: number, to: number];
  readonly inside: readonly [from: number, to: number];
  readonly hashes: ReadonlyMap<string, string>;
};

/** That part, none, or the line (from 1) at which the markers can't be told, and why. */
export type Located =
  | { readonly kind: 'found'; readonly part: MarkedPart }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly line: number; readonly why: string };

/** One line: where it begins, and its text without its end. */
export type Line = { readonly from: number; readonly text: string; readonly isCode: boolean };

/** What some editors put before the first byte of UTF-8. */
const byteOrderMark = '\u00ef\u00bb\u00bf';

/** The lines of a Markdown text, and which of them are in fenced code; `open`: the line of a fence that never ends, or null. */
export function linesOf(content: string): { readonly lines: readonly Line[]; readonly open: number | null } {
  const lines: Line[] = [];
  let fence: { readonly mark: string; readonly line: number } | null = null;
  for (const match of content.matchAll(/([^\n]*)(?:\n|$)/g)) {
    if (match[0] === '' && match.index > 0) break;
    const bom = match.index === 0 && content.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
    const text = (match[1] ?? '').slice(bom).replace(/\r$/, '');
    const [, mark = '', info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    lines.push({ from: match.index + bom, text, isCode: fence !== null || mark !== '' });
    if (fence === null) {
      if (mark !== '' && !(mark.startsWith('`') && info.includes('`'))) fence = { mark, line: lines.length };
    } else if (mark.startsWith(fence.mark) && info.trim() === '') fence = null;
  }
  return { lines, open: fence?.line ?? null };
}

const startMarker =
  /^(?:\u00ef\u00bb\u00bf)? {0,3}<!-- intercom-incident postmortem (INC-\d+)( [^>]*)?-->[ \t]*$/;
const endMarker = /^ {0,3}<!-- \/intercom-incident postmortem (INC-\d+) -->[ \t]*$/;

/** The marker before a postmortem, with the hashes of its sections. */
export const startOf = (id: IncidentId, hashes: ReadonlyMap<string, string>): string =>
  `<!-- intercom-incident postmortem ${[incidentName(id), ...[...hashes].map(([key, hash]) => `${key}=${hash}`)].join(' ')} -->`;

/** The marker after it. */
export const endOf = (id: IncidentId): string => `<!-- /intercom-incident postmortem ${incidentName(id)} -->`;

/** Finds the markers of one incident outside of code. */
export function locate(content: string, id: IncidentId): Located {
  const { lines, open } = linesOf(content);
  let start: (Line & { readonly number: number }) | null = null;
  let found: MarkedPart | null = null;
  const broken = (line: number, why: string): Located => ({ kind: 'broken', line, why });
  for (const [i, line] of lines.entries()) {
    const number = i + 1;
    const begins = line.isCode ? undefined : startMarker.exec(line.text)?.[1];
    const ends = line.isCode ? undefined : endMarker.exec(line.text)?.[1];
    if (start !== null && begins !== undefined)
      return broken(number, `the postmortem of line ${start.number} hasn't ended there`);
    if (begins === incidentName(id)) {
      if (found) return broken(number, `${incidentName(id)} stands there a second time`);
      start = { ...line, number };
    }
    if (ends !== incidentName(id)) continue;
    if (start === null) return broken(number, 'a postmortem ends there that never began');
    found = partOf(content, start, line.from);
    start = null;
  }
  if (start) return broken(start.number, 'the marker at its end is missing, or in a code block');
  if (found) return { kind: 'found', part: found };
  return open === null ? { kind: 'none' } : broken(open, 'the code block that begins there never ends');
}

function partOf(content: string, { from, text }: Line, to: number): MarkedPart {
  const at = from + text.indexOf('<!--');
  const hashes = [...text.matchAll(/(\S+)=([0-9a-f]{16})(?= )/g)].map(
    ([, key = '', hash = '']) => [key, hash] as const,
  );
  return {
    marker: [at, from + text.indexOf('-->') + 3],
    inside: [content.indexOf('\n', from) + 1, to],
    hashes: new Map(hashes),
  };
}
