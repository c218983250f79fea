import { z } from 'zod';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { Journal } from '../evidence/journal.ts';

const metadata = z.object({ event_payload: z.object({ effect: z.string() }) });
/** One message in so many. */
const oneIn = 25;

/** The identity that a post carries (`post_change:7:12#345@…`); empty without one. */
export function identityIn(args: Readonly<Record<string, unknown>>): string {
  if (typeof args.metadata !== 'string') return '';
  return metadata.safeParse(JSON.parse(args.metadata)).data?.event_payload.effect ?? '';
}

/** A few messages that Slack answers `internal_error` whenever they are posted, while all others pass. */
export class Curse {
  /** The keys of the effects whose messages are cursed and were tried. */
  readonly met = new Set<string>();
  #lift = () => {};

  /** `seed` decides which messages: the same for every try and every life. */
  lay({ faults }: Workspace, journal: Journal, seed: number): void {
    this.#lift = faults.add({
      method: 'chat.postMessage',
      times: Number.POSITIVE_INFINITY,
      answer: { error: 'internal_error' },
      when: (args) => {
        const key = identityIn(args).replace(/#.*/u, '');
        // Of those that tell a setback none: where nothing can be told nothing can be judged.
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
