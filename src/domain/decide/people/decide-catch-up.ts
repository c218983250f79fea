import type { IssuedCommand, PersonCommand } from '../../incident/commands.ts';
import type { Incident } from '../../incident/incident.ts';
import type { Decision } from '../decision.ts';

/** How long someone who got a brief gets no other without asking, ms. */
const unaskedEveryMs = 30 * 60_000;

/** Briefs a person on the current state; unasked, nobody gets a brief twice within half an hour. */
export function decideCatchUp(
  { caughtUp }: Incident,
  { command, by, at }: IssuedCommand & { command: Extract<PersonCommand, { type: 'catch_up' }> },
): Decision {
  const last = by.kind === 'person' ? caughtUp.get(by.user) : undefined;
  const lately = last !== undefined && at - last < unaskedEveryMs;
  return lately && !command.asked ? [] : [{ type: 'caught_up', asked: command.asked }];
}
