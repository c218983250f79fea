import type { PlaceTold } from '../../../domain/effects/places-told.ts';
import type { CanvasId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { afterEdit, nextEdit } from '../../../domain/records/canvas/canvas-edits.ts';
import { writtenBefore } from '../../../domain/records/canvas/canvas-of-record.ts';
import type { Claim } from '../../../store/claims.ts';
import type { EffectContext } from '../effect-context.ts';
import { canvasesIn, isGone, overwriteCanvas, readCanvas } from './canvas-calls.ts';
import { canvasRecord, keptAmong, putRight } from './canvas-state.ts';

type Taking = { readonly claim: Claim; readonly incident: Incident };

/** What stands in a canvas afterwards. */
const emptied = 'This incident is private now.';

/** Empties the canvas of a channel that the incident has left. Sections of people's own stay. */
export async function takeCanvas(
  context: EffectContext,
  { claim, incident }: Taking,
  { channel, canvas }: Extract<PlaceTold, { kind: 'canvas' }>,
): Promise<void> {
  const { client } = context;
  const found =
    canvas ?? (await keptAmong(client, (await canvasesIn(client, channel)).canvases, incident.id));
  if (found === null || found === 'theirs') return;
  try {
    await empty(context, { claim, incident }, found);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function empty(context: EffectContext, { claim, incident }: Taking, canvas: CanvasId): Promise<void> {
  const { client } = context;
  const record = await canvasRecord(context, claim, incident);
  const before = writtenBefore(record, canvas);
  const shown = await readCanvas(client, canvas);
  let rest = shown ?? [];
  for (;;) {
    const edit = nextEdit({ shown: rest, former: before.all, wanted: [], written: new Set() });
    if (edit === null) break;
    rest = afterEdit(rest, edit);
  }
  if (shown === null || (rest.length === 0 && shown.length > 0))
    await overwriteCanvas(client, canvas, emptied);
  else await putRight(client, canvas, { before, wanted: [] });
}
