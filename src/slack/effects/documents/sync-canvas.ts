import type { Handler } from '../../../app/worker/attempt.ts';
import { dead, done, type Outcome, unneeded } from '../../../app/worker/outcome.ts';
import { canvasIdOf, type NoCanvas } from '../../../domain/incident/ending/canvas.ts';
import type { CanvasId, ChannelId } from '../../../domain/incident/ids.ts';
import { type CanvasSection, canvasMarkdown } from '../../../domain/records/canvas/canvas-document.ts';
import { bytesOf } from '../../../domain/records/canvas/canvas-lines.ts';
import { canvasOf, writtenBefore } from '../../../domain/records/canvas/canvas-of-record.ts';
import { slackError } from '../../api/failures.ts';
import { type EffectContext, type EffectOf, inIncidentChannel } from '../effect-context.ts';
import { canvasesIn, createCanvas, isGone } from './canvas-calls.ts';
import { canvasRecord, keptAmong, putRight } from './canvas-state.ts';

/**
 * Lets the channel's canvas show the postmortem, section by section, whatever an earlier attempt or people have left there.
 * Where there can be none, the channel is told so, once.
 */
export const syncCanvas = (context: EffectContext): Handler<EffectOf<'sync_canvas'>> =>
  inIncidentChannel(context, async (job) => {
    if (!context.postmortemCanvas) return done();
    try {
      return await synced(context, job);
    } catch (error) {
      const why = refusal(error);
      if (why === null) throw error;
      return done({ type: 'record_no_canvas', why });
    }
  });

/** Why Slack has no canvas for the bot. */
const refusals: Readonly<Record<string, NoCanvas>> = {
  team_tier_cannot_create_channel_canvases: 'plan',
  free_teams_cannot_edit_standalone_canvases: 'plan',
  canvas_disabled_user_team: 'off',
  canvas_globally_disabled: 'off',
  restricted_action: 'refused',
  unknown_method: 'refused',
  channel_canvas_already_exists: 'theirs',
  free_team_canvas_tab_already_exists: 'theirs',
};

const refusal = (error: unknown): NoCanvas | null =>
  isGone(error) ? 'deleted' : (refusals[slackError(error) ?? ''] ?? null);

type Job = Parameters<Handler<EffectOf<'sync_canvas'>>>[0] & { readonly channel: ChannelId };

async function synced(context: EffectContext, { claim, incident, channel }: Job): Promise<Outcome> {
  const { client, store } = context;
  const place = await canvasesIn(client, channel);
  if (place.isArchived)
    return dead(
      'the channel is archived',
      'Unarchive it, then try again. Or leave it: the file has the postmortem.',
    );
  const recorded = canvasIdOf(incident.canvas);
  const found = recorded ?? (await keptAmong(client, place.canvases, incident.id));
  if (found === 'theirs') return done({ type: 'record_no_canvas', why: 'theirs' });
  const record = await canvasRecord(context, claim, incident);
  const wanted = canvasOf(record);
  // What was taken back there in the meantime isn't written again.
  const isWanted = async () => {
    const now = await store.incident(incident.id);
    return now.kind === 'found' && now.incident.channel?.id === channel;
  };
  if (!(await isWanted())) return unneeded();
  const canvas = found ?? (await created(context, channel, wanted));
  const before = found ? writtenBefore(record, found) : { last: wanted, all: wanted };
  const changed = await putRight(client, canvas, { before, wanted, isWanted });
  return changed || recorded === null
    ? done({ type: 'record_canvas', canvas, asOf: record.events.length })
    : done();
}

/** How much of the postmortem a canvas is created with, in bytes. */
const firstMax = 20_000;

/** The canvas with the first sections; the others follow one by one. */
async function created(
  { client }: EffectContext,
  channel: ChannelId,
  wanted: readonly CanvasSection[],
): Promise<CanvasId> {
  const sections = wanted.map(canvasMarkdown);
  let length = 0;
  const over = sections.findIndex((section, i) => {
    length += bytesOf(section);
    return i > 0 && length > firstMax;
  });
  const markdown = sections.slice(0, over === -1 ? sections.length : over).join('\n\n');
  return createCanvas(client, { channel, title: 'Postmortem', markdown });
}
