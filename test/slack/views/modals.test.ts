import { describe, expect, test } from 'vitest';
import { builtInRoles, roleNameSchema, scribeRole } from '../../../src/domain/incident/people/roles.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { viewIds } from '../../../src/slack/ids.ts';
import { cancelModal } from '../../../src/slack/views/forms/cancel-modal.ts';
import { declareModal } from '../../../src/slack/views/forms/declare-modal.ts';
import { noteModal, severityModal, updateModal } from '../../../src/slack/views/forms/incident-modals.ts';
import { modalMemorySchema } from '../../../src/slack/views/forms/modal.ts';
import { closeModal, reopenModal, resolveModal } from '../../../src/slack/views/forms/review-forms.ts';
import { rolesModal } from '../../../src/slack/views/forms/roles-modal.ts';
import { itemsOf } from '../../domain/incident/items/support/items.ts';
import { byBot, minute } from '../../domain/support/fixtures.ts';
import { longText, textKinds } from '../support/extremes/texts.ts';
import {
  alice,
  at,
  bob,
  channel,
  contractIncident,
  incident,
  inStatus,
  row,
  rows,
  statuses,
  time,
} from '../support/incidents.ts';
import { inputsOf, valuesOf } from '../support/reading.ts';

const later = at('2026-11-21T14:35:00Z');
const typed = { severity: 'P3', title: plainText('Inbox is slow'), channel } as const;
const nobody = { open: [], ended: [] };
const led = contractIncident();
const modals = {
  declare: declareModal(nobody, typed),
  update: updateModal(led, channel, later),
  note: noteModal(led, channel, time.now),
  severity: severityModal(led, channel),
  roles: rolesModal(led, channel, builtInRoles),
  resolve: resolveModal(led, channel),
  close: closeModal(led, channel),
  cancel: cancelModal(led, channel, plainText('')),
  reopen: reopenModal(inStatus('CLOSED'), channel),
};
const names = Object.keys(viewIds).filter((name): name is keyof typeof modals => name in modals);

/** The elements of a modal by the labels of their fields. */
const elements = (view: Parameters<typeof inputsOf>[0]) =>
  Object.fromEntries(inputsOf(view).map(({ label, element }) => [label, element]));

describe("A form's fields", () => {
  test.each([
    ['declare', ['Title', 'Severity', 'Impact', 'Commander', 'Started', 'Visibility']],
    ['update', ['Status', 'Impact', 'Cause', 'Action', 'Next update']],
    ['note', ['Note', 'When']],
    ['severity', ['Severity', 'Why']],
    ['resolve', ['What fixed it']],
    ['cancel', ['Reason', 'Why']],
    [
      'close',
      [
        'Type',
        'Summary',
        'Root cause',
        'What fixed it',
        'Conversations affected',
        'Users unable to reach support',
        'Action items',
      ],
    ],
    ['roles', ['Commander', 'Comms lead', 'Scribe']],
    ['reopen', ['Why']],
  ] as const)('%s have familiar labels', (name, labels) => {
    expect(inputsOf(modals[name]).map(({ label }) => label)).toEqual(labels);
  });

  test.each([
    ['declare', ['Title', 'Severity', 'Visibility']],
    ['update', ['Status', 'Next update']],
    ['note', ['Note', 'When']],
    ['severity', ['Severity']],
    ['resolve', []],
    ['close', []],
    ['roles', []],
    ['reopen', []],
  ] as const)('%s require only what is necessary', (name, labels) => {
    const needed = inputsOf(modals[name]).filter(({ optional }) => !optional);
    expect(needed.map(({ label }) => label)).toEqual(labels);
  });

  test('for an action item say how to write one', () => {
    expect(valuesOf(modals.close, 'text')).toContain('One per line: what - owner - due');
  });
});

describe('a modal', () => {
  test.each(names)('%s is read back under its own name', (name) => {
    expect(modals[name].callback_id).toBe(viewIds[name]);
  });

  test.each(names.filter((name) => name !== 'declare'))('%s remembers its incident and channel', (name) => {
    const memory = modalMemorySchema.parse(JSON.parse(modals[name].private_metadata ?? ''));
    expect(memory).toEqual({ incident: 7, channel: 'C0INC7', proposal: null, since: 2 });
  });

  test('The declaration form remembers where to reply, and no incident', () => {
    const memory = modalMemorySchema.parse(JSON.parse(modals.declare.private_metadata ?? ''));
    expect(memory).toEqual({ incident: null, channel: 'C0INC7', proposal: null });
  });
});

