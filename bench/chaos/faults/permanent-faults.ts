import { z } from 'zod';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { Journal } from '../evidence/journal.ts';

const metadata = z.object({ event_payload: z.object({ effect: z.string() }) });
/** One message in this many. */
const oneIn = 25;

/** The identity in a post (`post_change:7:12#345@…`); empty if it has none. */
export function identityIn(args: Readonly<Record<string, unknown>>): string {
  if (typeof args.metadata !== 'string') return '';
  return metadata.safeParse(JSON.parse(args.metadata)).data?.event_payload.effect ?? '';
}

/** A few messages for which Slack returns `internal_error` whenever they are posted, while all others pass. */
export class PermanentFaults {
  /** The keys of the effects whose messages always fail and were attempted. */
  readonly met = new Set<string>();
  #lift = () => {};

  /** `seed` decides which messages: the same for every attempt and every life. */
  lay({ faults }: Workspace, journal: Journal, seed: number): void {
    this.#lift = faults.add({
      method: 'chat.postMessage',
      times: Number.POSITIVE_INFINITY,
      answer: { error: 'internal_error' },
      when: (args) => {
        const key = identityIn(args).replace(/#.*/u, '');
        // Messages that report a setback never fail for good: if nothing can be reported, nothing can be judged.
        if (!key.includes(':') || key.startsWith('tell_setback') || hash(`${seed} ${key}`) % oneIn !== 0)
          return false;
        this.met.add(key);
        journal.count('error for good');
        return true;
      },
    });
  }

  lift(): void {
    this.#lift();
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
