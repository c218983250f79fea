import { describe, expect, it } from 'vitest';
import { shownEntry } from '../../../packages/slack-sandbox/page/blocks/entry.ts';
import { matching, offered } from '../../../packages/slack-sandbox/page/blocks/options.ts';
import { submitted } from '../../../packages/slack-sandbox/page/modal/entries.ts';
import type { JsonObject } from '../../../packages/slack-sandbox/slack/json.ts';
import { shell } from './support/shell.ts';

const option = (value: string, text: string, about = ''): JsonObject => ({
  value,
  text: { type: 'plain_text', text },
  ...(about && { description: { type: 'plain_text', text: about } }),
});
const severities = [option('P1', 'P1', 'All down'), option('P2', ':fire: P2', 'Degraded')];
const select: JsonObject = { type: 'static_select', action_id: 'v', options: severities };

describe('An element on the page shows', () => {
  it('its current value', () => {
    const held: JsonObject = { type: 'static_select', selected_option: option('P2', 'P2') };
    expect(shownEntry(select, held)).toBe('P2');
  });

  it('its initial value until someone touches it', () => {
    const tick: JsonObject = { type: 'checkboxes', initial_options: severities };
    expect(shownEntry(tick, undefined)).toEqual(['P1', 'P2']);
    expect(shownEntry({ type: 'datetimepicker', initial_date_time: 1_700_000_000 }, undefined)).toBe(
      1_700_000_000,
    );
  });

  it('nothing once it was cleared, whatever its initial value', () => {
    const line: JsonObject = { type: 'plain_text_input', initial_value: 'before' };
    expect(shownEntry(line, { type: 'plain_text_input', value: null })).toBeNull();
  });

  it("nothing if it's a button", () => {
    expect(shownEntry({ type: 'button', value: 'x' }, undefined)).toBeNull();
  });
});

describe('A select on the page offers', () => {
  it('its own options, with emoji as characters', () => {
    expect(offered(select, shell)).toEqual([
      {
        label: '',
        options: [
          { value: 'P1', label: 'P1', about: 'All down' },
          { value: 'P2', label: '🔥 P2', about: 'Degraded' },
        ],
      },
    ]);
  });

  it('its groups under their labels', () => {
    const label = { type: 'plain_text', text: 'Loud' };
    const grouped: JsonObject = { type: 'static_select', option_groups: [{ label, options: severities }] };
    expect(offered(grouped, shell)).toMatchObject([
      { label: 'Loud', options: [{ value: 'P1' }, { value: 'P2' }] },
    ]);
  });

  it("the workspace's people if it's a users_select", () => {
    const values = offered({ type: 'multi_users_select' }, shell).flatMap((group) => group.options);
    expect(values.map(({ label }) => label)).toEqual(['Ana Alvarez', 'Incident Commander']);
  });

  it('only what matches the text typed, in its label or description', () => {
    const found = (typed: string) =>
      matching(offered(select, shell), typed).flatMap((group) => group.options);
    expect(found('degr').map(({ value }) => value)).toEqual(['P2']);
    expect(found('p all').map(({ value }) => value)).toEqual(['P1']);
    expect(matching(offered(select, shell), 'nothing')).toEqual([]);
  });
});

it('A modal submits every field, touched or not, and nothing else', () => {
  const line: JsonObject = { type: 'plain_text_input', action_id: 'v', initial_value: 'so far' };
  const blocks: JsonObject[] = [
    { type: 'section', block_id: 'text' },
    { type: 'input', block_id: 'title', element: line },
    { type: 'input', block_id: 'severity', element: select },
  ];
  const values = submitted(blocks, (spot, element) =>
    spot.blockId === 'severity' ? 'P1' : shownEntry(element, undefined),
  );
  expect(values).toEqual({ title: { v: 'so far' }, severity: { v: 'P1' } });
});
