import type { Random } from '../random.ts';

/** What a person does in an incident. */
export type Act =
  | 'update'
  | 'update by button'
  | 'action'
  | 'title'
  | 'link'
  | 'started'
  | 'note'
  | 'note by form'
  | 'severity'
  | 'commander'
  | 'take command'
  | 'mark'
  | 'request_id'
  | 'triage'
  | 'snooze'
  | 'make private'
  | 'resolve'
  | 'close'
  | 'cancel'
  | 'duplicate'
  | 'reopen';

/** One incident as it is planned: how it is declared and what is done in it, with the pause before each act, ms. */
export type Story = {
  readonly title: string;
  readonly severity: 'P1' | 'P2' | 'P3';
  readonly acts: readonly { readonly act: Act; readonly pauseMs: number }[];
};

const amid: readonly [Act, ...Act[]] = [
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
  'severity',
  'severity',
  'commander',
  'take command',
  'mark',
  'mark',
  'request_id',
  'triage',
  'snooze',
  'make private',
];

/** Plans one incident. The same random numbers give the same story. */
export function planStory(random: Random, title: string): Story {
  const some = (least: number, most: number): Act[] =>
    Array.from({ length: random.between(least, most) }, () => random.pick(amid));
  const acts = [...some(4, 10), ...ending(random, some)];
  return {
    title,
    severity: random.pick(['P1', 'P1', 'P2', 'P3']),
    acts: acts.map((act) => ({ act, pauseMs: random.between(100, 2_500) })),
  };
}

function ending(random: Random, some: (least: number, most: number) => Act[]): Act[] {
  if (random.chance(0.1)) return [];
  if (random.chance(0.05)) return ['duplicate'];
  if (random.chance(0.15))
    return random.chance(0.5) ? ['cancel'] : ['cancel', 'reopen', ...some(1, 4), 'close'];
  const resolved: Act[] = random.chance(0.7) ? ['resolve'] : [];
  const again: Act[] =
    resolved.length > 0 && random.chance(0.3) ? ['reopen', ...some(1, 4), ...resolved] : [];
  const closed: Act[] = random.chance(0.85) ? ['close'] : [];
  const twice: Act[] = closed.length > 0 && random.chance(0.25) ? ['reopen', ...some(1, 3), 'close'] : [];
  return [...resolved, ...again, ...closed, ...twice];
}
