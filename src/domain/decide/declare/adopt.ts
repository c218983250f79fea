import type { Occupant } from '../../incident/commands.ts';
import { incidentName } from '../../incident/ids.ts';
import { type Refusal, refuse } from '../../incident/refusal.ts';
import { isFinal } from '../../incident/status.ts';

/**
 * Returns why no other incident can live in the channel of this one; null once this one is finished, or if there is
 * none.
 */
export const occupiedRefusal = (occupant: Occupant | null): Refusal | null =>
  occupant === null || isFinal(occupant.status)
    ? null
    : refuse(
        `${incidentName(occupant.id)} (${occupant.status}) already lives in this channel. Nothing was changed. Close it first, or run \`/intercom-incident open\` instead.`,
      );
