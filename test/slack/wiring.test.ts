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
  test('handle every name once, and nothing else', async () => {
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

describe('What the views send', () => {
  const made = extremes('letters').map((extreme) => extreme.made);
  const pressed = made.filter((one) => !('type' in one) || one.type === 'home');
  const modals = made.flatMap((one) => ('type' in one && one.type === 'modal' ? [one] : []));

  const buttons = objectsIn(modals).filter(({ type }) => type === 'button');

  test('from messages, the Home tab, and modal buttons is every action in ids.ts, and no other', () => {
    expect(sorted(new Set(valuesOf([pressed, buttons], 'action_id')))).toEqual(
      sorted(Object.values(actionIds)),
    );
  });

  test('as modals is every view in ids.ts, and no other', () => {
    expect(sorted(new Set(valuesOf(modals, 'callback_id')))).toEqual(sorted(Object.values(viewIds)));
  });

  test("from modal fields has one action_id, under the field's name", () => {
    const inputs = objectsIn(modals).filter(({ type }) => type === 'input');
    expect(new Set(valuesOf(inputs, 'action_id'))).toEqual(new Set([inputActionId]));
    expect(inputs.filter(({ block_id }) => typeof block_id !== 'string')).toEqual([]);
  });
});

test.each([
  ['actions', [...Object.values(actionIds), inputActionId]],
  ['views', Object.values(viewIds)],
  ['events', [...eventNames]],
])('No two %s share a name', (_, names) => {
  expect(names.length).toBe(new Set<string>(names).size);
});
