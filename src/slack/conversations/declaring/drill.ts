import { type DrillRun, drillRunSchema } from '../../../domain/drill/run.ts';
import { anyScript, drillList, scriptNamed } from '../../../domain/drill/scripts.ts';
import { isRefusal, type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { parseJson } from '../../../domain/text/parse-json.ts';
import { clip, plainText } from '../../../domain/text/text.ts';
import { actionIds, commandName } from '../../ids.ts';
import { onAction, refusalReply, reply } from '../../listening/handlers.ts';
import type { ListenerContext, Reply } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { drillStarted, drillsMessage } from '../../views/drill.ts';
import { askToDeclare } from './open.ts';

/** When a drill that nobody declared expires, ms. */
const overAfterMs = 2 * 3_600_000;

/** Starts a drill for one person: the named one, or a random one; `list` lists them all. */
export function drill({ clock, random }: ListenerContext, name: string): Reply {
  if (name.toLowerCase() === 'list') return reply(drillsMessage(drillList()));
  const script = name === '' ? anyScript(random()) : scriptNamed(name);
  if (!script)
    return refusalReply(
      refuse(
        `There's no drill called "${clip(name, 60)}". To see them all, run \`${commandName} drill list\`.`,
      ),
    );
  const run = drillRunSchema.parse({ script: script.name, startedAt: clock.now() });
  return reply(drillStarted(script, run));
}

/** Handles the button that declares a drill's incident. */
export const drillListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.declareDrill]: onAction(context, async (requester, { value }) => {
      const run = running(value, context.clock.now());
      if (isRefusal(run)) return refusalReply(run);
      return askToDeclare(context, requester, { severity: null, title: plainText(''), drill: run });
    }),
  },
});

/** The drill that a button belongs to, as long as it can be declared. The value is untrusted. */
function running(value: string, now: number): DrillRun | Refusal {
  const run = drillRunSchema.safeParse(parseJson(value));
  const again = `Start a new one with \`${commandName} drill\`.`;
  if (!run.success || !scriptNamed(run.data.script))
    return refuse(`This version doesn't include that drill. ${again}`);
  if (now - run.data.startedAt > overAfterMs)
    return refuse(`That drill has expired: it started more than two hours ago. ${again}`);
  return run.data;
}
