import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SimulationPanel } from '../../../packages/slack-sandbox/page/panel/SimulationPanel.tsx';
import type { Send } from '../../../packages/slack-sandbox/page/send.ts';
import type { Outside, Switch } from '../../../packages/slack-sandbox/server/screen.ts';
import { outside, shell } from './support/shell.ts';

const act: Send = async () => ({ ok: true });

function render(change: Partial<Outside> = {}, channel: string | null = 'C1'): string {
  return renderToStaticMarkup(
    <SimulationPanel outside={{ ...outside, ...change }} shell={shell} act={act} channel={channel} />,
  );
}

const withoutName = (state: Switch): Switch => ({ ...state, chosen: null });

/** The opening tag of the button with this text. */
function button(html: string, text: string): string {
  const end = html.indexOf(`>${text}</button>`);
  return html.slice(html.lastIndexOf('<button', end), end + 1);
}

describe('The Simulation panel', () => {
  it("shows the sandbox's time in the reader's zone, and how far ahead it is", () => {
    const html = render();
    expect(html).toContain('Fri 6 Mar, 18:04:05');
    expect(html).toContain('America/New_York, 30 min ahead of real time');
  });

  it('says what is due next, and when', () => {
    const html = render();
    expect(html).toContain('Next: the page to the on-call engineer, Fri 6 Mar, 18:08:15 (in 4 min 10 s).');
    expect(button(html, 'Skip to next event')).not.toContain('disabled=""');
  });

  it('cannot skip to a due time if none is known', () => {
    const html = render({ nextDue: null });
    expect(button(html, 'Skip to next event')).toContain('disabled=""');
    expect(html).toContain('Nothing scheduled.');
  });

  it('explains the chosen state of each part of a service', () => {
    const html = render();
    expect(html).toContain('<option value="revoked" selected="">401: token revoked</option>');
    expect(html).toContain('Every request is refused with 401.');
    expect(html).toContain('<optgroup label="Refuses">');
  });

  it('shows no service if none was passed in', () => {
    expect(render({ services: [] })).not.toContain('Intercom');
  });

  it('says when a state has no name', () => {
    const [intercom] = outside.services;
    const services = [{ name: 'Intercom', switches: (intercom?.switches ?? []).map(withoutName) }];
    expect(render({ services })).toContain('A state without a name');
  });

  it('has a button for each kind of Slack fault, with what it does', () => {
    expect(button(render(), 'Slow answers')).toContain('aria-description="Each answer takes 5 s."');
  });

  it('lists the queued faults with how often each is left, and a button to clear them', () => {
    const html = render();
    expect(html).toContain('Internal error <span class="quiet">3 left</span>');
    expect(button(html, 'Clear all')).not.toBe('');
  });

  it('has nothing to clear if no fault is queued', () => {
    const html = render({ slack: { ...outside.slack, planned: [] } });
    expect(html).toContain('No faults queued.');
    expect(html).not.toContain('Clear all');
  });

  it('cannot drop connections if there are none', () => {
    const html = render({ slack: { ...outside.slack, connections: 0 } });
    expect(button(html, 'Drop the connections')).toContain('disabled=""');
  });

  it('offers only the controls that fit a running or a stopped app', () => {
    const html = render({ commandMenus: [] });
    expect(button(html, 'Start')).toContain('disabled=""');
    expect(button(html, 'Stop')).not.toContain('disabled=""');
    expect(button(html, 'Restart')).not.toContain('disabled=""');
  });

  it('has no start and stop buttons for an app that was started elsewhere', () => {
    const html = render({ app: { running: false, controllable: false } });
    expect(html).toContain('Stopped');
    expect(html).not.toContain('Restart');
  });

  it('runs prepared commands only while a channel is open', () => {
    const withoutApp = { app: { running: true, controllable: false } };
    expect(button(render(withoutApp), 'Start')).not.toContain('disabled=""');
    const nowhere = render(withoutApp, null);
    expect(nowhere).toContain('Open a channel to start one there.');
    expect(button(nowhere, 'Start')).toContain('disabled=""');
  });

  it('has no command section if the app prepared none', () => {
    expect(render({ commandMenus: [] })).not.toContain('Drills');
  });
});
