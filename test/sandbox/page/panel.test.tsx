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

describe('the panel for the world outside', () => {
  it("shows the sandbox's time in the reader's zone and how far it is ahead", () => {
    const html = render();
    expect(html).toContain('Fri 6 Mar, 18:04:05');
    expect(html).toContain('America/New_York, 30 min ahead of real time');
  });

  it('says what is due next and when', () => {
    const html = render();
    expect(html).toContain('Next: the page to the on-call engineer, Fri 6 Mar, 18:08:15 (in 4 min 10 s).');
    expect(button(html, 'Skip to next event')).not.toContain('disabled=""');
  });

  it('does not jump to a due time that nobody knows', () => {
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

  it('names no service where none was handed in', () => {
    expect(render({ services: [] })).not.toContain('Intercom');
  });

  it('says so when a state has no name', () => {
    const [intercom] = outside.services;
    const services = [{ name: 'Intercom', switches: (intercom?.switches ?? []).map(withoutName) }];
    expect(render({ services })).toContain('A state without a name');
  });

  it('has a button for each kind of trouble, with what it does', () => {
    expect(button(render(), 'Slow answers')).toContain('aria-description="Each answer takes 5 s."');
  });

  it('lists the planned trouble with what is left of it, and a way to calm it', () => {
    const html = render();
    expect(html).toContain('Internal error <span class="quiet">3 left</span>');
    expect(button(html, 'Clear all')).not.toBe('');
  });

  it('has nothing to calm when no trouble is planned', () => {
    const html = render({ slack: { ...outside.slack, planned: [] } });
    expect(html).toContain('No faults queued.');
    expect(html).not.toContain('Clear all');
  });

  it('cannot drop connections that are not there', () => {
    const html = render({ slack: { ...outside.slack, connections: 0 } });
    expect(button(html, 'Drop the connections')).toContain('disabled=""');
  });

  it('offers only what the running app can be told', () => {
    const html = render({ commandMenus: [] });
    expect(button(html, 'Start')).toContain('disabled=""');
    expect(button(html, 'Stop')).not.toContain('disabled=""');
    expect(button(html, 'Restart')).not.toContain('disabled=""');
  });

  it('has no buttons for an app that was started elsewhere', () => {
    const html = render({ app: { running: false, controllable: false } });
    expect(html).toContain('Stopped');
    expect(html).not.toContain('Restart');
  });

  it('starts prepared commands in a channel only', () => {
    const withoutApp = { app: { running: true, controllable: false } };
    expect(button(render(withoutApp), 'Start')).not.toContain('disabled=""');
    const nowhere = render(withoutApp, null);
    expect(nowhere).toContain('Open a channel to start one there.');
    expect(button(nowhere, 'Start')).toContain('disabled=""');
  });

  it('has no section for commands that the app did not prepare', () => {
    expect(render({ commandMenus: [] })).not.toContain('Drills');
  });
});
