import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canvasEffects } from '../../../src/domain/effects/canvas-effects.ts';
import type { Recorded } from '../../../src/domain/incident/events/events.ts';
import { canvasIdSchema } from '../../../src/domain/incident/ids.ts';
import { canvasOf } from '../../../src/domain/records/canvas/canvas-of-record.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { opening, story } from '../support/actions.ts';
import { play } from '../support/play.ts';

const kept = { kind: 'kept', id: canvasIdSchema.parse('F0CANVAS'), asOf: 1 } as const;
const none = { duplicates: [], former: [], name: () => 'Somebody' };

test('Whatever changes what a canvas shows queues a sync that is due within a minute', () => {
  fc.assert(
    fc.property(story, (actions) => {
      const events: Recorded[] = [];
      play([opening(plainText('Chats hang')), ...actions], ({ after, recorded }) => {
        const shown = canvasOf({ ...none, events });
        events.push(...recorded);
        if (!after || JSON.stringify(canvasOf({ ...none, events })) === JSON.stringify(shown)) return;
        const types = recorded.map(({ event }) => event.type).join(', ');
        const syncs = recorded.flatMap((one) =>
          canvasEffects({ ...after, canvas: kept }, one).filter(
            (owed) => 'due' in owed && owed.due <= one.at + 60_000,
          ),
        );
        expect(syncs.length > 0 ? 'a sync' : `none after ${types}`).toBe('a sync');
      });
    }),
    { numRuns: 200 },
  );
});
