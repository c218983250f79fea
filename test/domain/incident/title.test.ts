import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { closed, opened, resolved } from '../support/events.ts';
import { given, incidentOf } from '../support/given.ts';

const change = (title: string): Command => ({ type: 'change_title', title: plainText(title) });
const from = opened().title;

describe('A new title', () => {
  test('is kept on one line, along with the previous one', () => {
    given(opened())
      .when(change('Webhooks\n are  late'))
      .thenRecords({ type: 'title_changed', from, to: plainText('Webhooks are late') });
  });

  test('can still be given to a resolved incident', () => {
    given(opened(), resolved())
      .when(change('Webhooks'))
      .thenRecords({ type: 'title_changed', from, to: plainText('Webhooks') });
  });

  test('shows in the incident, and moves no deadline', () => {
    const before = incidentOf(opened());
    const after = incidentOf(opened(), { type: 'title_changed', from, to: plainText('Webhooks') });
    expect({ ...after, entries: before.entries }).toEqual({ ...before, seq: 2, title: 'Webhooks' });
  });

  test.each([
    ['no text', '', /title/],
    ['more than 150 characters', 'x'.repeat(151), /151 characters, limit 150/],
    ['the title that it has', from, /INC-7 already has that title/],
  ])('is refused on its field: %s', (_, title, sentence) => {
    given(opened()).when(change(title)).thenRefused(sentence, 'title');
  });

  test('is refused on a closed incident', () => {
    given(opened(), resolved(), closed())
      .when(change('Webhooks'))
      .thenRefused(/is closed\. Nothing/);
  });
});