describe('The declaration form', () => {
  test('has what was typed after "open"', () => {
    expect(elements(modals.declare)).toMatchObject({
      Title: { initial_value: 'Inbox is slow' },
      Severity: { initial_option: { value: 'P3' } },
    });
  });

  test('offers the four severities, each with its meaning', () => {
    const options = valuesOf(elements(declareModal(nobody, { ...typed, severity: null })).Severity, 'text');
    expect(options.slice(0, 8)).toEqual([
      'P1',
      'All Intercom API calls failing',
      'P2',
      'Degraded service: slow or rate limited',
      'P3',
      'Partial impact: some features or users',
      'P4',
      'No user impact',
    ]);
  });

  const above = (view: ReturnType<typeof declareModal>) =>
    view.blocks.slice(
      0,
      view.blocks.findIndex(({ type }) => type === 'input'),
    );

  test('shows open incidents above the fields', () => {
    expect(
      valuesOf(above(declareModal({ open: [{ row: row(), alike: false }], ended: [] }, typed)), 'text').join(
        '\n',
      ),
    ).toBe(
      '*Already open.* If yours is one of these, join its channel instead.\n• INC-7 [P1] INVESTIGATING: Inbox does not load <#C0INC7>\nJoin instead',
    );
  });

  test('has nothing above the fields if nothing is open', () => {
    expect(above(modals.declare)).toEqual([]);
  });

  test.each(textKinds)(
    "says how many open incidents it doesn't show, however long their titles: %s",
    (kind) => {
      const open = rows(200, 1, () => ({ title: longText(kind, 150) })).map((one) => ({
        row: one,
        alike: false,
      }));
      const read = valuesOf(above(declareModal({ open, ended: [] }, typed)), 'text').join('\n');
      expect(read.match(/^• INC-\d+/gm)).toEqual(['• INC-200', '• INC-199', '• INC-198', '• INC-197']);
      expect(read).toMatch(/… and 196 more: `\/intercom-incident list`$/);
    },
  );
});

describe('What is known already is filled in:', () => {
  test('the update form has the next update as promised', () => {
    expect(elements(modals.update)).toMatchObject({
      Status: { initial_option: { value: 'INVESTIGATING' } },
      Impact: { initial_value: 'Customer conversations not loading' },
      Cause: { initial_value: 'Intercom API returning 5xx' },
      Action: { initial_value: 'Enabling fallback' },
      'Next update': { initial_date_time: later / 1_000 },
    });
  });

  test.each(statuses.slice(0, 3))('the update form has the status %s', (status) => {
    expect(elements(updateModal(inStatus(status), channel, later))).toMatchObject({
      Status: { initial_option: { value: status } },
    });
  });

  test('the update form leaves unknown lines empty', () => {
    const { Impact, Cause, Action } = elements(updateModal(incident({ impact: null }), channel, later));
    for (const element of [Impact, Cause, Action]) expect(element).not.toHaveProperty('initial_value');
  });

  test.each(textKinds)('the update form has all 3,000 characters: %s', (kind) => {
    const text = longText(kind);
    const long = contractIncident({ impact: text, cause: { text, from: 'person' } });
    expect(elements(updateModal(long, channel, later))).toMatchObject({
      Impact: { initial_value: text },
      Cause: { initial_value: text },
    });
  });

  test('the note form has the current time', () => {
    expect(elements(modals.note)).toMatchObject({ When: { initial_date_time: time.now / 1_000 } });
  });

  test('the severity form has the severity', () => {
    expect(elements(severityModal(incident({ severity: 'P2' }), channel))).toMatchObject({
      Severity: { initial_option: { value: 'P2' } },
    });
  });

  test('the form of all roles has who holds each, even one no longer configured', () => {
    const support = roleNameSchema.parse('Support lead');
    const held = { user: bob, seq: 3 };
    const roles = new Map([
      [scribeRole, held],
      [support, held],
    ]);
    expect(elements(rolesModal(incident({ roles }), channel, builtInRoles))).toEqual({
      Commander: expect.objectContaining({ initial_user: alice }),
      'Comms lead': expect.not.objectContaining({ initial_user: expect.anything() }),
      Scribe: expect.objectContaining({ initial_user: bob }),
      'Support lead': expect.objectContaining({ initial_user: bob }),
    });
  });

  test('the resolve form has what fixed it last time', () => {
    const fixed = incident({ fix: plainText('Rolled back') });
    expect(elements(resolveModal(fixed, channel))).toMatchObject({
      'What fixed it': { initial_value: 'Rolled back' },
    });
  });

  test('the close form has the last review, and the open action items', () => {
    const review = {
      summary: plainText('All down'),
      rootCause: plainText('Intercom'),
      fix: plainText('Waited'),
      conversationsAffected: 0,
      usersAffected: 12,
    };
    const items = itemsOf({}, { text: plainText('Old'), state: { kind: 'done', by: byBot, at: minute(9) } });
    const closing = incident({ review, fix: review.fix, items });
    expect(elements(closeModal(closing, channel, { name: () => 'Bob' }))).toMatchObject({
      Summary: { initial_value: 'All down' },
      'Root cause': { initial_value: 'Intercom' },
      'What fixed it': { initial_value: 'Waited' },
      'Conversations affected': { initial_value: '0' },
      'Users unable to reach support': { initial_value: '12' },
      'Action items': { initial_value: 'Alert on 5xx - Bob - 2026-12-01' },
    });
  });
});
