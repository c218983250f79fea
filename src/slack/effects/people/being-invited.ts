import { type Outcome, postponed } from '../../../app/worker/outcome.ts';
import { effectKey } from '../../../domain/effects/effects.ts';
import type { UserId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { broughtIn } from '../../../domain/incident/people/brought-in.ts';
import type { EffectContext } from '../effect-context.ts';

/** How long those who are being invited are waited for before another look, ms. */
const lookAgainMs = 3_000;

/** Whether somebody is being invited to the incident's channel, or will be once that is made, as of now: ask before Slack. */
export async function beingInvited(
  { store }: Pick<EffectContext, 'store'>,
  incident: Incident,
): Promise<(user: UserId) => boolean> {
  const { id } = incident;
  const pending = new Set((await store.pending(id)).map(({ key }) => key));
  const brought = pending.has(effectKey(id, { type: 'ensure_channel' })) ? broughtIn(incident) : [];
  return (user) => brought.includes(user) || pending.has(effectKey(id, { type: 'invite', user }));
}

/** What is for people who are being invited to a private channel waits for them to be there. */
export const waitsForThem = ({ clock }: Pick<EffectContext, 'clock'>): Outcome =>
  postponed('people are being invited to the private channel', clock.now() + lookAgainMs);
