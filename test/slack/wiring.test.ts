import { describe, expect, test } from 'vitest';
import {
  actionIds,
  commandName,
  eventNames,
  inputActionId,
  shortcutIds,
  viewIds,
} from '../../src/slack/ids.ts';
import { extremes } from './support/extremes/extremes.ts';
import { objectsIn, valuesOf } from './support/reading.ts';
import { everythingHeard } from './support/received-messages.ts';

/** Names in an order of their own, repetitions kept. */
const sorted = (names: Iterable<string>): string[] => [...names].toSorted();

describe('The listeners', () => {
  test('cover every name once, and nothing else', async () => {
    const received = await everythingHeard();
    const known = [
      `commands ${commandName}`,
      ...Object.values(shortcutIds).map((id) => `shortcuts ${id}`),
      ...Object.values(actionIds).map((id) => `actions ${id}`),
      ...Object.values(viewIds).map((id) => `views ${id}`),
      ...eventNames.map((name) => `events ${name}`),
    ];
    expect(sorted(received)).toEqual(sorted(known));
  });
});

describe('what the views send', () => {
  const made = extremes('letters').map((extreme) => extreme.made);
  const pressed = made.filter((one) => !('type' in one) || one.type === 'home');
  const modals = made.flatMap((one) => ('type' in one && one.type === 'modal' ? [one] : []));

  const buttons = objectsIn(modals).filter(({ type }) => type === 'button');

  test('from messages, the Home tab and the buttons of modals is each action of ids.ts, and no other', () => {
    expect(sorted(new Set(valuesOf([pressed, buttons], 'action_id')))).toEqual(
      sorted(Object.values(actionIds)),
    );
  });

  test('as modals is each view of ids.ts, and no other', () => {
    expect(sorted(new Set(valuesOf(modals, 'callback_id')))).toEqual(sorted(Object.values(viewIds)));
  });

  test('from the fields of modals always has the same action id, under the name of the field', () => {
    const inputs = objectsIn(modals).filter(({ type }) => type === 'input');
    expect(new Set(valuesOf(inputs, 'action_id'))).toEqual(new Set([inputActionId]));
    expect(inputs.filter(({ block_id }) => typeof block_id !== 'string')).toEqual([]);
  });
});

test.each([
  ['actions', [...Object.values(actionIds), inputActionId]],
  ['views', Object.values(viewIds)],
  ['events', [...eventNames]],
])('no two %s share a name', (_, names) => {
  expect(names.length).toBe(new Set<string>(names).size);
});
