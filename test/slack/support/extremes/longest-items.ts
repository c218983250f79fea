import type { Incident } from '../../../../src/domain/incident/incident.ts';
import { type ActionItem, itemsMax } from '../../../../src/domain/incident/items/action-item.ts';
import type { PlainText } from '../../../../src/domain/text/text.ts';
import { itemsOf } from '../../../domain/incident/items/support/items.ts';
import { at, bob } from '../incidents.ts';
import { longText, type TextKind } from './texts.ts';

const dropped = (why: PlainText): ActionItem['state'] => ({
  kind: 'dropped',
  by: { kind: 'person', user: bob },
  at: at('2026-11-21T14:04:00Z'),
  why,
});

/** As many action items as an incident can have, with words as long as they can be. */
export function everyItem(kind: TextKind): Incident['items'] {
  const long = longText(kind);
  return itemsOf(
    ...Array.from({ length: itemsMax }, (_, i) => ({
      text: long,
      owner: { kind: 'words', text: long } as const,
      due: { kind: 'words', text: long } as const,
      ...(i % 3 === 1 && { state: dropped(long) }),
    })),
  );
}
