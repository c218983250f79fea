import type { WebClient } from '@slack/web-api';
import { formerDuplicates } from '../../../app/duplicates.ts';
import type { CanvasId, IncidentId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import {
  type CanvasSection,
  canvasMarkdown,
  keptFrom,
} from '../../../domain/records/canvas/canvas-document.ts';
import { afterEdit, nextEdit } from '../../../domain/records/canvas/canvas-edits.ts';
import type { CanvasRecord, WrittenBefore } from '../../../domain/records/canvas/canvas-of-record.ts';
import { type Block, blocksOf } from '../../../domain/records/canvas/canvas-text.ts';
import { asMeant, type Rewritten, rewrittenBy } from '../../../domain/records/canvas/rewritten.ts';
import type { Claim } from '../../../store/claims.ts';
import { CanvasDiffers } from '../../api/failures.ts';
import type { EffectContext } from '../effect-context.ts';
import { editCanvas, isGone, lookUp, readCanvas } from './canvas-calls.ts';
import { namedRecord } from './named-record.ts';

/** Reads what a canvas shows, after looking up the names in it. */
export async function canvasRecord(
  context: EffectContext,
  claim: Claim,
  incident: Incident,
): Promise<CanvasRecord> {
  const record = await namedRecord(context, claim, incident);
  const former = await formerDuplicates(context.store, record.events, record.duplicates);
  return { ...record, former };
}

/** Which of these canvases the bot has made for an incident; null if none, `theirs` if there are only others. */
export async function keptAmong(
  client: WebClient,
  canvases: readonly CanvasId[],
  incident: IncidentId,
): Promise<CanvasId | 'theirs' | null> {
  let theirs = false;
  for (const canvas of canvases) {
    try {
      const found = await lookUp(client, canvas, { words: keptFrom(incident), heading: false });
      if (found.length > 0) return canvas;
      theirs = true;
    } catch (error) {
      // A tab can outlast its canvas.
      if (!isGone(error)) throw error;
    }
  }
  return theirs ? 'theirs' : null;
}

/** `before`: what a canvas may show by now; `isWanted`: whether the sections are still wanted there. */
type Sections = {
  readonly before: WrittenBefore;
  readonly wanted: readonly CanvasSection[];
  readonly isWanted?: () => Promise<boolean>;
};

/** Edits a canvas until the bot's sections are right, or are no longer wanted; returns whether anything was edited. */
export async function putRight(
  client: WebClient,
  canvas: CanvasId,
  { before, wanted, isWanted = async () => true }: Sections,
): Promise<boolean> {
  let shown: readonly Block[] = (await readCanvas(client, canvas)) ?? asWritten(before.last);
  const written = new Set(before.last.flatMap(({ heading, blocks }) => [heading, ...blocks]));
  let rewritten: Rewritten = new Map();
  let last: { readonly made: string; readonly times: number } | null = null;
  for (;;) {
    const edit = nextEdit({ shown: asMeant(shown, rewritten), former: before.all, wanted, written });
    if (edit === null || !(await isWanted())) return last !== null;
    // Of two neighbors, both are deleted at the same place.
    const made = JSON.stringify(edit.operation === 'delete' ? [edit, shown.length] : edit);
    const times: number = last?.made === made ? last.times + 1 : 1;
    if (times > (edit.operation === 'replace' ? 2 : 1)) throw new CanvasDiffers('edits');
    await editCanvas(client, canvas, { shown, edit });
    last = { made, times };
    for (const block of edit.operation === 'delete' ? [] : edit.markdown.split('\n\n')) written.add(block);
    const after = (await readCanvas(client, canvas)) ?? afterEdit(shown, edit);
    rewritten = new Map([...rewritten, ...rewrittenBy(edit, { before: shown, after, again: times > 1 })]);
    shown = after;
  }
}

/** Sections as they stand in a canvas that nobody has changed. */
const asWritten = (sections: readonly CanvasSection[]): Block[] =>
  blocksOf(sections.map(canvasMarkdown).join('\n\n'));
