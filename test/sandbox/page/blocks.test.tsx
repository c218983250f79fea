import { describe, expect, it } from 'vitest';
import { Blocks } from '../../../packages/slack-sandbox/page/blocks/Blocks.tsx';
import { MarkdownText } from '../../../packages/slack-sandbox/page/text/MarkdownText.tsx';
import { Mrkdwn } from '../../../packages/slack-sandbox/page/text/Mrkdwn.tsx';
import type { JsonObject } from '../../../packages/slack-sandbox/slack/json.ts';
import { draw, untouched } from './support/draw.tsx';

const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
const text = (html: string) => html.replaceAll(/<[^>]+>/g, '');
const field: JsonObject = {
  type: 'input',
  block_id: 'title',
  label: plain('Title'),
  hint: plain('In a few words'),
  element: { type: 'plain_text_input', action_id: 'v' },
};

describe("Text on the sandbox's page", () => {
  it("shows names for people, and times in the reader's zone", () => {
    const html = draw(<Mrkdwn text="<@UB> at <!date^1772838000^{time}|23:00 UTC>" />);
    expect(text(html)).toBe('@incidents at 18:00');
    expect(html).toContain('dateTime="2026-03-06T23:00:00.000Z"');
  });

  it('shows names for user groups, @here, and @channel', () => {
    expect(text(draw(<Mrkdwn text="<!subteam^S1> <!here>" />))).toBe('@oncall @here');
  });

  it('is never HTML', () => {
    const typed = '<b onclick=x> &lt;script&gt;';
    expect(draw(<Mrkdwn text={typed} />)).not.toMatch(/<script|<b /);
    expect(draw(<MarkdownText text={'<script>x</script>'} />)).not.toContain('<script');
  });

  it('never links to a script', () => {
    expect(draw(<Mrkdwn text="<javascript:alert(1)|here>" />)).not.toContain('javascript:');
    expect(draw(<MarkdownText text="[here](javascript:alert(1))" />)).not.toContain('javascript:');
  });

  it('that is plain_text is shown as it is', () => {
    const blocks: JsonObject[] = [
      { type: 'header', text: plain('*P1* & :fire:') },
      { type: 'table', rows: [[{ type: 'raw_text', text: '*cell*' }]] },
    ];
    expect(text(draw(<Blocks blocks={blocks} />))).toBe('*P1* &amp; 🔥*cell*');
  });
});

describe("A form field on the sandbox's page", () => {
  it('has its label as its name and its hint as its description', () => {
    const html = draw(<Blocks blocks={[field]} />);
    const id = /<input id="([^"]+)"/.exec(html)?.[1];
    expect(html).toContain(`<label for="${id}"`);
    expect(html).toContain(`aria-describedby="${id}-hint"`);
    expect(html).toContain('aria-invalid="false"');
  });

  it("has the app's error as its description", () => {
    const wrong = { ...untouched, error: () => 'Say what fails.' };
    const html = draw(<Blocks blocks={[field]} />, wrong);
    const id = /<input id="([^"]+)"/.exec(html)?.[1];
    expect(html).toContain(`aria-describedby="${id}-error ${id}-hint"`);
    expect(html).toContain(`<p id="${id}-error" class="field-error">Say what fails.</p>`);
    expect(html).toContain('aria-invalid="true"');
  });

  it("shows a date and time in the reader's zone", () => {
    const element = { type: 'datetimepicker', action_id: 'v' };
    const html = draw(<Blocks blocks={[{ ...field, element }]} />, {
      ...untouched,
      entry: () => 1_772_838_000,
    });
    expect(html).toContain('value="2026-03-06T18:00"');
  });
});

it("A button on the sandbox's page is busy until the app has acknowledged", () => {
  const button = { type: 'button', action_id: 'go', text: plain('Go') };
  const blocks: JsonObject[] = [{ type: 'actions', elements: [button] }];
  expect(draw(<Blocks blocks={blocks} />)).toContain('aria-busy="false"');
  expect(draw(<Blocks blocks={blocks} />, { ...untouched, pending: () => true })).toContain(
    'aria-busy="true"',
  );
});
