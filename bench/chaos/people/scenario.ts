import type { Random } from '../random.ts';

/** What a person does during an incident, each as often as it's listed here. */
const duringIncident = [
  'update',
  'update',
  'update',
  'update by button',
  'action',
  'title',
  'link',
  'started',
  'note',
  'note',
  'note by form',
  'edit entry',
  'edit entry',
  'hide entry',
  'restore entry',
  'severity',
  'severity',
  'commander',
  'take command',
  'role',
  'role',
  'roles by form',
  'catch up',
  'somebody joins',
  'mark',
  'mark',
  'edit message',
  'delete message',
  'unmark message',
  'request_id',
  'triage',
  'snooze',
  'make private',
  'go private',
  'go private',
] as const;

/** What can still be done to the record when an incident is over. */
const afterIncident = [
  'edit entry',
  'hide entry',
  'restore entry',
  'edit message',
  'delete message',
  'started',
  'go private',
] as const;

/** What a person does in an incident. */
export type Action =
  | (typeof duringIncident)[number]
  | (typeof afterIncident)[number]
  | 'resolve'
  | 'close'
  | 'cancel'
  | 'duplicate'
  | 'reopen';

/** How an incident is declared: with the command, a shortcut, from a message, or in a channel that people created. */
export const ways = ['command', 'shortcut', 'message', 'adopt'] as const;
export type Way = (typeof ways)[number];

/** One incident as planned: how it's declared and what is done in it, with the pause before each action, ms. */
export type Scenario = {
  readonly title: string;
  readonly way: Way;
  /** Only the members of its channel can know about it. In a channel that people created, the channel decides that. */
  readonly isPrivate: boolean;
  readonly severity: 'P1' | 'P2' | 'P3';
  readonly actions: readonly { readonly action: Action; readonly pauseMs: number }[];
};

/** Plans one incident. The same random numbers give the same scenario. */
export function planScenario(random: Random, title: string): Scenario {
  const some = (least: number, most: number): Action[] =>
    Array.from({ length: random.between(least, most) }, () => random.pick(duringIncident));
  const actions = [...some(4, 12), ...ending(random, some)];
  const way = random.chance(0.4) ? 'command' : random.pick(ways);
  return {
    title,
    way,
    isPrivate: way !== 'adopt' && random.chance(0.2),
    severity: random.pick(['P1', 'P1', 'P2', 'P3']),
    actions: actions.map((action) => ({ action, pauseMs: random.between(100, 2_500) })),
  };
}

function ending(random: Random, some: (least: number, most: number) => Action[]): Action[] {
  if (random.chance(0.1)) return [];
  if (random.chance(0.05)) return ['duplicate'];
  if (random.chance(0.15))
    return random.chance(0.5) ? ['cancel'] : ['cancel', 'reopen', ...some(1, 4), 'close'];
  const resolved: Action[] = random.chance(0.7) ? ['resolve'] : [];
  const again: Action[] =
    resolved.length > 0 && random.chance(0.3) ? ['reopen', ...some(1, 4), ...resolved] : [];
  const closed: Action[] = random.chance(0.85) ? ['close'] : [];
  const corrected: Action[] = random.chance(0.4)
    ? [random.pick(afterIncident), random.pick(afterIncident)]
    : [];
  const twice: Action[] = closed.length > 0 && random.chance(0.25) ? ['reopen', ...some(1, 3), 'close'] : [];
  return [...resolved, ...again, ...closed, ...corrected, ...twice];
}
