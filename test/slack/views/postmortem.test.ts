import { describe, expect, test } from 'vitest';
import { postmortemContent } from '../../../src/domain/records/postmortem-content.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { editPostmortemModal } from '../../../src/slack/views/forms/edit-postmortem-modal.ts';
import { postmortemMessage, postmortemModal } from '../../../src/slack/views/postmortem.ts';
import { itemsOf } from '../../domain/incident/items/support/items.ts';
import { byBot, minute } from '../../domain/support/fixtures.ts';
import { longestIncident, longRecord } from '../support/extremes/longest.ts';
import { channel, contractIncident, inStatus } from '../support/incidents.ts';
import { blockText, inputsOf, objectsIn } from '../support/reading.ts';

const review = {
  summary: plainText('Chats *hung*, see `errors[0].code`\n- first'),
  rootCause: null,
  fix: null,
  conversationsAffected: 42,
  conversationsEstimated: true as const,
  usersAffected: null,
};
const closed = contractIncident({
  status: 'CLOSED',
  review,
  items: itemsOf({ owner: null, due: null }, { state: { kind: 'done', by: byBot, at: minute(9) } }),
});
const shown = (incident = closed) =>
  postmortemMessage(
    incident,
    postmortemContent(incident, [], () => 'Alice'),
  );

describe('A postmortem for one person', () => {
  test("is formatted for reading, with people's text exactly as typed", () => {
    const read = blockText(shown());
    expect(read).toContain('Incident: Intercom Inbox does not load');
    expect(read).toContain(review.summary);
    expect(read).toContain('☐ Alert on 5xx - no owner yet - no due date yet');
    expect(read).toContain('☑ Alert on 5xx - Alice - 2026-12-01');
    expect(read).not.toMatch(/##|\*\*|\\/);
    expect(objectsIn(shown().blocks).filter(({ type }) => type === 'rich_text_preformatted')).toEqual([]);
  });

  test("has the markdown for clients that don't show blocks", () => {
    expect(shown().text).toMatch(/^The postmortem:\n\n## Incident: Intercom Inbox does not load\n/);
  });

  test.each(['INVESTIGATING', 'RESOLVED'] as const)("says that it's a draft while %s", (status) => {
    const draft = shown({ ...closed, status });
    expect(blockText(draft)).toContain('Draft postmortem. The file is posted when you close the incident.');
    expect(blockText(draft)).toContain(`Draft: INC-7 is ${status}.`);
  });

  test('says the same in a modal', () => {
    const content = postmortemContent(closed, [], () => 'Alice');
    expect(postmortemModal(closed, content).blocks).toEqual(postmortemMessage(closed, content).blocks);
  });

  test('of a long incident says how much is only in the file', () => {
    const incident = longestIncident('words', { status: 'CLOSED' });
    const events = longRecord('words', 200);
    const read = blockText(
      postmortemMessage(
        incident,
        postmortemContent(incident, events, () => 'Alice'),
      ),
    );
    expect(read).toMatch(/… and \d+ more, in the file/);
    expect(read).toContain('The rest is in the file.');
    for (const heading of ['Summary', 'Timeline', 'Root Cause', 'Impact', 'Action Items', 'People'])
      expect(read).toContain(heading);
  });
});

test('the form of the postmortem has the fields of the close, and the lessons', () => {
  const labels = inputsOf(editPostmortemModal(inStatus('CLOSED'), channel)).map(({ label }) => label);
  expect(labels).toEqual([
    'Type',
    'Summary',
    'Root cause',
    'What fixed it',
    'Lessons',
    'Conversations affected',
    'Users unable to reach support',
  ]);
});
