import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CallsTab } from '../../../packages/slack-sandbox/page/inspector/CallsTab.tsx';
import { DeliveriesTab } from '../../../packages/slack-sandbox/page/inspector/DeliveriesTab.tsx';
import { CheckedList } from '../../../packages/slack-sandbox/page/inspector/editor/CheckedList.tsx';
import { InspectorPane } from '../../../packages/slack-sandbox/page/inspector/InspectorPane.tsx';
import { JsonBox } from '../../../packages/slack-sandbox/page/inspector/JsonBox.tsx';
import { RecordsTab } from '../../../packages/slack-sandbox/page/inspector/RecordsTab.tsx';
import { timesIn } from '../../../packages/slack-sandbox/page/panel/times.ts';
import type { Send } from '../../../packages/slack-sandbox/page/send.ts';
import type { SeenCall } from '../../../packages/slack-sandbox/server/screen.ts';
import { shell } from './support/shell.ts';

const act: Send = async () => ({ ok: true });
const fetchBody = async () => ({});
const times = timesIn('America/New_York');
const call: SeenCall = {
  n: 1,
  method: 'chat.postMessage',
  at: shell.now,
  ms: 12,
  outcome: 'channel_not_found',
  about: '#inc-12',
};

describe('The inspector', () => {
  it('has four tabs, and only the selected one is in the tab order', () => {
    const html = renderToStaticMarkup(
      <InspectorPane
        inspector={{ calls: [call], deliveries: [], records: [] }}
        shell={shell}
        act={act}
        fetchBody={fetchBody}
      />,
    );
    expect(html.match(/role="tab"/g)).toHaveLength(4);
    expect(html.match(/aria-selected="true"[^>]*tabindex="0"/gi)).toHaveLength(1);
    expect(html.match(/tabindex="-1"/gi)).toHaveLength(3);
    expect(html).toContain('chat.postMessage');
  });

  it('says when nothing has arrived yet', () => {
    const html = renderToStaticMarkup(
      <InspectorPane inspector={null} shell={shell} act={act} fetchBody={fetchBody} />,
    );
    expect(html).toContain('The sandbox has not sent anything yet.');
  });

  it("shows a call's outcome in words, its time in the reader's zone, and its duration", () => {
    const html = renderToStaticMarkup(
      <CallsTab calls={[call]} times={times} fetchBody={fetchBody} edit={() => {}} />,
    );
    expect(html).toContain('<span class="outcome bad">channel_not_found</span>');
    expect(html).toContain('18:04:05.000');
    expect(html).toContain('12 ms');
    expect(html).toContain('aria-expanded="false"');
  });

  it('shows a delivery with its attempts', () => {
    const html = renderToStaticMarkup(
      <DeliveriesTab
        deliveries={[
          {
            n: 1,
            id: 'Ev1',
            kind: 'events_api',
            type: 'pin_added',
            at: null,
            attempts: 3,
            outcome: 'under way',
            redeliverable: true,
          },
        ]}
        times={times}
        act={act}
        fetchBody={fetchBody}
      />,
    );
    expect(html).toContain('pin_added');
    expect(html).toContain('3 attempts');
    expect(html).toContain('not sent yet');
  });

  it('shows an incident with the number of its events and outbox entries', () => {
    const html = renderToStaticMarkup(
      <RecordsTab
        times={times}
        records={[
          {
            name: 'INC-12',
            title: 'Fin is silent',
            status: 'mitigating',
            events: [{ seq: 1, at: shell.now, type: 'declared', body: {} }],
            owed: [],
          },
        ]}
      />,
    );
    expect(html).toContain('INC-12');
    expect(html).toContain('1 event<');
    expect(html).toContain('0 in outbox');
  });

  it('shortens long JSON until someone asks for the rest', () => {
    const long = renderToStaticMarkup(
      <JsonBox title="Answer" value={Array.from({ length: 60 }, (_, index) => index)} />,
    );
    expect(long).toContain('Show all 62 lines');
    expect(renderToStaticMarkup(<JsonBox title="Answer" value={[1]} />)).not.toContain('Show all');
  });

  it('links each limit error to its place in the text', () => {
    const html = renderToStaticMarkup(
      <CheckedList
        id="x"
        goTo={() => {}}
        checked={{
          kind: 'refused',
          text: 'Slack would refuse this:',
          problems: [
            { text: 'too long', at: 5, line: 2 },
            { text: 'no_text', at: null, line: null },
          ],
        }}
      />,
    );
    expect(html).toContain('role="status"');
    expect(html.match(/<button type="button">Line 2<\/button>/g)).toHaveLength(1);
    expect(html.match(/<button/g)).toHaveLength(1);
  });
});
