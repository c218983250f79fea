import { applyCommand } from '../../../src/domain/apply-command.ts';
import { type Effect, effectKey } from '../../../src/domain/effects/effects.ts';
import type { Owed } from '../../../src/domain/effects/owed.ts';
import type { Command, IssuedCommand } from '../../../src/domain/incident/commands.ts';
import { latestDiagnosis } from '../../../src/domain/incident/diagnoses.ts';
import type { Recorded } from '../../../src/domain/incident/events/events.ts';
import { type Millis, millisSchema } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { isRefusal, type Refusal } from '../../../src/domain/incident/refusal.ts';
import type { Action } from './actions.ts';
import { byBot, incident7, policy, start } from './fixtures.ts';
import { goesOn } from './goes-on.ts';

/** What is owed, by key, as the outbox keeps it. */
export type Pending = ReadonlyMap<string, { readonly effect: Effect; readonly due: Millis }>;

/** One command and what it came to. */
export type Moment = {
  readonly order: IssuedCommand;
  readonly before: Incident | null;
  readonly after: Incident | null;
  readonly recorded: readonly Recorded[];
  readonly refusal: Refusal | null;
  readonly pending: Pending;
};

/** How a story ended. */
export type Ending = { readonly incident: Incident | null; readonly record: readonly Recorded[] };

/** Plays a story from the start on, with promises that come due as time passes; `see` is shown every moment. */
export function play(actions: readonly Action[], see: (moment: Moment) => void = () => {}): Ending {
  let now: Millis = start;
  let incident: Incident | null = null;
  const record: Recorded[] = [];
  const pending = new Map<string, { effect: Effect; due: Millis }>();

  const give = (order: IssuedCommand): void => {
    const before = incident;
    const step = applyCommand(incident7, before, order, policy);
    const refusal = isRefusal(step) ? step : null;
    const recorded = isRefusal(step) ? [] : step.recorded;
    if (!isRefusal(step)) {
      incident = step.incident;
      record.push(...step.recorded);
      for (const owed of step.owed) owe(pending, owed);
    }
    see({ order, before, after: incident, recorded, refusal, pending });
  };

  for (const action of actions) {
    if ('wait' in action) now = millisSchema.parse(now + action.wait);
    for (const { key, command } of dueBy(pending, now)) {
      pending.delete(key);
      give({ command, by: byBot, at: now });
    }
    if ('command' in action)
      give({ command: aimed(action.command, incident, now), by: action.by, at: now, originals: [goesOn] });
  }
  return { incident, record };
}

function owe(pending: Map<string, { effect: Effect; due: Millis }>, owed: Owed): void {
  if ('drop' in owed) pending.delete(effectKey(incident7, owed.drop));
  else pending.set(effectKey(incident7, owed.owe), { effect: owed.owe, due: owed.due });
}

/** The promises whose time has come, as the commands they turn into. */
function dueBy(pending: Pending, now: number): { key: string; command: Command }[] {
  return [...pending].flatMap(([key, { effect, due }]): { key: string; command: Command }[] => {
    if (due > now) return [];
    if (effect.type === 'wake') return [{ key, command: { type: 'remind', due: effect.due } }];
    if (effect.type === 'check_response') return [{ key, command: effect }];
    return [];
  });
}

/** A random command with its times counted from now, and `of: 0` aimed at what is there. */
function aimed(command: Command, incident: Incident | null, now: Millis): Command {
  const later = (offset: Millis | null): Millis | null =>
    offset === null ? null : ((now + offset) as Millis);
  switch (command.type) {
    case 'post_update':
      return { ...command, nextUpdateAt: later(command.nextUpdateAt) };
    case 'add_note':
      return { ...command, when: later(command.when) };
    case 'correct_times':
      return {
        ...command,
        to: Object.fromEntries(Object.entries(command.to).map(([name, ago]) => [name, now - ago])),
      };
    case 'correct_start':
      return { ...command, startedAt: (now - command.startedAt) as Millis };
    case 'remind':
    case 'check_response':
      return { ...command, due: millisSchema.parse(now - command.due) };
    case 'snooze':
    case 'record_reminder_post':
      return { ...command, of: command.of || (incident?.reminder?.seq ?? 0) };
    case 'tick_step':
    case 'record_diagnosis_post':
      return { ...command, of: command.of || ((incident && latestDiagnosis(incident)?.seq) ?? 0) };
    default:
      return command;
  }
}
